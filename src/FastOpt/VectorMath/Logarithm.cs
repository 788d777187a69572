namespace FastOpt;

public static partial class VectorMath
{
    /// <summary>
    /// The natural logarithm. At most 1.3 ulp off. Log(±0) = −∞, Log(+∞) = +∞, NaN below 0.
    /// </summary>
    /// <param name="x">The argument.</param>
    [Vectorized]
    public static float Log(float x)
    {
        // Subnormal arguments are scaled into the normal range.
        bool subnormal = x < 1.17549435e-38f;
        int bits = BitConverter.SingleToInt32Bits(subnormal ? x * 8388608f : x);

        // x = m·2ᵏ with m in [√½, √2): 0x3F3504F3 are the bits of √½. The exponent stays where it is in a float, which is k·2²³.
        int exponentBits = (bits - 0x3F3504F3) & unchecked((int)0xFF800000);
        float m = BitConverter.Int32BitsToSingle(bits - exponentBits);
        float exponent = exponentBits;
        exponent = subnormal ? exponent - 192937984f : exponent;
        float y = LogOfScaled(m - 1f, exponent);

        // +∞ and NaN are their own logarithm. Below 0 the sign, spread over all bits, makes a NaN; it does so of −0 too, which is 0 nevertheless.
        y = x < float.PositiveInfinity ? y : x;
        y = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(y) | (BitConverter.SingleToInt32Bits(x) >> 31));
        return x == 0f ? float.NegativeInfinity : y;
    }

    /// <summary>
    /// The natural logarithm of 1 + x, accurate for small x too. At most 1.9 ulp off. Log1P(−1) = −∞, Log1P(+∞) = +∞, Log1P(±0) = ±0, NaN below
    /// −1.
    /// </summary>
    /// <param name="x">The argument.</param>
    [Vectorized]
    public static float Log1P(float x)
    {
        // 1 + x = m·2ᵏ with m in about [√½, √2). The exponent is that of the rounded sum; the mantissa, less 1, is put together from x·2⁻ᵏ and
        // 2⁻ᵏ − 1, of which neither is rounded. (4·2⁻ᵏ stays a normal float where 2⁻ᵏ might not.)
        float sum = 1f + x;
        int exponentBits = (BitConverter.SingleToInt32Bits(sum) - 0x3F3504F3) & unchecked((int)0xFF800000);
        float fourth = BitConverter.Int32BitsToSingle(0x40800000 - exponentBits);
        float scaled = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) - exponentBits);
        float f = scaled + MathF.FusedMultiplyAdd(0.25f, fourth, -1f);
        float y = LogOfScaled(f, exponentBits);

        // As in Log. The result has the sign of x, which −0 would otherwise lose.
        y = x < float.PositiveInfinity ? y : x;
        int sign = BitConverter.SingleToInt32Bits(x) & unchecked((int)0x80000000);
        y = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(y) | (BitConverter.SingleToInt32Bits(sum) >> 31) | sign);
        return sum == 0f ? float.NegativeInfinity : y;
    }

    /// <summary>
    /// The logarithm to base 2. At most 1.5 ulp off, and exact for powers of 2. Log2(±0) = −∞, Log2(+∞) = +∞, NaN below 0.
    /// </summary>
    /// <param name="x">The argument.</param>
    [Vectorized]
    public static float Log2(float x)
    {
        // As in Log.
        bool subnormal = x < 1.17549435e-38f;
        int bits = BitConverter.SingleToInt32Bits(subnormal ? x * 8388608f : x);
        int exponentBits = (bits - 0x3F3504F3) & unchecked((int)0xFF800000);
        float f = BitConverter.Int32BitsToSingle(bits - exponentBits) - 1f;
        float exponent = exponentBits;
        exponent = subnormal ? exponent - 192937984f : exponent;

        // log₂(1 + f) = 1/ln 2·f + f²·p, minimax, relative error 3.0e-8; 1/ln 2 in two parts.
        float square = f * f;
        float odd = MathF.FusedMultiplyAdd(0.12607091665267944f, square, 0.21520359814167023f);
        float even = MathF.FusedMultiplyAdd(-0.20642684400081635f, square, -0.23905791342258453f);
        odd = MathF.FusedMultiplyAdd(odd, square, 0.2879934310913086f);
        even = MathF.FusedMultiplyAdd(even, square, -0.3606994152069092f);
        odd = MathF.FusedMultiplyAdd(odd, square, 0.4809072017669678f);
        even = MathF.FusedMultiplyAdd(even, square, -0.7213473916053772f);
        float p = MathF.FusedMultiplyAdd(odd, f, even);
        float small = MathF.FusedMultiplyAdd(square, p, f * 1.925963033500011e-08f);
        float logarithm = MathF.FusedMultiplyAdd(f, 1.4426950216293335f, small);
        float y = MathF.FusedMultiplyAdd(exponent, 1.1920929e-7f, logarithm);

        y = x < float.PositiveInfinity ? y : x;
        y = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(y) | (BitConverter.SingleToInt32Bits(x) >> 31));
        return x == 0f ? float.NegativeInfinity : y;
    }

    /// <summary><c>log(1 + f) + k·ln 2</c> for f in [√½ − 1, √2 − 1] and whole k.</summary>
    /// <param name="f">The mantissa, less 1.</param>
    /// <param name="exponent">k·2²³.</param>
    [Vectorized]
    private static float LogOfScaled(float f, float exponent)
    {
        // log(1 + f) = f − f²/2 + f³·…, minimax, relative error 3.2e-8. Even and odd powers are summed apart: two short chains for one long one.
        float square = f * f;
        float odd = MathF.FusedMultiplyAdd(0.08700401335954666f, square, 0.14914508163928986f);
        float even = MathF.FusedMultiplyAdd(-0.14266932010650635f, square, -0.16577652096748352f);
        odd = MathF.FusedMultiplyAdd(odd, square, 0.199631005525589f);
        even = MathF.FusedMultiplyAdd(even, square, -0.2500133514404297f);
        odd = MathF.FusedMultiplyAdd(odd, square, 0.3333390951156616f);
        even = MathF.FusedMultiplyAdd(even, square, -0.5f);
        float p = MathF.FusedMultiplyAdd(odd, f, even);

        // The float next to ln 2 is only 2e-9 off, so that ln 2·2⁻²³ needs no second part.
        return MathF.FusedMultiplyAdd(exponent, 8.26295864e-08f, MathF.FusedMultiplyAdd(square, p, f));
    }
}
