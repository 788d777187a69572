using System.Runtime.Intrinsics;

namespace FastOpt.Tests;

internal delegate void SpanFunction(ReadOnlySpan<float> x, Span<float> result);

/// <summary>
/// A function of <see cref="VectorMath"/> in all its forms, the double-precision function that it approximates, and the accuracy that it promises.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Exact">The exact function.</param>
/// <param name="Bound">The largest error in ulp that its documentation states.</param>
/// <param name="Scalar">The function.</param>
/// <param name="Vector128">The function of 4 values.</param>
/// <param name="Vector256">The function of 8 values.</param>
/// <param name="Vector512">The function of 16 values.</param>
/// <param name="Span">The function of any number of values.</param>
/// <param name="Derivative">The derivative of any number of values.</param>
/// <param name="Limit">The largest argument, in absolute value, for which it is promised.</param>
internal sealed record ElementaryFunction(
    string Name,
    Func<double, double> Exact,
    double Bound,
    Func<float, float> Scalar,
    Func<Vector128<float>, Vector128<float>> Vector128,
    Func<Vector256<float>, Vector256<float>> Vector256,
    Func<Vector512<float>, Vector512<float>> Vector512,
    SpanFunction Span,
    SpanFunction Derivative,
    float Limit = float.PositiveInfinity)
{
    public static readonly ElementaryFunction[] All =
    [
        new(
            nameof(VectorMath.Exp), Math.Exp, 1.62,
            VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.ExpDerivative),
        new(
            nameof(VectorMath.Exp2), x => Math.Pow(2, x), 1.0,
            VectorMath.Exp2, VectorMath.Exp2, VectorMath.Exp2, VectorMath.Exp2, VectorMath.Exp2, VectorMath.Exp2Derivative),
        new(
            nameof(VectorMath.Expm1), DoubleFunctions.Expm1, 1.61,
            VectorMath.Expm1, VectorMath.Expm1, VectorMath.Expm1, VectorMath.Expm1, VectorMath.Expm1, VectorMath.Expm1Derivative),
        new(
            nameof(VectorMath.Log), Math.Log, 1.3,
            VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.LogDerivative),
        new(
            nameof(VectorMath.Log2), Math.Log2, 1.5,
            VectorMath.Log2, VectorMath.Log2, VectorMath.Log2, VectorMath.Log2, VectorMath.Log2, VectorMath.Log2Derivative),
        new(
            nameof(VectorMath.Log1P), DoubleFunctions.Log1P, 1.9,
            VectorMath.Log1P, VectorMath.Log1P, VectorMath.Log1P, VectorMath.Log1P, VectorMath.Log1P, VectorMath.Log1PDerivative),
        new(
            nameof(VectorMath.Tanh), Math.Tanh, 2.57,
            VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.TanhDerivative),
        new(
            nameof(VectorMath.Sinh), Math.Sinh, 1.94,
            VectorMath.Sinh, VectorMath.Sinh, VectorMath.Sinh, VectorMath.Sinh, VectorMath.Sinh, VectorMath.SinhDerivative),
        new(
            nameof(VectorMath.Cosh), Math.Cosh, 1.92,
            VectorMath.Cosh, VectorMath.Cosh, VectorMath.Cosh, VectorMath.Cosh, VectorMath.Cosh, VectorMath.CoshDerivative),
        new(
            nameof(VectorMath.Sigmoid), DoubleFunctions.Sigmoid, 1.97,
            VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.SigmoidDerivative),
        new(
            nameof(VectorMath.Softplus), DoubleFunctions.Softplus, 2.1,
            VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.SoftplusDerivative),
        new(
            nameof(VectorMath.Erf), DoubleFunctions.Erf, 1.82,
            VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.ErfDerivative),
        new(
            nameof(VectorMath.Sin), Math.Sin, 2.36,
            VectorMath.Sin, VectorMath.Sin, VectorMath.Sin, VectorMath.Sin, VectorMath.Sin, VectorMath.SinDerivative, Limit: 1e6f),
        new(
            nameof(VectorMath.Cos), Math.Cos, 2.36,
            VectorMath.Cos, VectorMath.Cos, VectorMath.Cos, VectorMath.Cos, VectorMath.Cos, VectorMath.CosDerivative, Limit: 1e6f),
        new(
            nameof(VectorMath.Tan), Math.Tan, 1.8,
            VectorMath.Tan, VectorMath.Tan, VectorMath.Tan, VectorMath.Tan, VectorMath.Tan, VectorMath.TanDerivative, Limit: 1e6f),
        new(
            nameof(VectorMath.Atan), Math.Atan, 1.9,
            VectorMath.Atan, VectorMath.Atan, VectorMath.Atan, VectorMath.Atan, VectorMath.Atan, VectorMath.AtanDerivative),
        new(
            nameof(VectorMath.Sqrt), Math.Sqrt, 0.501,
            VectorMath.Sqrt, VectorMath.Sqrt, VectorMath.Sqrt, VectorMath.Sqrt, VectorMath.Sqrt, VectorMath.SqrtDerivative),
        new(
            nameof(VectorMath.Cbrt), Math.Cbrt, 0.9,
            VectorMath.Cbrt, VectorMath.Cbrt, VectorMath.Cbrt, VectorMath.Cbrt, VectorMath.Cbrt, VectorMath.CbrtDerivative),
        new(
            nameof(VectorMath.Floor), Math.Floor, 0,
            VectorMath.Floor, VectorMath.Floor, VectorMath.Floor, VectorMath.Floor, VectorMath.Floor, VectorMath.FloorDerivative),
        new(
            nameof(VectorMath.Ceiling), Math.Ceiling, 0,
            VectorMath.Ceiling, VectorMath.Ceiling, VectorMath.Ceiling, VectorMath.Ceiling, VectorMath.Ceiling, VectorMath.CeilingDerivative),
        new(
            nameof(VectorMath.Round), Math.Round, 0,
            VectorMath.Round, VectorMath.Round, VectorMath.Round, VectorMath.Round, VectorMath.Round, VectorMath.RoundDerivative),
        new(
            nameof(VectorMath.Truncate), Math.Truncate, 0,
            VectorMath.Truncate, VectorMath.Truncate, VectorMath.Truncate, VectorMath.Truncate, VectorMath.Truncate, VectorMath.TruncateDerivative),
    ];

    public static TheoryData<string> Names => new(All.Select(function => function.Name));

    public static ElementaryFunction Get(string name) => All.Single(function => function.Name == name);

    /// <summary>Arguments at which functions have edges, and their neighbours: zeros, subnormals, infinities, NaN, ranges' ends.</summary>
    public static IEnumerable<float> Edges()
    {
        float[] magnitudes =
        [
            0, float.Epsilon, 1e-42f, 1.17549421e-38f, 1.17549435e-38f, 2.9802322e-8f, 1e-4f, 0.33333334f, 0.34657359f, 0.5f, 0.66666669f, 0.78539819f,
            1, 1.5707964f, 2, 3.1415927f, 3.92f, 9.02f, 17.5f, 43.008789f, 44, 87.33655f, 88, 88.72283f, 89, 89.415985f, 103.97208f, 104, 1e5f, 1e6f,
            8388608, 16777216, 2.1474836e9f, 1e30f, 8.5e37f, 1.7014118e38f, float.MaxValue, float.PositiveInfinity, float.NaN,
        ];
        foreach (float magnitude in magnitudes)
        {
            foreach (float x in new[] { magnitude, MathF.BitIncrement(magnitude), MathF.BitDecrement(magnitude) })
            {
                yield return x;
                yield return -x;
            }
        }
    }
}
