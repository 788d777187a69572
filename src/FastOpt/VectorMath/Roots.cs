namespace FastOpt;

public static partial class VectorMath
{
    /// <summary>The square root, the float nearest to it. Sqrt(±0) = ±0, Sqrt(+∞) = +∞, NaN below 0.</summary>
    /// <param name="x">The argument.</param>
    [Vectorized]
    public static float Sqrt(float x) => MathF.Sqrt(x);

    /// <summary>The cube root. At most 0.9 ulp off. Cbrt(±∞) = ±∞, Cbrt(±0) = ±0.</summary>
    /// <param name="x">The argument.</param>
    [Vectorized]
    public static float Cbrt(float x)
    {
        // Small arguments, subnormal ones among them, are scaled by a cube, so that the rest below is a normal number.
        float a = MathF.Abs(x);
        bool small = a < 9.8607613e-32f;
        float normal = small ? a * 16777216f : a;

        // A third of a float's bits is about those of its cube root; here of 1/∛a, within 3.5 %.
        float third = MathF.FusedMultiplyAdd(BitConverter.SingleToInt32Bits(normal), -0.33333334f, 1419902976f);
        float inverse = BitConverter.Int32BitsToSingle(float.ConvertToIntegerNative<int>(third));

        // With h = 1 − a·y³, 1/∛a = y·(1 − h)^(−⅓) = y·(1 + h/3 + 2h²/9 + 14h³/81 + …): now within 1.7e-5.
        float h = MathF.FusedMultiplyAdd(-(normal * inverse * inverse), inverse, 1f);
        float p = MathF.FusedMultiplyAdd(0.17283951f, h, 0.22222222f);
        p = MathF.FusedMultiplyAdd(p, h, 0.33333334f);
        inverse = MathF.FusedMultiplyAdd(inverse * h, p, inverse);

        // One step of Newton's for the root itself; half of the rest, because without fused multiply-adds the cube of a largest root would be infinite.
        float square = inverse * inverse;
        float root = normal * square;
        float rest = MathF.FusedMultiplyAdd(-(root * root), root * 0.5f, normal * 0.5f);
        root = MathF.FusedMultiplyAdd(rest, square * 0.6666667f, root);

        // The scale's root, ∞ and NaN, the sign.
        root = small ? root * 0.00390625f : root;
        root = a < float.PositiveInfinity ? root : a;
        int sign = BitConverter.SingleToInt32Bits(x) & unchecked((int)0x80000000);
        return BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(root) | sign);
    }
}
