namespace FastOpt;

public static partial class VectorMath
{
    /// <summary>
    /// The logistic function <c>1 / (1 + e⁻ˣ)</c>. At most 1.97 ulp off, in the tails too, subnormal results included. Sigmoid(−∞) = 0,
    /// Sigmoid(+∞) = 1, Sigmoid(±0) = ½.
    /// </summary>
    /// <param name="x">The argument.</param>
    [Vectorized]
    public static float Sigmoid(float x)
    {
        // e^(−|x|) never overflows; for negative x the fraction is extended by eˣ, which keeps the tail's relative accuracy.
        float e = ExpOfNegative(-MathF.Abs(x));
        float denominator = 1f + e;
        float y = (x < 0f ? e : 1f) / denominator;

        // What the sum lost by rounding is taken off the quotient.
        float lost = e - (denominator - 1f);
        return MathF.FusedMultiplyAdd(-y, lost, y);
    }

    /// <summary>
    /// The smooth rectifier <c>log(1 + eˣ)</c>, the integral of <see cref="Sigmoid(float)"/>. At most 2.1 ulp off, in the tails too, subnormal results
    /// included. Softplus(−∞) = 0, Softplus(+∞) = +∞.
    /// </summary>
    /// <param name="x">The argument.</param>
    [Vectorized]
    public static float Softplus(float x)
    {
        // max(x, 0) + log(1 + e) with e = e^(−|x|) in [0, 1]; for the larger e, 1 + e is split into 2·(1 + f), f = (e − 1) / 2.
        float e = ExpOfNegative(-MathF.Abs(x));
        bool halved = e > 0.41421357f;
        float f = halved ? MathF.FusedMultiplyAdd(0.5f, e, -0.5f) : e;
        float logarithm = LogOfScaled(f, halved ? 8388608f : 0f);
        return (x > 0f ? x : 0f) + logarithm;
    }
}
