using Xunit;

namespace FastOpt.Generators.Tests.Harness;

/// <summary>Comparisons of floats.</summary>
internal static class Near
{
    /// <summary>Values whose handling goes wrong first.</summary>
    public static readonly float[] Special =
    [
        0f, -0f, 1f, -1f, 0.5f, -0.5f, 2f, -2f, 1e-20f, -1e-20f, 1e-40f, -1e-40f, float.Epsilon, 10f, -10f, 87f, 100f, -100f, 1e10f, -1e10f,
        float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    /// <summary>Evenly spaced values, none of them round.</summary>
    public static float[] Grid(int count, float from = -4f, float to = 4f) => [.. Enumerable.Range(0, count).Select(i => from + ((i + 0.37f) * (to - from) / Math.Max(1, count)))];

    /// <summary>Asserts that both are the same value (NaN included), or nearly.</summary>
    public static void Equal(double expected, double actual, double relative, double absolute, string what)
    {
        if (double.IsNaN(expected) ? double.IsNaN(actual) : expected == actual)
            return;
        double error = Math.Abs(expected - actual);
        Assert.True(error <= (relative * Math.Abs(expected)) + absolute, FormattableString.Invariant($"{what}: expected {expected:R}, but found {actual:R}"));
    }
}
