using FastOpt.Reference;

namespace FastOpt.Tests.CompiledRules;

/// <summary>Values that rules meet.</summary>
internal static class RuleInputs
{
    /// <summary>Where functions bend, overflow, vanish, or are undefined.</summary>
    public static readonly float[] Special =
    [
        0, -0f, float.Epsilon, -float.Epsilon, 1e-38f, -1e-38f, 1e-20f, -1e-20f, 1, -1, 0.5f, -0.5f, 20, -20, 88, -88, 89, -89, 104, -104, 1e4f, -1e4f, 1e20f, -1e20f,
        float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    /// <summary>Ordinary values: a uniform grid over ±12, and magnitudes from 1e-6 to 60 of both signs.</summary>
    public static float[] Ordinary { get; } =
    [
        .. Enumerable.Range(-600, 1201).Select(i => i / 50f),
        .. Enumerable.Range(0, 200).Select(i => (float)(1e-6 * Math.Pow(6e7, i / 199.0))),
        .. Enumerable.Range(0, 200).Select(i => -(float)(1e-6 * Math.Pow(6e7, i / 199.0))),
    ];

    /// <summary>The special values first, so that they share vectors with each other and with ordinary ones.</summary>
    public static float[] All { get; } = [.. Special, .. Ordinary];

    /// <summary>Values in ±scale that differ from seed to seed.</summary>
    public static float[] Drawn(int count, ulong seed, float scale) => new IntegerGenerator(seed).Floats(count, scale);
}
