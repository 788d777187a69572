using System.Runtime.Intrinsics;

namespace FastOpt.Tests;

/// <summary>Comparisons of results of different forms of one function.</summary>
internal static class LaneComparison
{
    /// <summary>Whether the vector overloads have fused multiply-add, which does not round the product: 0.1² less its rounded value is then not 0.</summary>
    public static bool Fused { get; } =
        Vector128.MultiplyAddEstimate(Vector128.Create(0.1f), Vector128.Create(0.1f), Vector128.Create(-(0.1f * 0.1f)))[0] != 0;

    /// <summary>The same bits; any NaN is as good as any other.</summary>
    public static void Same(float expected, float actual, string name, float x) => Assert.True(
        BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(actual) || (float.IsNaN(expected) && float.IsNaN(actual)),
        $"{name}({x:R}): {actual:R} instead of {expected:R}");

    /// <summary>
    /// The scalar method's bits where there is fused multiply-add; elsewhere close to the exact value, sine, cosine and tangent to the scale of 1, which the
    /// tangent's slope magnifies, and for a tenth of the arguments.
    /// </summary>
    public static void LikeScalar(float actual, float scalar, ElementaryFunction function, float x)
    {
        if (Fused || Math.Abs(x) > function.Limit)
        {
            Same(scalar, actual, function.Name, x);
            return;
        }

        double exact = function.Exact(x);
        bool close = Ulp.Error(actual, exact) <= function.Bound + 1
            || (float.IsFinite(function.Limit) && (Math.Abs(x) > 0.1f * function.Limit || Math.Abs(actual - exact) <= 1e-7 * (1 + (exact * exact))));
        Assert.True(close, $"{function.Name}({x:R}) = {actual:R} instead of {exact:R}");
    }
}
