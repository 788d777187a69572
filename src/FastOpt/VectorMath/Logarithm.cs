namespace FastOpt;

public static partial class VectorMath
{
    /// <summary>The natural logarithm.</summary>
    /// <param name="x">The argument.</param>
    [Vectorized]
    public static float Log(float x)
    {
        // Subnormal arguments are scaled into the normal range.
        bool subnormal = x < 1.17549435e-38f;
        float normal = subnormal ? x * 8388608f : x;
        float exponentOffset = subnormal ? -23f : 0f;

        // x = m·2ᵏ with m in [2/3, 4/3): 0x3F2AAAAB are the bits of 2/3.
        int bits = BitConverter.SingleToInt32Bits(normal);
        int k = (bits - 0x3F2AAAAB) >> 23;
        float m = BitConverter.Int32BitsToSingle(bits - (k << 23));
        float exponent = k + exponentOffset;

        float f = m - 1f;
        float y = LogOfScaled(f, exponent);

        // NaN and +∞ are their own logarithm; 0 has −∞ and what is below has none.
        return x > 0f
            ? (x < float.PositiveInfinity ? y : x)
            : (x == 0f ? float.NegativeInfinity : float.NaN);
    }

    /// <summary>The logarithm of 1 + x, accurate for small x too.</summary>
    /// <param name="x">The argument.</param>
    [Vectorized]
    public static float Log1P(float x)
    {
        // 1 + x = m·2ᵏ with m in about [2/3, 4/3). The exponent is that of the rounded sum; the mantissa, less 1, is put together from x·2⁻ᵏ and
        // 2⁻ᵏ − 1, of which neither is rounded. (4·2⁻ᵏ stays a normal float where 2⁻ᵏ might not.)
        int exponentBits = (BitConverter.SingleToInt32Bits(1f + x) - 0x3F2AAAAB) & unchecked((int)0xFF800000);
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

    /// <summary><c>log(1 + f) + exponent·ln 2</c> for f in [−1/3, 1/3] and whole exponents.</summary>
    /// <param name="f">The mantissa, less 1.</param>
    /// <param name="exponent">The exponent of 2.</param>
    [Vectorized]
    private static float LogOfScaled(float f, float exponent)
    {
        // log(1 + f) = f − f²/2 + f³·p, minimax, relative error 5e-9.
        float p = MathF.FusedMultiplyAdd(-0.1289168745279312f, f, 0.1398443579673767f);
        p = MathF.FusedMultiplyAdd(p, f, -0.12184260785579681f);
        p = MathF.FusedMultiplyAdd(p, f, 0.140058696269989f);
        p = MathF.FusedMultiplyAdd(p, f, -0.16680487990379333f);
        p = MathF.FusedMultiplyAdd(p, f, 0.20010405778884888f);
        p = MathF.FusedMultiplyAdd(p, f, -0.24999797344207764f);
        p = MathF.FusedMultiplyAdd(p, f, 0.3333321511745453f);
        p = MathF.FusedMultiplyAdd(p, f, -0.5f);

        // ln 2 in two parts; the first ends in zeros, so that its product with the exponent is exact with or without FMA.
        float small = MathF.FusedMultiplyAdd(f * f, p, exponent * 1.428606765330187e-06f);
        return MathF.FusedMultiplyAdd(exponent, 0.693145751953125f, f + small);
    }
}
