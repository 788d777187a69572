using System.Globalization;
using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Reports;

namespace FastOpt.Benchmarks.Builds;

/// <summary>`builds`: what networks add to the build of a project, and how a Debug build trains beside a Release build.</summary>
internal static class BuildsCommand
{
    private const int Rounds = 7;

    private const string Digits = "[Network(784), Dense(256), Relu, Dense(128), Relu, Dense(10), SoftmaxCrossEntropy, Adam]";

    private const string Small = "[Network(2), Dense(16), Relu, Dense(16), Relu, Dense(2), MeanSquaredError, Adam]";

    private const string Step = """
        var network = new Net0(64);
        float[] inputs = new float[64 * 784];
        int[] labels = new int[64];
        for (int i = 0; i < 200; i++)
            network.TrainStep(inputs, labels);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (int i = 0; i < 400; i++)
            network.TrainStep(inputs, labels);
        Console.Write(watch.Elapsed.TotalMicroseconds / 400);
        """;

    public static void Run()
    {
        if (Repository.Root is not { } root)
            throw new InvalidOperationException("The builds need the repository that this program was built in.");
        string library = typeof(NetworkAttribute).Assembly.Location;
        string generator = Path.Combine(root, "generators/FastOpt.Generators/bin/Release/netstandard2.0/FastOpt.Generators.dll");
        (string Name, string Source)[] sources =
        [
            ("no network", "Console.WriteLine();"),
            ("three small layers", "Console.WriteLine(); " + Networks(1, static _ => Small)),
            ("784-256-128-10", Step + Networks(1, static _ => Digits)),
            ("thirty of three dense layers", "Console.WriteLine(); " + Networks(30, static i =>
                $"[Network({Number(20 + i)}), Dense({Number(64 + i)}), Relu, Dense({Number(32 + i)}), Tanh, Dense(10), SoftmaxCrossEntropy, Adam]")),
        ];
        BuiltProject[] projects = [.. sources.Select(source => new BuiltProject(source.Name, library, generator, "using FastOpt;\n" + source.Source))];
        try
        {
            for (int round = 0; round < Rounds; round++)
            {
                foreach (BuiltProject project in projects)
                    project.Round();
            }

            double without = projects[0].Seconds.Median;
            var table = new MarkdownTable(["project", ">seconds", ">more than without", ">×", ">lines", ">KB"]);
            foreach (BuiltProject project in projects)
            {
                (int lines, long bytes) = project == projects[0] ? (0, 0) : project.Generated;
                double seconds = project.Seconds.Median;
                string lineCount = lines.ToString("N0", CultureInfo.InvariantCulture);
                table.Add([project.Name, Text(seconds), Text(seconds - without), Text(seconds / without), lineCount, Text(bytes / 1024.0)]);
            }

            double debug = Microseconds(projects[2], "Debug"), release = Microseconds(projects[2], "Release");
            string steps = string.Create(
                CultureInfo.InvariantCulture, $"A step of 784-256-128-10, batch 64: Debug {debug:0} µs, Release {release:0} µs, {debug / release:0.00}×.");
            string text = $"{table}\n\n{steps}";
            Console.WriteLine(text);
            ResultFile.Write("builds-", "Builds on " + Processor.Name, text);
        }
        finally
        {
            foreach (BuiltProject project in projects)
                project.Dispose();
        }
    }

    private static double Microseconds(BuiltProject project, string configuration) => double.Parse(project.Run(configuration), CultureInfo.CurrentCulture);

    private static string Networks(int count, Func<int, string> attributes) => string.Concat(Enumerable.Range(0, count)
        .Select(i => $"\n{attributes(i)} internal sealed partial class Net{Number(i)};"));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
