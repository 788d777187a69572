namespace FastOpt.Tests.Adversary.Functions;

/// <summary>Functions whose values keep their range from 1e-25 to 1e25, and whose derivatives lose it when factors are gathered.</summary>
internal static class Ranges
{
    public static IEnumerable<CorpusCase> Cases => FunctionCase.All(
        "Ranges",
        ofX:
        [
            "(1e-25f * x) * (1e-25f * x)",
            "(1e25f * x) * (1e25f * x)",
            "1e30f * (1e-25f * (1e-25f * x))",
            "x / 1e20f / 1e20f",
            "(x * 1e-20f) / 1e20f * 1e30f",
            "MathF.Sqrt(1e-20f * x) * MathF.Sqrt(1e-20f * x)",
            "-(1e-20f * -x) * (1e-20f * x)",
            "(1e-20f * x) / (1e-20f * x - 1f)",
            "MathF.Max(1e-30f * x, 1e30f * x)",
            "x > 0f ? (1e-25f * x) * (1e-25f * x) : 1e25f * (1e-25f * x)",
            "float r = x; for (int i = 0; i < 4; i++) r *= 1e-9f; return r;",
            "float r = 1e-25f * x; r = r * r; return r * 2f;",
            "Twice(1e25f * x) / 1e30f / 1e20f",
        ],
        ofXY:
        [
            "(1e25f * x) * (1e-25f * y)",
            "1e-10f * x / (1e-10f * y)",
        ],
        ofUniforms:
        [
            "(float)s * x * 1e-38f * 1e30f",
            "1e-30f * (x * (float)n) * 1e20f",
        ]).Select(static c => c with { Decades = 25 });
}
