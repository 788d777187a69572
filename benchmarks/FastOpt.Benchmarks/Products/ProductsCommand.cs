using System.Globalization;
using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Measuring;
using FastOpt.Benchmarks.Networks;
using FastOpt.Benchmarks.Peers;
using FastOpt.Benchmarks.Reports;

namespace FastOpt.Benchmarks.Products;

/// <summary>
/// `products`: the product of a dense layer, as the Predict of a network that is nothing else (so with a copy of the result), beside OpenBLAS's sgemm and
/// TorchSharp's mm of the same shape.
/// </summary>
internal static class ProductsCommand
{
    private const string Explanation = """
        [m, k] · [k, n] on one thread. FastOpt's is the Predict of a network of one dense layer, with a copy of the result. A figure is the median over rounds
        in which all take turns, of the thread's own time; the peak is that of fused multiply-adds in the same rounds. × compares with the faster of the
        others.
        """;

    /// <summary>Up to here, in multiplications, a product is small.</summary>
    private const long Small = 128L * 256 * 784;

    private static readonly Product[] Products =
    [
        Create<Product64x64>(32), Create<Product128x128>(64, 0.85), Create<Product784x128>(64), Create<Product784x256>(128),
        Create<Product256x256>(256, 0.88), Create<Product512x512>(512), Create<Product1024x1024>(1024, 0.94),
    ];

    public static void Run(string[] args)
    {
        (int rounds, bool save) = Parse(args);
        bool hasBlas = OpenBlas.TryLoad(out string description);
        using Peer? torch = PeerPrograms.StartTorchSharp();
        Console.WriteLine(ResultFile.MachineLine);
        var table = new MarkdownTable("m × n × k", ">GFLOP/s", ">% of peak", ">OpenBLAS", ">TorchSharp", ">×", "mark");
        double highest = 0;
        foreach (Product product in Products)
        {
            var peak = new Series();
            string[] cells = Row(product, hasBlas, torch, rounds, peak);
            Console.WriteLine(string.Join("  ", cells));
            table.Add(cells);
            highest = Math.Max(highest, peak.Median);
        }

        string text = $"{table}\n\n{Explanation}{SwitchedOff.Note}\n\nFMA peak: {Text(highest, "0.0")} GFLOP/s.\n\n"
            + $"- OpenBLAS: {(hasBlas ? "" : "skipped, ")}{description}\n- TorchSharp: {torch?.Description ?? "skipped"}";
        Console.WriteLine(text);
        if (save)
            ResultFile.Write("products-", $"Products on {Processor.Name}", text);
    }

    private static string[] Row(Product product, bool hasBlas, Peer? torch, int rounds, Series peak)
    {
        var random = new Random(1);
        float[] a = RandomData.Normals(random, product.M * product.K), b = RandomData.Normals(random, product.K * product.N);
        float[] c = new float[product.M * product.N];
        Action<float[], float[]> predict = product.Predict();
        List<IWork> works = [new Repeated(() => predict(a, c))];
        if (hasBlas)
            works.Add(new Repeated(() => OpenBlas.Multiply(a, b, c, product.M, product.N, product.K)));
        IWork? mm = torch?.Open(string.Create(CultureInfo.InvariantCulture, $"product {product.M} {product.N} {product.K}"), out _);
        if (mm is not null)
            works.Add(mm);
        Series[] series = Interleaving.Measure(works, rounds, () => peak.Add(FmaPeak.Measure()));
        double[] rates = [.. series.Select(times => 2.0 * product.M * product.N * product.K / times.Median)];
        double share = rates[0] / peak.Median, best = rates.Skip(1).DefaultIfEmpty().Max();
        return
        [
            $"{product.M} × {product.N} × {product.K}",
            Text(rates[0], "0.0"),
            Text(100 * share, "0"),
            hasBlas ? Text(rates[1], "0.0") : "–",
            mm is not null ? Text(rates[^1], "0.0") : "–",
            best > 0 ? Text(rates[0] / best, "0.00") + "×" : "–",
            Mark(product, share, best > 0 ? rates[0] / best : null),
        ];
    }

    /// <summary>With vectors of 512 bits small products are to be ahead; with 256 bits a share of the peak is asked for, and all are to be as fast.</summary>
    private static string Mark(Product product, double share, double? ratio)
    {
        bool isWide = FastOptInfo.InstructionSet.Contains("512", StringComparison.Ordinal);
        double least = isWide && (long)product.M * product.N * product.K <= Small ? 1.3 : 1.0;
        List<string> marks = [];
        if (!isWide && product.LeastShare is double part)
            marks.Add($"{Text(100 * part, "0")} % of peak {(share >= part ? "met" : "NOT MET")}");
        if (ratio is double times)
            marks.Add($"{Text(least, "0.0")}× {(times >= least ? "met" : "NOT MET")}");
        return string.Join(", ", marks);
    }

    private static (int Rounds, bool Save) Parse(string[] args)
    {
        string[] rest = [.. args.Where(static option => option != "--save")];
        bool save = rest.Length < args.Length;
        if (rest is ["--rounds", var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) && rounds > 0)
            return (rounds, save);
        return rest.Length == 0 ? (25, save) : throw new ArgumentException("products takes no options but --rounds N and --save.");
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static Product Create<TNetwork>(int rows, double? leastShare = null)
        where TNetwork : class, INetwork<TNetwork, float> =>
        new(rows, TNetwork.OutputSize, TNetwork.InputSize, leastShare, () =>
        {
            TNetwork network = TNetwork.Create(rows, seed: 1);
            return (inputs, outputs) => network.Predict(inputs, outputs);
        });

    /// <summary>[m, k] · [k, n], and the share of the peak that is its mark with vectors of 256 bits.</summary>
    private sealed record Product(int M, int N, int K, double? LeastShare, Func<Action<float[], float[]>> Predict);
}
