using System.Diagnostics;
using System.Globalization;
using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Measuring;
using FastOpt.Benchmarks.Reports;
using FastOpt.Training;

namespace FastOpt.Benchmarks.Tables;

/// <summary>
/// `housing FILE`: California housing from the file to a tested model, beside PyTorch and scikit-learn on the same rows, with the same network, batches and
/// patience, one thread each.
/// </summary>
internal static class HousingCommand
{
    private const int Epochs = 100, Batch = 64, Patience = 15;
    private const double Rate = 2e-3, Decay = 0.97;

    private const string Explanation = """
        13-64-64-1, ReLU, AdamW 2e-3 times 0.97 each epoch (scikit-learn: Adam 2e-3, which it keeps), batches of 64, at most 100 epochs, patience 15, best
        weights kept. The split is one of seed 1; each round has a seed of its own for weights and order. Seconds are those of the whole fit, validation
        included, one thread, by the clock. R² is the test examples'. The figures are medians over the rounds, the smallest and largest R² in brackets.
        """;

    public static void Run(string[] args)
    {
        (string path, int rounds, bool save) = Parse(args);
        DataSplit<float> data = Read(path);
        string folder = Directory.CreateTempSubdirectory("fastopt-housing-").FullName;
        try
        {
            WriteParts(data, folder);
            string text = $"{Measure(data, folder, rounds)}\n\n{Explanation}";
            Console.WriteLine($"{ResultFile.MachineLine}\n\n{text}");
            if (save)
                ResultFile.Write("housing-", $"California housing on {Processor.Name}", text);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (string Path, int Rounds, bool Save) Parse(string[] args)
    {
        (string? path, int rounds, bool save) = (null, 3, false);
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--save")
                save = true;
            else if (args[i] == "--rounds" && i + 1 < args.Length && int.TryParse(args[++i], CultureInfo.InvariantCulture, out int number) && number > 0)
                rounds = number;
            else if (path is null && !args[i].StartsWith('-'))
                path = args[i];
            else
                throw new ArgumentException("housing takes FILE (housing.csv), --rounds N and --save.");
        }

        return (path ?? throw new ArgumentException("housing takes FILE: California housing as CSV."), rounds, save);
    }

    private static DataSplit<float> Read(string path)
    {
        CsvTable table = Csv.Read(path, new CsvOptions { Missing = Missing.Keep });
        DataSplit<float> data = Split.Random(table.Regression("median_house_value"), seed: 1);
        return Normalizer.FitTargets(data.Train).Apply(Normalizer.Fit(data.Train).Apply(data));
    }

    private static void WriteParts(DataSplit<float> data, string folder)
    {
        foreach ((string name, DataSet<float> part) in new[] { ("train", data.Train), ("validation", data.Validation), ("test", data.Test) })
        {
            Npy.Write(Path.Combine(folder, $"{name}-x.npy"), NpyArray.Of(part.Inputs.ToArray(), part.Count, part.InputSize));
            Npy.Write(Path.Combine(folder, $"{name}-y.npy"), NpyArray.Of(part.Targets.ToArray(), part.Count, part.TargetSize));
        }
    }

    private static string Measure(DataSplit<float> data, string folder, int rounds)
    {
        var names = new[] { "FastOpt", "PyTorch", "scikit-learn" };
        var results = names.ToDictionary(static name => name, static _ => (Explained: new Series(), Seconds: new Series(), Epochs: new Series(), Count: 0));
        for (int round = 1; round <= rounds; round++)
        {
            foreach (string name in names)
            {
                (double, double, int)? run = name == "FastOpt" ? Own(data, round) : Peer(name == "PyTorch" ? "torch" : "sklearn", folder, round);
                if (run is not var (explained, seconds, epochs))
                    continue;
                var series = results[name];
                series.Explained.Add(explained);
                series.Seconds.Add(seconds);
                series.Epochs.Add(epochs);
                results[name] = series with { Count = series.Count + 1 };
            }
        }

        var table = new MarkdownTable("", ">test R²", ">seconds", ">epochs", ">× FastOpt's time");
        foreach (string name in names.Where(name => results[name].Count > 0))
        {
            (Series explained, Series seconds, Series epochs, _) = results[name];
            table.Add(
                name,
                string.Create(CultureInfo.InvariantCulture, $"{explained.Median:F4} ({explained.Smallest:F4} to {explained.Largest:F4})"),
                seconds.Median.ToString("F2", CultureInfo.InvariantCulture),
                epochs.Median.ToString("F0", CultureInfo.InvariantCulture),
                (seconds.Median / results["FastOpt"].Seconds.Median).ToString("F1", CultureInfo.InvariantCulture));
        }

        return table.ToString();
    }

    private static (double Explained, double Seconds, int Epochs)? Own(DataSplit<float> data, int round)
    {
        var model = new Housing(Batch, (ulong)round);
        var clock = Stopwatch.StartNew();
        FitResult result = model.Fit(
            data.Train, data.Validation, new FitOptions { Epochs = Epochs, BatchSize = Batch, Patience = Patience, Seed = (ulong)round });
        double seconds = clock.Elapsed.TotalSeconds;
        float[] predicted = new float[data.Test.Count];
        model.Predict(data.Test.Inputs, predicted);
        var explained = new R2();
        explained.Add(predicted, data.Test.Targets);
        return (explained.Value, seconds, result.History.Epochs.Count);
    }

    private static (double Explained, double Seconds, int Epochs)? Peer(string library, string folder, int round)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "peers", "housing_python.py"), library, folder,
            "--epochs", $"{Epochs}", "--batch", $"{Batch}", "--patience", $"{Patience}", "--seed", $"{round}",
            "--learning-rate", Rate.ToString(CultureInfo.InvariantCulture), "--decay", Decay.ToString(CultureInfo.InvariantCulture),
        ];
        try
        {
            using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", arguments) { RedirectStandardOutput = true })!;
            string last = process.StandardOutput.ReadToEnd().Trim().Split('\n')[^1];
            process.WaitForExit();
            if (process.ExitCode == 0 && last.Split(' ') is [string explained, string seconds, string epochs])
                return (Number(explained), Number(seconds), (int)Number(epochs));
            Console.WriteLine($"{library}: {last}");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Console.WriteLine($"{library}: skipped, {e.Message}");
        }

        return null;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
