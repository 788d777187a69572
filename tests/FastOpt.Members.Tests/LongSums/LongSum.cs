namespace FastOpt.Members.Tests;

/// <summary>What tests of long sums share: the definition in double, and terms that a plain sum of floats has wrong.</summary>
internal static class LongSum
{
    /// <summary>Terms that one float adds.</summary>
    public const int Most = 65_536;

    /// <summary>How far a sum may be from that in double, beside the sum of the terms' sizes.</summary>
    public const double Tolerance = 1e-5;

    /// <summary>Terms by name, all of which err in one direction when they are added one after the other.</summary>
    public static TheoryData<string> Kinds => ["tenths", "thirds", "ramp", "random", "large first", "small first", "negative", "tiny"];

    /// <summary>So many terms of a kind.</summary>
    public static float[] Terms(string kind, int count)
    {
        float[] random = kind == "random" ? Batches.Floats(count, 11) : [];
        return [.. Enumerable.Range(0, count).Select(i => kind switch
        {
            "tenths" => 0.1f,
            "thirds" => 1f / 3,
            "ramp" => 0.1f + ((float)i / count),
            "random" => 1f + Math.Abs(random[i]),
            "large first" => i == 0 ? 10_000f : 0.1f,
            "small first" => i < count / 2 ? 1e-3f : 1.7f,
            "negative" => -0.7f,
            _ => 3e-30f,
        })];
    }

    /// <summary>Σ left · right in double.</summary>
    public static double Of(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
            sum += (double)left[i] * right[i];
        return sum;
    }

    /// <summary>Σ values in double.</summary>
    public static double Of(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += value;
        return sum;
    }

    /// <summary>Asserts that a value is near the one expected, beside a scale.</summary>
    public static void Near(double expected, double actual, double scale) =>
        Assert.True(Math.Abs(expected - actual) <= Tolerance * Math.Abs(scale), $"expected {expected:R}, actual {actual:R}, off by {(actual - expected) / scale:E2}");

    /// <summary>Asserts that a value is within 1e-5 of the one expected.</summary>
    public static void Near(double expected, double actual) => Near(expected, actual, expected);

    /// <summary>The gradients of a network in canonical order.</summary>
    public static float[] Gradients<TNetwork, TTarget>(this INetwork<TNetwork, TTarget> network, float[] inputs, TTarget[] targets)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        var gradients = new float[TNetwork.ParameterCount];
        network.ComputeGradients(inputs, targets, gradients);
        return gradients;
    }

    /// <summary>So many equal values.</summary>
    public static float[] Equal(int count, float value)
    {
        var values = new float[count];
        Array.Fill(values, value);
        return values;
    }
}
