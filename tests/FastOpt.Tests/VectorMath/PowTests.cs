using System.Runtime.Intrinsics;

namespace FastOpt.Tests;

public class PowTests
{
    private const double Bound = 4;

    [Fact]
    public void SpecialValuesAreThoseOfIeee()
    {
        float[] values =
        [
            0f, 1f, 2f, 3f, 0.5f, 1.5f, 10f, 0.1f, float.NaN, float.PositiveInfinity, float.Epsilon, 1e-38f, 1e30f, float.MaxValue,
            8388607.5f, 8388609f, 16777215f, 16777216f, 1.0000001f, 0.99999994f,
        ];
        float[] signed = [.. values, .. values.Select(value => -value)];
        foreach (float x in signed)
        {
            foreach (float y in signed)
                Check(x, y);
        }
    }

    [Fact]
    public void IsWithinItsBoundWhereResultsAreFinite()
    {
        Random random = new(1);
        for (int i = 0; i < 300_000; i++)
        {
            // Bases of all sizes, and bases near 1 with their huge exponents; results from 2⁻¹⁵⁰ to 2¹³⁰.
            float x = (i & 1) == 0
                ? MathF.Pow(2, random.NextSingle() * 275 - 148)
                : 1 + (random.NextSingle() - 0.5f) * MathF.Pow(2, -random.Next(24));
            float y = (float)((random.NextDouble() * 280 - 150) / Math.Log2(x));
            Check(x, y);
        }
    }

    [Fact]
    public void NegativeBasesFollowTheExponent()
    {
        Random random = new(2);
        for (int i = 0; i < 100_000; i++)
        {
            float x = random.NextSingle() * 40 - 20;
            Check(x, random.Next(-60, 60));
            Check(x, random.NextSingle() * 20 - 10);
        }
    }

    [Fact]
    public void EveryFormGivesTheSameBits()
    {
        Random random = new(3);
        float[] x = new float[257];
        float[] y = new float[257];
        float[] result = new float[257];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = MathF.Pow(2, random.NextSingle() * 60 - 30) * (random.Next(4) == 0 ? -1 : 1);
            y[i] = random.Next(2) == 0 ? random.Next(-9, 9) : random.NextSingle() * 6 - 3;
        }

        for (int length = 0; length <= x.Length; length += length < 70 ? 1 : 11)
        {
            VectorMath.Pow(x.AsSpan(0, length), y.AsSpan(0, length), result.AsSpan(0, length));
            for (int i = 0; i < length; i++)
            {
                float by4 = VectorMath.Pow(Vector128.Create(x[i]), Vector128.Create(y[i]))[0];
                LaneComparison.Same(by4, VectorMath.Pow(Vector256.Create(x[i]), Vector256.Create(y[i]))[7], "pow", x[i]);
                LaneComparison.Same(by4, VectorMath.Pow(Vector512.Create(x[i]), Vector512.Create(y[i]))[15], "pow", x[i]);
                LaneComparison.Same(by4, result[i], "pow", x[i]);
                if (LaneComparison.Fused)
                    LaneComparison.Same(by4, VectorMath.Pow(x[i], y[i]), "pow", x[i]);
                else
                    Assert.True(Ulp.Error(by4, Math.Pow(x[i], y[i])) <= Bound + 1);
            }
        }

        VectorMath.Pow(x, -1.25f, result);
        for (int i = 0; i < x.Length; i++)
            LaneComparison.Same(VectorMath.Pow(Vector128.Create(x[i]), -1.25f)[2], result[i], "pow", x[i]);
    }

    private static void Check(float x, float y)
    {
        float actual = VectorMath.Pow(x, y);
        double exact = Math.Pow(x, y);
        double error = Ulp.Error(actual, exact);
        Assert.True(error <= Bound, $"pow({x:R}, {y:R}) = {actual:R}, {error:F2} ulp from {exact:R}");
    }
}
