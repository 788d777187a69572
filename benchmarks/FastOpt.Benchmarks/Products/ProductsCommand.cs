using System.Globalization;
using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Measuring;
using FastOpt.Benchmarks.Networks;
using FastOpt.Benchmarks.Reports;

namespace FastOpt.Benchmarks.Products;

/// <summary>
/// `products`: the product of a dense layer, as the Predict of a network that is nothing else (so with a copy of the result), beside OpenBLAS's sgemm of the same shape.
/// </summary>
internal static class ProductsCommand
{
    /// <summary>Up to here, in multiplications, a product is small.</summary>
    private const long Small = 128L * 256 * 784;
    private const double SmallMark = 1.3;
    private const double LargeMark = 1.0;

    private static readonly Product[] Products =
    [
        Create<Product64x64>(32), Create<Product128x128>(64), Create<Product784x128>(64), Create<Product784x256>(128),
        Create<Product256x256>(256), Create<Product512x512>(512), Create<Product1024x1024>(1024),
    ];

    public static void Run(string[] args)
    {
        int rounds = args is ["--rounds", var text] ? int.Parse(text, CultureInfo.InvariantCulture) : args.Length == 0 ? 25 : throw new ArgumentException("products takes no option but --rounds N.");
        bool hasPeer = OpenBlas.TryLoad(out string description);
        Console.WriteLine(ResultFile.MachineLine);
        Console.WriteLine($"OpenBLAS: {(hasPeer ? "" : "skipped, ")}{description}");
        Console.WriteLine();
        var table = new MarkdownTable("m × n × k", ">GFLOP/s", ">% of peak", ">OpenBLAS", ">×", "mark");
        foreach (Product product in Products)
        {
            var random = new Random(1);
            float[] a = RandomData.Normals(random, product.M * product.K), b = RandomData.Normals(random, product.K * product.N), c = new float[product.M * product.N];
            Action<float[], float[]> predict = product.Predict();
            List<IWork> works = [new Repeated(() => predict(a, c))];
            if (hasPeer)
                works.Add(new Repeated(() => OpenBlas.Multiply(a, b, c, product.M, product.N, product.K)));
            var peak = new Series();
            double[] rates = [.. Interleaving.Measure(works, rounds, () => peak.Add(FmaPeak.Measure())).Select(series => 2.0 * product.M * product.N * product.K / series.Median)];
            double mark = (long)product.M * product.N * product.K <= Small ? SmallMark : LargeMark;
            string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
            table.Add(
                $"{product.M} × {product.N} × {product.K}",
                Number(rates[0], "0.0"),
                Number(100 * rates[0] / peak.Median, "0"),
                hasPeer ? Number(rates[1], "0.0") : "–",
                hasPeer ? Number(rates[0] / rates[1], "0.00") + "×" : "–",
                hasPeer ? $"{Number(mark, "0.0")}× {(rates[0] >= mark * rates[1] ? "met" : "NOT MET")}" : "");
        }

        Console.WriteLine(table);
    }

    private static Product Create<TNetwork>(int rows)
        where TNetwork : class, INetwork<TNetwork, float> =>
        new(rows, TNetwork.OutputSize, TNetwork.InputSize, () =>
        {
            TNetwork network = TNetwork.Create(rows, seed: 1);
            return (inputs, outputs) => network.Predict(inputs, outputs);
        });

    /// <summary>[m, k] · [k, n].</summary>
    private sealed record Product(int M, int N, int K, Func<Action<float[], float[]>> Predict);
}
