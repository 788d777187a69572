using System.Globalization;
using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Measuring;

namespace FastOpt.Benchmarks.Generation;

/// <summary>`generator`: the generator's time for a network, cold and after an edit elsewhere, in a compiler that is warm.</summary>
internal static class GeneratorCommand
{
    private const int WarmUps = 15;
    private const int Rounds = 25;
    private const double ColdMark = 50;
    private const double EditMark = 2;

    public static void Run()
    {
        foreach (var (name, attributes) in new[]
        {
            ("784-128-10", GeneratorRun.Digits), ("60 layers, no two of one shape", GeneratorRun.Sixty), ("784-8192-4096-1000-8192-10", GeneratorRun.Wide),
            ("10 convolutions after VGG", GeneratorRun.Vgg),
        })
        {
            var run = new GeneratorRun(attributes);
            Print($"{name}, {run.Lines:N0} lines, cold", () => run.Cold(), ColdMark);
            Print($"{name}, after an edit elsewhere", () => run.EditElsewhere(), EditMark);
            Print($"{name}, after an edit elsewhere, a generator that only has Roslyn read the attributes", () => run.EditElsewhereWithEmpty(), mark: null);
        }
    }

    private static void Print(string name, Action action, double? mark)
    {
        var work = new Repeated(action);
        var series = new Series();
        double first = work.Run(1) / 1e6;
        for (int i = 0; i < WarmUps; i++)
            work.Run(1);
        for (int i = 0; i < Rounds; i++)
            series.Add(work.Run(1) / 1e6);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}: {series.Median:0.00} ms (first {first:0.0} ms){(mark is null ? "" : $"; at most {mark} ms: {(series.Median <= mark ? "met" : "NOT MET")}")}"));
    }
}
