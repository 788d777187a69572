using System.Globalization;

namespace FastOpt.Tests.Harness;

/// <summary>Comparisons of whole vectors, whose message names the worst element.</summary>
internal static class Closeness
{
    /// <summary>|actual − expected| ≤ relative · max(|expected|, rms expected), element by element.</summary>
    public static void AssertRelative(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double relative, string what)
    {
        double rms = RootMeanSquare(expected);
        Assert.True(expected.Length == actual.Length, $"{what}: {actual.Length} values instead of {expected.Length}");
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(actual[i] - expected[i]);

            // Written so that NaN fails.
            if (!(error <= relative * Math.Max(Math.Abs(expected[i]), rms)))
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{what}, element {i} of {expected.Length}: {actual[i]:R} instead of {expected[i]:R}; rms {rms:R}, allowed {relative:E1} relative"));
        }
    }

    /// <summary>The same bits, element by element.</summary>
    public static void AssertSameBits(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {actual.Length} values instead of {expected.Length}");
        for (int i = 0; i < expected.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(expected[i]) != BitConverter.SingleToInt32Bits(actual[i]))
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{what}, element {i} of {expected.Length}: {actual[i]:R} instead of {expected[i]:R}"));
        }
    }

    /// <summary>√(mean of squares).</summary>
    public static double RootMeanSquare(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value * value;
        return Math.Sqrt(sum / Math.Max(1, values.Length));
    }
}
