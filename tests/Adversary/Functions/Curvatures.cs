namespace FastOpt.Tests.Adversary.Functions;

/// <summary>Second derivatives.</summary>
internal static class Curvatures
{
    public static IEnumerable<CorpusCase> Cases => FunctionCase.All(
        "Curvatures",
        second:
        [
            "x * x * x",
            "1f / (1f + x * x)",
            "VectorMath.Exp(-x * x)",
            "VectorMath.Tanh(x)",
            "VectorMath.Sigmoid(x) * x",
            "VectorMath.Softplus(2f * x)",
            "1f / (1f + VectorMath.Exp(-x))",
            "1f / (1f + VectorMath.Exp(2f * x))",
            "MathF.Sqrt(x * x + 1f)",
            "VectorMath.Pow(x * x + 1f, 0.75f)",
            "VectorMath.Log(x * x + 0.5f)",
            "x / (1f + MathF.Abs(x))",
            "x > 0f ? x * x * x : VectorMath.Expm1(x)",
            "MathF.Max(x * x, x) * x",
            "VectorMath.Sin(x) * VectorMath.Cos(2f * x)",
            "VectorMath.Atan(x) * x",
            "VectorMath.Cbrt(x * x + 1f)",
            "if (x > 1f) return x * x; if (x < -1f) return VectorMath.Exp(x); return x * x * x * x;",
            "float r = x; for (int i = 0; i < 3; i++) r = r * r / 2f - 0.3f; return r;",
            "(1e-12f * x) * (1e-12f * x) * x",
            "MathF.Abs(x) * x * x",
            "x * VectorMath.Log1P(MathF.Abs(x))",
            "Pick(x * x * x, x > 0.4f)",
            "x switch { > 2f => x * x, > 0f => 1f / (x + 1f), _ => x * x * x }",
            "MathF.FusedMultiplyAdd(x, x * x, x)",
        ]);
}
