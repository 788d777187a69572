namespace FastOpt.Tests.Adversary.Functions;

/// <summary>Roundings, in every mode and by every name.</summary>
internal static class Midpoints
{
    public static IEnumerable<CorpusCase> Cases => FunctionCase.All(
        "Midpoints",
        ofX:
        [
            "MathF.Round(x)",
            "MathF.Round(x, MidpointRounding.ToEven)",
            "MathF.Round(x, MidpointRounding.AwayFromZero)",
            "MathF.Round(x, MidpointRounding.ToZero)",
            "MathF.Round(x, MidpointRounding.ToNegativeInfinity)",
            "MathF.Round(x, MidpointRounding.ToPositiveInfinity)",
            "-MathF.Round(-x, MidpointRounding.AwayFromZero)",
            "MathF.Round(x / 2f, MidpointRounding.AwayFromZero)",
            "MathF.Floor(x)",
            "MathF.Ceiling(x)",
            "MathF.Truncate(x)",
            "float.Floor(x) - float.Ceiling(x)",
            "VectorMath.Round(x) - VectorMath.Floor(x)",
            "MathF.Floor(x + 0.5f)",
            "-MathF.Floor(-x)",
            "x - MathF.Truncate(x)",
            "MathF.Round(MathF.Round(x) / 3f)",
            "MathF.Round(x) == MathF.Round(x, MidpointRounding.AwayFromZero) ? 1f : 0f",
            "MathF.CopySign(MathF.Floor(MathF.Abs(x)), x)",
        ],
        ofXY:
        [
            "MathF.Round(x / y, MidpointRounding.ToEven)",
            "x - y * MathF.Truncate(x / y)",
            "MathF.Round(x > y ? x : y, MidpointRounding.AwayFromZero)",
        ],
        ofUniforms:
        [
            "x + (float)Math.Round(s, MidpointRounding.AwayFromZero)",
            "x / (float)Math.Round(s * 10, MidpointRounding.ToZero)",
            "x - MathF.Round((float)s, MidpointRounding.ToNegativeInfinity)",
            "x - (float)Math.Floor(s) / (float)Math.Ceiling(s)",
        ]);
}
