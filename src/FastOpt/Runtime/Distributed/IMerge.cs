using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>How what two neighboring granules say becomes what both say together.</summary>
internal interface IMerge
{
    /// <summary>Merges values of <paramref name="rightExamples"/> examples into those of <paramref name="leftExamples"/>.</summary>
    void Merge(Span<double> left, ReadOnlySpan<double> right, int leftExamples, int rightExamples);
}

/// <summary>Values are added.</summary>
internal readonly struct AddedValues : IMerge
{
    public void Merge(Span<double> left, ReadOnlySpan<double> right, int leftExamples, int rightExamples)
    {
        for (int i = 0; i < left.Length; i++)
            left[i] += right[i];
    }
}

/// <summary>Rows of values, each of a kind (<see cref="GranuleValue"/>).</summary>
internal readonly ref struct MergedValues(ReadOnlySpan<GranuleValue> values, int stride) : IMerge
{
    private readonly ReadOnlySpan<GranuleValue> _values = values;

    public void Merge(Span<double> left, ReadOnlySpan<double> right, int leftExamples, int rightExamples)
    {
        double all = (double)leftExamples + rightExamples;
        (double leftShare, double rightShare) = (leftExamples / all, rightExamples / all);
        int mean = MemoryMarshal.Cast<GranuleValue, byte>(_values).IndexOf((byte)GranuleValue.Mean) * stride;

        // Variances first: they take the means as they were.
        for (int row = 0; row < _values.Length; row++)
        {
            if (_values[row] != GranuleValue.Variance)
                continue;
            for (int i = 0; i < stride; i++)
            {
                double difference = right[mean + i] - left[mean + i];
                ref double variance = ref left[(row * stride) + i];
                variance = (variance * leftShare) + (right[(row * stride) + i] * rightShare) + (difference * difference * leftShare * rightShare);
            }
        }

        for (int i = 0; i < left.Length; i++)
        {
            GranuleValue value = _values[i / stride];
            if (value == GranuleValue.Mean)
                left[i] += (right[i] - left[i]) * rightShare;
            else if (value != GranuleValue.Variance)
                left[i] += right[i];
        }
    }
}
