namespace FastOpt;

public static partial class VectorMath
{
    // Beyond it floats are 1/16 apart and more, and the reduction below is no longer exact.
    private const float TrigonometricLimit = 1e6f;

    /// <summary>
    /// The sine of an angle in radians. At most 1.52 ulp off for |x| at most 100,000 and 2.36 ulp for |x| at most 1,000,000, next to multiples of π too.
    /// Beyond, where floats are 1/16 apart and more, the result is NaN, never a wrong number; so it is for ±∞. Sin(±0) = ±0. Without FMA hardware the
    /// vector overloads' error is below 1e-7 for |x| at most 100,000 and grows beyond.
    /// </summary>
    /// <param name="x">The angle.</param>
    [Vectorized]
    public static float Sin(float x)
    {
        // −0 would otherwise lose its sign.
        float y = SinAhead(x, 0f);
        return x == 0f ? x : y;
    }

    /// <summary>
    /// The cosine of an angle in radians. At most 1.52 ulp off for |x| at most 100,000 and 2.36 ulp for |x| at most 1,000,000, next to odd multiples of
    /// π/2 too; otherwise as <see cref="Sin(float)"/>. Cos(±0) = 1.
    /// </summary>
    /// <param name="x">The angle.</param>
    [Vectorized]
    public static float Cos(float x) => SinAhead(x, 1f);

    /// <summary><c>sin(x + quarters·π/2)</c>.</summary>
    /// <param name="x">The angle.</param>
    /// <param name="quarters">A small whole number of quarter turns.</param>
    [Vectorized]
    private static float SinAhead(float x, float quarters)
    {
        // x = n·π/2 + r with |r| <= π/4 and a little. π/2 comes in four parts. The first two have few bits, so that their products with n are
        // exact with or without FMA as long as n has 16 bits; the others leave r accurate even where x is next to a multiple of π/2.
        float shifted = MathF.FusedMultiplyAdd(x, 0.63661975f, 12582912f);
        float n = shifted - 12582912f;
        float r = MathF.FusedMultiplyAdd(n, -1.5703125f, x);
        r = MathF.FusedMultiplyAdd(n, -0.000484466552734375f, r);
        r = MathF.FusedMultiplyAdd(n, 6.397578431460715e-07f, r);
        r = MathF.FusedMultiplyAdd(n, -5.390302953474238e-15f, r);
        float s = r * r;

        // sin r and cos r, minimax over ±0.82, relative errors 8e-12 and 2e-10.
        float sine = MathF.FusedMultiplyAdd(2.7147393666382413e-06f, s, -0.00019838943262584507f);
        sine = MathF.FusedMultiplyAdd(sine, s, 0.008333328180015087f);
        sine = MathF.FusedMultiplyAdd(sine, s, -0.1666666716337204f);
        sine = MathF.FusedMultiplyAdd(sine, s * r, r);
        float cosine = MathF.FusedMultiplyAdd(2.4399638277827762e-05f, s, -0.0013887016102671623f);
        cosine = MathF.FusedMultiplyAdd(cosine, s, 0.04166663810610771f);
        cosine = MathF.FusedMultiplyAdd(cosine, s, -0.5f);
        cosine = MathF.FusedMultiplyAdd(cosine, s, 1f);

        // n's lowest two bits say which quarter: the first whether sine or cosine, the second whether negative.
        int quadrant = BitConverter.SingleToInt32Bits(shifted + quarters);
        float y = (quadrant & 1) == 0 ? sine : cosine;
        float signed = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(y) ^ ((quadrant & 2) << 30));
        return MathF.Abs(x) <= TrigonometricLimit ? signed : float.NaN;
    }
}
