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

    /// <summary>
    /// The tangent of an angle in radians. At most 1.8 ulp off for |x| at most 1,000,000, next to odd multiples of π/2 too; otherwise as
    /// <see cref="Sin(float)"/>. Tan(±0) = ±0.
    /// </summary>
    /// <param name="x">The angle.</param>
    [Vectorized]
    public static float Tan(float x)
    {
        // x = n·π/2 + r + rest as for the sine, of which the reduced angle keeps what rounding it loses.
        float shifted = MathF.FusedMultiplyAdd(x, 0.63661975f, 12582912f);
        float n = shifted - 12582912f;
        float near = MathF.FusedMultiplyAdd(n, -1.5703125f, x);
        near = MathF.FusedMultiplyAdd(n, -0.000484466552734375f, near);
        float third = n * 6.397578431460715e-07f;
        float r = near + third;
        float added = r - near;
        float rest = (near - (r - added)) + (third - added);
        rest += MathF.FusedMultiplyAdd(n, 6.397578431460715e-07f, -third);
        rest = MathF.FusedMultiplyAdd(n, -5.390302953474238e-15f, rest);
        float s = r * r;

        // tan r = r + r³·p(r²), minimax over ±0.82, relative error 2.8e-9; even and odd powers apart.
        float fourth = s * s;
        float even = MathF.FusedMultiplyAdd(0.004896447062492371f, fourth, 0.011696490459144115f);
        float odd = MathF.FusedMultiplyAdd(-0.0009836545214056969f, fourth, 0.020945023745298386f);
        even = MathF.FusedMultiplyAdd(even, fourth, 0.05412612482905388f);
        odd = MathF.FusedMultiplyAdd(odd, fourth, 0.13332071900367737f);
        even = MathF.FusedMultiplyAdd(even, fourth, 0.33333367109298706f);
        float small = MathF.FusedMultiplyAdd(MathF.FusedMultiplyAdd(odd, s, even), s * r, MathF.FusedMultiplyAdd(rest, s, rest));
        float tangent = r + small;

        // A quarter turn on, the tangent is −1 / tan r, to which what the last sum lost is put right.
        float quotient = -1f / tangent;
        float lost = (r - tangent) + small;
        float turned = MathF.FusedMultiplyAdd(quotient * lost, quotient, quotient);
        float y = (BitConverter.SingleToInt32Bits(shifted) & 1) == 0 ? tangent : turned;
        y = MathF.Abs(x) <= TrigonometricLimit ? y : float.NaN;
        return x == 0f ? x : y;
    }

    /// <summary>
    /// The angle in radians, in [−π/2, π/2], whose tangent is x. At most 1.9 ulp off. Atan(±∞) = ±π/2, Atan(±0) = ±0.
    /// </summary>
    /// <param name="x">The tangent.</param>
    [Vectorized]
    public static float Atan(float x)
    {
        // atan |x| = π/2 − atan(1/|x|) beyond 1. NaN passes.
        float a = MathF.Abs(x);
        bool large = a > 1f;
        float z = (large ? 1f : a) / (large ? a : 1f);
        float s = z * z;

        // atan z = z + z³·p(z²), minimax over [0, 1], relative error 2.6e-9; even and odd powers apart.
        float fourth = s * s;
        float even = MathF.FusedMultiplyAdd(-0.0017828245181590319f, fourth, -0.031096987426280975f);
        float odd = MathF.FusedMultiplyAdd(0.01086869090795517f, fourth, 0.05788138881325722f);
        even = MathF.FusedMultiplyAdd(even, fourth, -0.08399306237697601f);
        odd = MathF.FusedMultiplyAdd(odd, fourth, 0.10950880497694016f);
        even = MathF.FusedMultiplyAdd(even, fourth, -0.14264015853405f);
        odd = MathF.FusedMultiplyAdd(odd, fourth, 0.1999852955341339f);
        even = MathF.FusedMultiplyAdd(even, fourth, -0.33333298563957214f);
        float rest = MathF.FusedMultiplyAdd(odd, s, even) * (s * z);

        // π/2 in two parts.
        float y = large ? (1.5707964f - z) - (rest + 4.3711388e-8f) : z + rest;
        int sign = BitConverter.SingleToInt32Bits(x) & unchecked((int)0x80000000);
        return BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(y) | sign);
    }

    /// <summary><c>sin(x + quarters·π/2)</c>.</summary>
    /// <param name="x">The angle.</param>
    /// <param name="quarters">A small whole number of quarter turns.</param>
    [Vectorized]
    private static float SinAhead(float x, float quarters)
    {
        float shifted = MathF.FusedMultiplyAdd(x, 0.63661975f, 12582912f);
        float r = BeyondQuarters(x, shifted - 12582912f);
        float s = r * r;
        float sine = SineOfReduced(r, s);
        float cosine = CosineOfReduced(s);

        // n's lowest two bits say which quarter: the first whether sine or cosine, the second whether negative.
        int quadrant = BitConverter.SingleToInt32Bits(shifted + quarters);
        float y = (quadrant & 1) == 0 ? sine : cosine;
        float signed = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(y) ^ ((quadrant & 2) << 30));
        return MathF.Abs(x) <= TrigonometricLimit ? signed : float.NaN;
    }

    /// <summary>r of x = n·π/2 + r, |r| &lt;= π/4 and a little.</summary>
    /// <param name="x">The angle.</param>
    /// <param name="n">The nearest whole number of quarter turns.</param>
    [Vectorized]
    private static float BeyondQuarters(float x, float n)
    {
        // π/2 comes in four parts. The first two have few bits, so that their products with n are exact with or without FMA as long as n has 16
        // bits; the others leave r accurate even where x is next to a multiple of π/2.
        float r = MathF.FusedMultiplyAdd(n, -1.5703125f, x);
        r = MathF.FusedMultiplyAdd(n, -0.000484466552734375f, r);
        r = MathF.FusedMultiplyAdd(n, 6.397578431460715e-07f, r);
        return MathF.FusedMultiplyAdd(n, -5.390302953474238e-15f, r);
    }

    /// <summary>sin r, minimax over ±0.82, relative error 8e-12.</summary>
    /// <param name="r">The angle.</param>
    /// <param name="s">r².</param>
    [Vectorized]
    private static float SineOfReduced(float r, float s)
    {
        float sine = MathF.FusedMultiplyAdd(2.7147393666382413e-06f, s, -0.00019838943262584507f);
        sine = MathF.FusedMultiplyAdd(sine, s, 0.008333328180015087f);
        sine = MathF.FusedMultiplyAdd(sine, s, -0.1666666716337204f);
        return MathF.FusedMultiplyAdd(sine, s * r, r);
    }

    /// <summary>cos r, minimax over ±0.82, relative error 2e-10.</summary>
    /// <param name="s">r².</param>
    [Vectorized]
    private static float CosineOfReduced(float s)
    {
        float cosine = MathF.FusedMultiplyAdd(2.4399638277827762e-05f, s, -0.0013887016102671623f);
        cosine = MathF.FusedMultiplyAdd(cosine, s, 0.04166663810610771f);
        cosine = MathF.FusedMultiplyAdd(cosine, s, -0.5f);
        return MathF.FusedMultiplyAdd(cosine, s, 1f);
    }
}
