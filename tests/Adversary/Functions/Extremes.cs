namespace FastOpt.Tests.Adversary.Functions;

/// <summary>Min, Max and Clamp: NaN on either side, zeros of both signs, infinite bounds; and what looks like them but is not.</summary>
internal static class Extremes
{
    public static IEnumerable<CorpusCase> Cases => FunctionCase.All(
        "Extremes",
        ofX:
        [
            "MathF.Max(x, 0f)",
            "MathF.Max(0f, x)",
            "MathF.Max(x, -0f)",
            "MathF.Min(x, 0f)",
            "MathF.Max(x, float.NaN)",
            "MathF.Min(float.NegativeInfinity, x)",
            "MathF.Max(float.NegativeInfinity, x)",
            "Math.Clamp(x, 0f, 0f)",
            "Math.Clamp(x, -0f, 0f)",
            "Math.Clamp(x, 0f, -0f)",
            "Math.Clamp(x, float.NegativeInfinity, float.PositiveInfinity)",
            "Math.Clamp(x, -1f, float.NaN)",
            "float.Clamp(x, 1e-40f, 1f)",
            "MathF.Max(x, x)",
            "MathF.Max(MathF.Min(x, 1f), -1f)",
            "MathF.Min(MathF.Max(x, 1f), -1f)",
            "x > 0f ? x : 0f",
            "x < 0f ? 0f : x",
            "0f < x ? x : 0f",
            "x >= 0f ? x : -x",
            "x < 0f ? -x : x",
            "MathF.Abs(-x)",
            "-MathF.Abs(x)",
            "MathF.Abs(MathF.Max(x, 0f))",
            "1f / MathF.Max(x, -0f)",
        ],
        ofXY:
        [
            "MathF.Max(x, y)",
            "MathF.Min(x, y)",
            "MathF.Max(y, x) - MathF.Min(x, y)",
            "Math.Max(x, Math.Min(y, 1f))",
            "float.Max(x, float.Min(x, y))",
            "x > y ? x : y",
            "x < y ? x : y",
            "x >= y ? x : y",
            "!(x <= y) ? x : y",
            "MathF.Max(-x, -y)",
            "-MathF.Min(-x, -y)",
            "MathF.CopySign(x, y)",
            "MathF.CopySign(MathF.Max(x, y), MathF.Min(x, y))",
            "Math.Clamp(x, MathF.Min(y, 0f), MathF.Max(y, 0f))",
            "1f / MathF.Max(x, y)",
            "MathF.Max(MathF.Max(x, y), MathF.Max(y, 2f))",
        ],
        ofUniforms:
        [
            // Not with a literal -0, of which the JIT compiler of .NET 10 makes +0 in the scalar method.
            "float zero = b ? -0f : 0f; return MathF.CopySign(1f, MathF.Min(x, zero));",
            "float zero = b ? -0f : 0f; return 1f / MathF.Max(zero, x);",
            "MathF.Max(x, a)",
            "MathF.Min(a, x)",
            "Math.Clamp(x, -1f, 1f) + Math.Max(a, 0f)",
            "x / Math.Max((float)s, 1e-3f)",
            "Math.Clamp(x, Math.Min((float)s, 0f), Math.Max((float)s, 0f))",
            "x - Math.Max(n, 5) + Math.Min(s, 2) switch { > 1 => 1f, _ => 2f }",
        ]);
}
