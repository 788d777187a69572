namespace FastOpt;

public static partial class VectorMath
{
    /// <summary>
    /// <c>eˣ − 1</c>, accurate for small x too. At most 1.61 ulp off. Expm1(−∞) = −1, Expm1(+∞) = +∞, Expm1(±0) = ±0.
    /// </summary>
    /// <param name="x">The exponent.</param>
    [Vectorized]
    public static float Expm1(float x)
    {
        // Outside of these bounds the result is −1 or +∞ as it is at them. NaN passes.
        float bounded = x < -17.5f ? -17.5f : x;
        bounded = bounded > 89f ? 89f : bounded;

        // x = n·ln 2 + r with |r| <= ½·ln 2, as in Exp. The lowest bits of the sum are the exponent of 2ⁿ⁻¹.
        float shifted = MathF.FusedMultiplyAdd(bounded, 1.44269504f, 12583038f);
        float n = shifted - 12583038f;
        float r = MathF.FusedMultiplyAdd(n, -0.693145751953125f, bounded);
        r = MathF.FusedMultiplyAdd(n, -1.428606765330187e-06f, r);
        float p = Expm1OfReduced(r);

        // eˣ − 1 = 2ⁿ·p + (2ⁿ − 1), by halves because 2ⁿ overflows before eˣ − 1 does.
        float half = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(shifted) << 23);
        float y = MathF.FusedMultiplyAdd(p, half, half - 0.5f);

        // The smallest arguments, −0 and the subnormals among them, are their own result.
        return MathF.Abs(x) < 2.9802322e-8f ? x : y + y;
    }

    /// <summary><c>eʳ − 1</c> for r in ±½·ln 2, minimax, relative error 1.3e-8.</summary>
    /// <param name="r">The exponent.</param>
    [Vectorized]
    private static float Expm1OfReduced(float r)
    {
        float p = MathF.FusedMultiplyAdd(0.001388251781463623f, r, 0.008366547524929047f);
        p = MathF.FusedMultiplyAdd(p, r, 0.04166720062494278f);
        p = MathF.FusedMultiplyAdd(p, r, 0.1666654348373413f);
        p = MathF.FusedMultiplyAdd(p, r, 0.4999999701976776f);
        return MathF.FusedMultiplyAdd(r * r, p, r);
    }
}
