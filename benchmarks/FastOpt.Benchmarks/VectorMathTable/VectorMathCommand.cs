using System.Globalization;
using System.Numerics.Tensors;
using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Measuring;
using FastOpt.Benchmarks.Reports;

namespace FastOpt.Benchmarks.VectorMathTable;

/// <summary>`vectormath`: error and speed of every function of VectorMath, the speed beside TensorPrimitives in the same rounds.</summary>
internal static class VectorMathCommand
{
    private const int Elements = 1024;
    private const int Rounds = 31;
    private const string Explanation = """
        Error: the largest over 4.2 million floats of every size and both signs, in units in the last place of the exact result, against double precision;
        for Sin, Cos and Tan up to |x| = 1,000,000, where their domain ends.
        Time: per element over 1024 floats that begin at a cache line, median of rounds in which both libraries take turns. × is TensorPrimitives' time divided by VectorMath's.
        TensorPrimitives' time differs from process to process by up to four times, as the JIT's profile inlines its operators or not (Log: 0.33 or 1.3 ns); judge it by its best.
        """;

    public static void Run(string[] args)
    {
        if (args.Length > 0)
            throw new ArgumentException("vectormath takes no options.");
        var table = new MarkdownTable("function", ">max ulp", "at", ">ns", ">TensorPrimitives ns", ">×");
        foreach (FunctionEntry entry in FunctionEntry.All)
        {
            if (entry.Ours is not { } ours)
                continue;
            (double ulp, float at) = Accuracy.Largest(ours, entry.Reference, entry.Domain);
            AlignedFloats arguments = Arguments(entry.From, entry.To), result = new(Elements);
            AddRow(table, entry.Name, ulp, at.ToString("g6", CultureInfo.InvariantCulture), () => ours(arguments.Span, result.Span), entry.Peer is { } peer ? () => peer(arguments.Span, result.Span) : null);
        }

        if (FunctionEntry.Pow is { } pow)
        {
            AlignedFloats bases = Arguments(0.01f, 10), exponents = Arguments(-5, 5), result = new(Elements);
            (double ulp, string at) = PowerAccuracy.Largest(pow);
            AddRow(table, "Pow", ulp, at, () => pow(bases.Span, exponents.Span, result.Span), () => TensorPrimitives.Pow<float>(bases.Span, exponents.Span, result.Span));
        }

        string text = $"{table}\n\n{Explanation}";
        Console.WriteLine(ResultFile.MachineLine);
        Console.WriteLine();
        Console.WriteLine(text);
        ResultFile.Write("vectormath-", $"VectorMath on {Processor.Name}", text);
    }

    private static void AddRow(MarkdownTable table, string name, double ulp, string at, Action ours, Action? peer)
    {
        List<IWork> works = [new Repeated(ours)];
        if (peer is not null)
            works.Add(new Repeated(peer));
        WarmUp(ours, peer ?? ours);
        double[] times = [.. Interleaving.Measure(works, Rounds).Select(series => series.Median / Elements)];
        string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
        table.Add(name, Number(ulp, "0.00"), at, Number(times[0], "0.000"), peer is null ? "–" : Number(times[1], "0.000"), peer is null ? "–" : Number(times[1] / times[0], "0.00") + "×");
    }

    /// <summary>Calls both often enough, and waits long enough, for the JIT to have compiled them with optimization: it does so in the background, when nothing new was called for 100 ms.</summary>
    private static void WarmUp(Action ours, Action peer)
    {
        for (int round = 0; round < 3; round++)
        {
            for (int call = 0; call < 100; call++)
            {
                ours();
                peer();
            }

            Thread.Sleep(250);
        }
    }

    private static AlignedFloats Arguments(float from, float to)
    {
        var random = new Random(1);
        var arguments = new AlignedFloats(Elements);
        foreach (ref float argument in arguments.Span)
            argument = from + ((to - from) * random.NextSingle());
        return arguments;
    }
}
