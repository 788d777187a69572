namespace FastOpt;

public static partial class VectorMath
{
    /// <summary>
    /// The natural logarithm. At most 0.88 ulp off. Log(±0) = −∞, Log(+∞) = +∞, NaN below 0.
    /// </summary>
    /// <param name="x">The argument.</param>
    [Vectorized]
    public static float Log(float x)
    {
        // Subnormal arguments are scaled into the normal range.
        bool subnormal = x < 1.17549435e-38f;
        float normal = subnormal ? x * 8388608f : x;
        float exponentOffset = subnormal ? -23f : 0f;

        // x = m·2ᵏ with m in [√½, √2): 0x3F3504F3 are the bits of √½.
        int bits = BitConverter.SingleToInt32Bits(normal);
        int k = (bits - 0x3F3504F3) >> 23;
        float m = BitConverter.Int32BitsToSingle(bits - (k << 23));
        float exponent = k + exponentOffset;

        float f = m - 1f;
        float y = LogOfScaled(f, exponent);

        // NaN and +∞ are their own logarithm; 0 has −∞ and what is below has none.
        return x > 0f
            ? (x < float.PositiveInfinity ? y : x)
            : (x == 0f ? float.NegativeInfinity : float.NaN);
    }

    /// <summary>
    /// The natural logarithm of 1 + x, accurate for small x too. At most 1.48 ulp off. Log1P(−1) = −∞, Log1P(+∞) = +∞, Log1P(±0) = ±0, NaN below
    /// −1.
    /// </summary>
    /// <param name="x">The argument.</param>
    [Vectorized]
    public static float Log1P(float x)
    {
        // 1 + x = m·2ᵏ with m in about [√½, √2). The exponent is that of the rounded sum; the mantissa, less 1, is put together from x·2⁻ᵏ and
        // 2⁻ᵏ − 1, of which neither is rounded. (4·2⁻ᵏ stays a normal float where 2⁻ᵏ might not.)
        int exponentBits = (BitConverter.SingleToInt32Bits(1f + x) - 0x3F3504F3) & unchecked((int)0xFF800000);
        float fourth = BitConverter.Int32BitsToSingle(0x40800000 - exponentBits);
        float scaled = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) - exponentBits);
        float f = scaled + MathF.FusedMultiplyAdd(0.25f, fourth, -1f);
        float exponent = exponentBits * 1.1920929e-7f;

        float y = LogOfScaled(f, exponent);

        // −0 would otherwise lose its sign.
        return x > -1f
            ? (x < float.PositiveInfinity && x != 0f ? y : x)
            : (x == -1f ? float.NegativeInfinity : float.NaN);
    }

    /// <summary><c>log(1 + f) + exponent·ln 2</c> for f in [√½ − 1, √2 − 1] and whole exponents.</summary>
    /// <param name="f">The mantissa, less 1.</param>
    /// <param name="exponent">The exponent of 2.</param>
    [Vectorized]
    private static float LogOfScaled(float f, float exponent)
    {
        // log(1 + f) = f − f²/2 + f³·p, minimax, relative error 6e-9.
        float p = MathF.FusedMultiplyAdd(-0.07634638994932175f, f, 0.12761634588241577f);
        p = MathF.FusedMultiplyAdd(p, f, -0.13160152733325958f);
        p = MathF.FusedMultiplyAdd(p, f, 0.14201746881008148f);
        p = MathF.FusedMultiplyAdd(p, f, -0.1662335991859436f);
        p = MathF.FusedMultiplyAdd(p, f, 0.20001228153705597f);
        p = MathF.FusedMultiplyAdd(p, f, -0.2500081956386566f);
        p = MathF.FusedMultiplyAdd(p, f, 0.3333333134651184f);
        p = MathF.FusedMultiplyAdd(p, f, -0.5f);

        // ln 2 in two parts; the first ends in zeros, so that its product with the exponent is exact with or without FMA.
        float small = MathF.FusedMultiplyAdd(f * f, p, exponent * 1.428606765330187e-06f);
        return MathF.FusedMultiplyAdd(exponent, 0.693145751953125f, f + small);
    }
}
