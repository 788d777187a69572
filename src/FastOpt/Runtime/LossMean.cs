using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>The sum of the rows' losses, in double and in the rows' order, so that it does not depend on who computed which row. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LossMean
{
    /// <summary>Adds <paramref name="rows"/> losses.</summary>
    public static double Sum(ref float losses, int rows)
    {
        double sum = 0;
        for (int row = 0; row < rows; row++)
            sum += Unsafe.Add(ref losses, row);
        return sum;
    }

    /// <summary>The sum of the weights of examples.</summary>
    public static double Weight(ReadOnlySpan<float> weights)
    {
        double sum = 0;
        foreach (float weight in weights)
            sum += weight;
        return sum;
    }

    /// <summary>The sum of the weights of labels' classes.</summary>
    public static double Weight(ReadOnlySpan<int> labels, ReadOnlySpan<double> classWeights)
    {
        double sum = 0;
        foreach (int label in labels)
            sum += classWeights[Bounded(label, classWeights.Length)];
        return sum;
    }

    /// <summary>The sum of the weights of examples, each times that of its label's class.</summary>
    public static double Weight(ReadOnlySpan<int> labels, ReadOnlySpan<double> classWeights, ReadOnlySpan<float> weights)
    {
        double sum = 0;
        for (int i = 0; i < labels.Length; i++)
            sum += weights[i] * classWeights[Bounded(labels[i], classWeights.Length)];
        return sum;
    }

    /// <summary>The mean of losses with a sum of weights; that of nothing is 0.</summary>
    public static float Of(double losses, double weight) => weight == 0 ? (float)(0 * losses) : (float)(losses / weight);

    /// <summary>What one loss counts in such a mean; that of nothing is 0. It is finite whatever the sum is.</summary>
    public static float Share(double weight)
    {
        float sum = (float)weight;
        if (float.IsNormal(sum))
            return 1f / sum;
        return weight == 0 ? 0 : (float)Math.Min(1 / weight, float.MaxValue);
    }

    // Checked at the door; bounded again, for the caller's memory may change meanwhile.
    private static int Bounded(int label, int classes) => (int)Math.Min((uint)label, (uint)(classes - 1));
}
