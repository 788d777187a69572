namespace FastOpt;

public static partial class VectorMath
{
    /// <summary>
    /// The exponential function <c>eˣ</c>. At most 1.62 ulp off, subnormal results included. Exp(−∞) = 0, Exp(+∞) = +∞, Exp(±0) = 1.
    /// </summary>
    /// <param name="x">The exponent.</param>
    [Vectorized]
    public static float Exp(float x)
    {
        // Outside of these bounds the result is 0 or +∞ as it is at them. NaN passes.
        float bounded = x < -104f ? -104f : x;
        bounded = bounded > 89f ? 89f : bounded;

        // x = 2n·ln 2 + r with |r| <= ln 2. Adding 1.5·2²³ rounds to an integer, which then stands in the lowest bits; 127 more makes it a
        // float's exponent. ln 2 comes in two parts, of which the first ends in zeros, so that its product with n is exact with or without FMA.
        float shifted = MathF.FusedMultiplyAdd(bounded, 0.72134752f, 12583039f);
        float n = shifted - 12583039f;
        float r = MathF.FusedMultiplyAdd(n, -1.38629150390625f, bounded);
        r = MathF.FusedMultiplyAdd(n, -2.857213530660374e-06f, r);

        // eʳ, minimax over ±ln 2, relative error 1.4e-8.
        float p = MathF.FusedMultiplyAdd(0.00019611600146163255f, r, 0.0014104469446465373f);
        p = MathF.FusedMultiplyAdd(p, r, 0.008336103521287441f);
        p = MathF.FusedMultiplyAdd(p, r, 0.04166126996278763f);
        p = MathF.FusedMultiplyAdd(p, r, 0.16666613519191742f);
        p = MathF.FusedMultiplyAdd(p, r, 0.5000003576278687f);
        p = MathF.FusedMultiplyAdd(p, r, 1f);
        p = MathF.FusedMultiplyAdd(p, r, 1f);

        // Times 2ⁿ twice: neither factor leaves the range of normal floats, so only the last product rounds into subnormals or overflows.
        float scale = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(shifted) << 23);
        return p * scale * scale;
    }

    /// <summary>
    /// The power <c>2ˣ</c>. At most 1.0 ulp off, subnormal results included, and exact for whole x. Exp2(−∞) = 0, Exp2(+∞) = +∞.
    /// </summary>
    /// <param name="x">The exponent.</param>
    [Vectorized]
    public static float Exp2(float x)
    {
        // Outside of these bounds the result is 0 or +∞ as it is at them. NaN passes.
        float bounded = x < -152f ? -152f : x;
        bounded = bounded > 129f ? 129f : bounded;

        // x = n + r with |r| <= ½. The lowest bits of the sum are n + 254.
        float shifted = bounded + 12583166f;
        float r = bounded - (shifted - 12583166f);

        // 2ʳ, minimax over ±½, relative error 3e-9.
        float p = MathF.FusedMultiplyAdd(0.00015327802975662053f, r, 0.0013390997191891074f);
        p = MathF.FusedMultiplyAdd(p, r, 0.009618503041565418f);
        p = MathF.FusedMultiplyAdd(p, r, 0.05550359562039375f);
        p = MathF.FusedMultiplyAdd(p, r, 0.24022647738456726f);
        p = MathF.FusedMultiplyAdd(p, r, 0.6931471824645996f);
        p = MathF.FusedMultiplyAdd(p, r, 1f);

        // 2ⁿ in two factors, as in Pow: neither leaves the range of normal floats, so only the last product rounds into subnormals or overflows.
        int biased = BitConverter.SingleToInt32Bits(shifted);
        int first = (biased >> 1) << 23;
        int second = (biased << 23) - first;
        return p * BitConverter.Int32BitsToSingle(first) * BitConverter.Int32BitsToSingle(second);
    }

    /// <summary><c>eˣ</c> for x &lt;= 0: cheaper and closer than <see cref="Exp(float)"/>, at most 0.8 ulp off, subnormal results included.</summary>
    /// <param name="x">The exponent; positive ones give wrong results.</param>
    [Vectorized]
    private static float ExpOfNegative(float x)
    {
        float bounded = x < -104f ? -104f : x;

        // x = n·ln 2 + r with |r| <= ½·ln 2, as in Exp. The lowest bits of the sum are the exponent of 2ⁿ⁺⁷⁵, a normal float for all n.
        float shifted = MathF.FusedMultiplyAdd(bounded, 1.44269504f, 12583114f);
        float n = shifted - 12583114f;
        float r = MathF.FusedMultiplyAdd(n, -0.693145751953125f, bounded);
        r = MathF.FusedMultiplyAdd(n, -1.428606765330187e-06f, r);

        // eʳ, minimax over ±½·ln 2, relative error 3e-9.
        float p = MathF.FusedMultiplyAdd(0.001381455222144723f, r, 0.00836874544620514f);
        p = MathF.FusedMultiplyAdd(p, r, 0.04166838899254799f);
        p = MathF.FusedMultiplyAdd(p, r, 0.1666652113199234f);
        p = MathF.FusedMultiplyAdd(p, r, 0.4999999403953552f);
        p = MathF.FusedMultiplyAdd(p, r, 1f);
        p = MathF.FusedMultiplyAdd(p, r, 1f);

        // 2.6469780e-23 = 2⁻⁷⁵; only this last product rounds into subnormals.
        float scale = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(shifted) << 23);
        return p * scale * 2.6469780e-23f;
    }
}
