namespace FastOpt;

public static partial class VectorMath
{
    /// <summary>
    /// The power <c>xʸ</c>. Less than 4 ulp off (3.66 ulp at most over 300 million random arguments), subnormal results included. Special values are
    /// those of IEEE 754: Pow(x, ±0) = 1 and Pow(1, y) = 1, NaN included; a negative base has a power under whole exponents only, and NaN under others;
    /// zeros and infinities keep their sign under odd exponents.
    /// </summary>
    /// <param name="x">The base.</param>
    /// <param name="y">The exponent.</param>
    [Vectorized]
    public static float Pow(float x, float y)
    {
        // xʸ = 2^(y·log₂x). The product has up to eight bits before the point, so the logarithm is needed to 2⁻³²: it is kept as the sum of two
        // floats. Factors whose last twelve bits are cleared have exact products, with or without FMA.
        const int Upper = unchecked((int)0xFFFFF000);

        // |x| = m·2ᵏ with m in [√½, √2): 0x3F3504F3 are the bits of √½.
        float size = MathF.Abs(x);
        bool subnormal = size < 1.17549435e-38f;
        int bits = BitConverter.SingleToInt32Bits(subnormal ? size * 8388608f : size);
        int exponent = (bits - 0x3F3504F3) >> 23;
        float f = BitConverter.Int32BitsToSingle(bits - (exponent << 23)) - 1f;
        float k = exponent + (subnormal ? -23f : 0f);

        // log₂m = 2/ln 2 · artanh(s), s = f / (2 + f) = s1 + s2.
        float denominator = 2f + f;
        float inverse = 1f / denominator;
        float s1 = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(f * inverse) & Upper);
        float denominator1 = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(denominator) & Upper);
        float denominator2 = f - (denominator1 - 2f);
        float rest = MathF.FusedMultiplyAdd(-s1, denominator1, f);
        rest = MathF.FusedMultiplyAdd(-s1, denominator2, rest);
        float s2 = rest * inverse;

        // 2/ln 2 = 2.8857421875 − 0.0003521057; the series' other terms, minimax, relative error 5e-12.
        float s = s1 + s2;
        float z = s * s;
        float p = MathF.FusedMultiplyAdd(0.3402522802352905f, z, 0.4117047190666199f);
        p = MathF.FusedMultiplyAdd(p, z, 0.5770828723907471f);
        p = MathF.FusedMultiplyAdd(p, z, 0.9617967009544373f);
        float tail = MathF.FusedMultiplyAdd(s2, 2.885390043258667f, s1 * -0.0003521057078614831f);
        tail = MathF.FusedMultiplyAdd(p, z * s, tail);

        // log₂|x| = k + 2.8857421875·s1 + tail = l1 + l2.
        float head = s1 * 2.8857421875f;
        float sum = k + head;
        tail += head - (sum - k);
        float l1 = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(sum + tail) & Upper);
        float l2 = (sum - l1) + tail;

        // Times y, held where no product overflows: beyond ±2³³ every base but ±1 has long gone to 0 or +∞.
        float w = y < -8589934592f ? -8589934592f : y;
        w = w > 8589934592f ? 8589934592f : w;
        float w1 = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(w) & Upper);
        float product = w1 * l1;
        float productTail = MathF.FusedMultiplyAdd(w - w1, l1, w * l2);

        // 2^product = 2ⁿ·2ʳ, |r| <= ½ and a little, minimax, relative error 2e-9.
        float total = product + productTail;
        float bounded = total < -152f ? -152f : total;
        bounded = bounded > 129f ? 129f : bounded;
        float shifted = bounded + 12583166f;
        float n = shifted - 12583166f;
        float r = (product - n) + productTail;
        float q = MathF.FusedMultiplyAdd(0.00015353258640971035f, r, 0.0013399003073573112f);
        q = MathF.FusedMultiplyAdd(q, r, 0.00961843878030777f);
        q = MathF.FusedMultiplyAdd(q, r, 0.05550331994891167f);
        q = MathF.FusedMultiplyAdd(q, r, 0.24022647738456726f);
        q = MathF.FusedMultiplyAdd(q, r, 0.6931471824645996f);
        q = MathF.FusedMultiplyAdd(q, r, 1f);

        // 2ⁿ in two factors, neither of which leaves the range of normal floats: the lowest bits of the sum are n + 254, and half of them the
        // first factor's exponent.
        int biased = BitConverter.SingleToInt32Bits(shifted);
        int first = (biased >> 1) << 23;
        int second = (biased << 23) - first;
        float power = q * BitConverter.Int32BitsToSingle(first) * BitConverter.Int32BitsToSingle(second);
        power = total < -151f ? 0f : power;
        power = total > 128.5f ? float.PositiveInfinity : power;

        // Bases 0 and ±∞, whose logarithm is not finite.
        bool vanishes = size == 0f;
        float growing = vanishes ? 0f : float.PositiveInfinity;
        float shrinking = vanishes ? float.PositiveInfinity : 0f;
        float extreme = y > 0f ? growing : (y < 0f ? shrinking : y);
        power = vanishes || size == float.PositiveInfinity ? extreme : power;

        // A negative base (−0 too) keeps its sign under odd exponents and has no power under fractional ones.
        float half = y * 0.5f;
        bool whole = MathF.Floor(y) == y;
        bool odd = whole && MathF.Floor(half) != half;
        int sign = BitConverter.SingleToInt32Bits(x) & unchecked((int)0x80000000);
        float signed = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(power) | (odd ? sign : 0));
        bool defined = x >= 0f || (x < 0f && (whole || size == float.PositiveInfinity));
        float result = defined ? signed : float.NaN;

        // 1 to any power and any number to the power 0 are 1, NaN included.
        return x == 1f || y == 0f ? 1f : result;
    }
}
