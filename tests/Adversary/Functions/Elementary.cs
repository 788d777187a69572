namespace FastOpt.Tests.Adversary.Functions;

/// <summary>VectorMath's functions, whose scalar methods have the bits of the lanes; and MathF's, which lanes compute in VectorMath's way.</summary>
internal static class Elementary
{
    public static IEnumerable<CorpusCase> Cases => FunctionCase.All(
        "Elementary",
        ofX:
        [
            "VectorMath.Exp(x)",
            "VectorMath.Exp2(x)",
            "VectorMath.Expm1(x)",
            "VectorMath.Log(x)",
            "VectorMath.Log2(x)",
            "VectorMath.Log1P(x)",
            "VectorMath.Tanh(x)",
            "VectorMath.Sinh(x)",
            "VectorMath.Cosh(x)",
            "VectorMath.Sigmoid(x)",
            "VectorMath.Softplus(x)",
            "VectorMath.Sin(Math.Clamp(x, -50f, 50f))",
            "VectorMath.Cos(Math.Clamp(x, -50f, 50f))",
            "VectorMath.Tan(Math.Clamp(x, -1f, 1f))",
            "VectorMath.Atan(x)",
            "VectorMath.Cbrt(x)",
            "VectorMath.Pow(x, 2f)",
            "VectorMath.Pow(x, 3f)",
            "VectorMath.Pow(x, 0f)",
            "VectorMath.Pow(x, -1f)",
            "VectorMath.Pow(x, 0.5f)",
            "VectorMath.Pow(2f, x)",
            "VectorMath.Pow(1f, x)",
            "VectorMath.Pow(0f, x)",
            "MathF.Exp(x)",
            "MathF.Log(x)",
            "MathF.Tanh(x)",
            "MathF.Pow(x, 2f)",
            "MathF.Cosh(Math.Clamp(x, -4f, 4f))",
            "MathF.Log(MathF.Exp(x))",
            "MathF.Sqrt(x)",
            "VectorMath.Exp(-MathF.Abs(x))",
            "VectorMath.Log(MathF.Max(x, 1e-7f))",
            "VectorMath.Exp(x > 0f ? -x : x)",
            "x > 0f ? VectorMath.Log(x) : VectorMath.Exp(x)",
        ],
        ofXY:
        [
            "VectorMath.Exp(x - y)",
            "VectorMath.Tanh(x / y)",
            "VectorMath.Pow(MathF.Abs(x), y)",
        ],
        values:
        [
            // Differences in y say nothing where x is negative.
            "VectorMath.Pow(x, y)",
            "MathF.Pow(x, y)",
        ],
        ofUniforms:
        [
            "x - (float)Math.Exp(s)",
            "x / (float)Math.Pow(s, n)",
            "x - (float)Math.Log(s) - (float)Math.Tanh(s)",
            "VectorMath.Pow(x, a)",
            "VectorMath.Pow(a, x)",
            "x / MathF.Sqrt(a)",
        ]);
}
