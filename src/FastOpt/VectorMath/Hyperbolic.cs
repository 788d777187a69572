namespace FastOpt;

public static partial class VectorMath
{
    /// <summary>
    /// The hyperbolic tangent <c>(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)</c>. At most 2.57 ulp off, never beyond ±1. Tanh(±∞) = ±1, Tanh(±0) = ±0.
    /// </summary>
    /// <param name="x">The argument.</param>
    [Vectorized]
    public static float Tanh(float x)
    {
        // tanh |x| = t / (t + 2), t = e^(2|x|) − 1, never above 1. Beyond 9.02 it rounds to 1. NaN passes.
        float a = MathF.Abs(x);
        a = a > 9.02f ? 9.02f : a;

        // 2a = n·ln 2 + r with |r| <= ½·ln 2, n in [0, 26]; as in Exp.
        float shifted = MathF.FusedMultiplyAdd(a, 2.88539008f, 12583039f);
        float n = shifted - 12583039f;
        float r = MathF.FusedMultiplyAdd(n, -0.693145751953125f, a + a);
        r = MathF.FusedMultiplyAdd(n, -1.428606765330187e-06f, r);
        float p = Expm1OfReduced(r);
        float scale = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(shifted) << 23);
        float t = MathF.FusedMultiplyAdd(p, scale, scale - 1f);
        float y = t / (t + 2f);

        // The sign of x.
        int sign = BitConverter.SingleToInt32Bits(x) & unchecked((int)0x80000000);
        return BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(y) | sign);
    }

    /// <summary>
    /// The hyperbolic sine <c>(eˣ − e⁻ˣ) / 2</c>. At most 1.94 ulp off. Sinh(±∞) = ±∞, Sinh(±0) = ±0.
    /// </summary>
    /// <param name="x">The argument.</param>
    [Vectorized]
    public static float Sinh(float x)
    {
        // (t + t / (t + 1)) / 2 = t − t/2 · t / (t + 1) with t = e^|x| − 1; of the two forms, each is the closer one on its side of 1. For large |x|
        // it is e^|x| / 2, of which a part is put into a factor, because e^|x| overflows first.
        float a = MathF.Abs(x);
        bool large = a > 44f;
        float t = Expm1(large ? a - HyperbolicShift : a);
        float quotient = t / (t + 1f);
        float y = a > 1f
            ? MathF.FusedMultiplyAdd(0.5f, quotient, 0.5f * t)
            : MathF.FusedMultiplyAdd(-0.5f * t, quotient, t);
        y = large ? MathF.FusedMultiplyAdd(t, HyperbolicFactor, HyperbolicFactor) : y;

        int sign = BitConverter.SingleToInt32Bits(x) & unchecked((int)0x80000000);
        return BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(y) | sign);
    }

    /// <summary>
    /// The hyperbolic cosine <c>(eˣ + e⁻ˣ) / 2</c>. At most 1.92 ulp off. Cosh(±∞) = +∞, Cosh(±0) = 1.
    /// </summary>
    /// <param name="x">The argument.</param>
    [Vectorized]
    public static float Cosh(float x)
    {
        // t/2 + (1 + 1 / (t + 1)) / 2 with t = e^|x| − 1, and for large |x| as in Sinh.
        float a = MathF.Abs(x);
        bool large = a > 44f;
        float t = Expm1(large ? a - HyperbolicShift : a);
        float rest = MathF.FusedMultiplyAdd(0.5f, 1f / (t + 1f), 0.5f);
        return large
            ? MathF.FusedMultiplyAdd(t, HyperbolicFactor, HyperbolicFactor)
            : MathF.FusedMultiplyAdd(0.5f, t, rest);
    }

    // A shift that floats above 44 are exactly reduced by, and e^shift / 2.
    private const float HyperbolicShift = 43.0087890625f;
    private const float HyperbolicFactor = 2.384787944088011e+18f;
}
