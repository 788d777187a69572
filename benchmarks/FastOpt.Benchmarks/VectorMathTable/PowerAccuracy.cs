using System.Globalization;

namespace FastOpt.Benchmarks.VectorMathTable;

/// <summary>The largest error of the power over random positive bases and exponents whose result is a normal float.</summary>
internal static class PowerAccuracy
{
    private const int Samples = 2_000_000;
    private const int Block = 4096;

    /// <summary>The largest error in ulp, and where.</summary>
    public static (double Ulp, string At) Largest(SpanFunction2 pow)
    {
        var random = new Random(1);
        float[] bases = new float[Block], exponents = new float[Block], results = new float[Block];
        double worst = 0;
        string at = "";
        for (int done = 0; done < Samples; done += Block)
        {
            for (int i = 0; i < Block; i++)
            {
                bases[i] = MathF.Exp((random.NextSingle() * 160) - 80);
                // The result is e^±80 at most.
                exponents[i] = ((random.NextSingle() * 160) - 80) / MathF.Log(bases[i]);
            }

            pow(bases, exponents, results);
            for (int i = 0; i < Block; i++)
            {
                double exact = Math.Pow(bases[i], exponents[i]);
                double ulp = Math.Abs(results[i] - exact) / Math.ScaleB(1, Math.ILogB(exact) - 23);
                if (ulp > worst && double.IsFinite(exact))
                    (worst, at) = (ulp, string.Create(CultureInfo.InvariantCulture, $"{bases[i]:g6}^{exponents[i]:g6}"));
            }
        }

        return (worst, at);
    }
}
