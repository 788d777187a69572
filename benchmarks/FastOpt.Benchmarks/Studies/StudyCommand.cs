using System.Globalization;
using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Reports;
using FastOpt.Training;

namespace FastOpt.Benchmarks.Studies;

/// <summary>`study DIR`: the best validation loss of TPE and of random search on MNIST, with as many trials each, for several seeds.</summary>
internal static class StudyCommand
{
    private const int TrainCount = 4000, ValidationCount = 2000, Epochs = 2;
    private static readonly string[] Networks = ["relu", "tanh", "relu, dropout"], Schedules = ["constant", "cosine", "exponential"];

    private const string Explanation = """
        784-64-10 on 4,000 of MNIST's training images, two epochs; the value is the loss on 2,000 others. Searched are the network (ReLU, tanh, ReLU with
        dropout), AdamW's rate (1e-5 to 1), weight decay (1e-6 to 1) and both betas, the batch (8 to 256) and the schedule, with a factor where it is
        exponential: eight parameters. Weights, order and split are those of one seed, so that a trial's value depends on its parameters alone. No trial is
        pruned. The seeds are those of the suggestions; the first ten trials of TPE are random search's own.
        """;

    public static void Run(string[] args)
    {
        (string folder, int seeds, int trials, bool save) = Parse(args);
        DataSet<int> all = Idx.ReadTraining(folder, 28, 28);
        const int Count = TrainCount + ValidationCount;
        DataSplit<int> split = Split.Stratified(all.Select([.. Enumerable.Range(0, Count)]), (double)ValidationCount / Count, test: 0, seed: 1);
        string journals = Directory.CreateTempSubdirectory("fastopt-study-").FullName;
        try
        {
            var table = new MarkdownTable(">seed", ">TPE", ">random search", "better");
            int better = 0;
            for (int seed = 0; seed < seeds; seed++)
            {
                double tpe = Best(journals, "tpe", new TpeSampler(), seed, trials, split);
                double random = Best(journals, "random", new RandomSampler(), seed, trials, split);
                better += tpe < random ? 1 : 0;
                table.Add(Text($"{seed}"), Text($"{tpe:F4}"), Text($"{random:F4}"), tpe < random ? "TPE" : tpe > random ? "random search" : "equal");
                Console.WriteLine(Text($"seed {seed}: TPE {tpe:F4}, random search {random:F4}"));
            }

            string text = $"{table}\n\n{Text($"Of {trials} trials each, TPE finds the better validation loss in {better} of {seeds} seeds.")}\n\n{Explanation}";
            Console.WriteLine($"\n{ResultFile.MachineLine}\n\n{text}");
            if (save)
                ResultFile.Write("study-", $"TPE beside random search on {Processor.Name}", text);
        }
        finally
        {
            Directory.Delete(journals, recursive: true);
        }
    }

    private static double Best(string folder, string name, Sampler sampler, int seed, int trials, DataSplit<int> split)
    {
        var options = new StudyOptions { Sampler = sampler, Pruner = Pruner.None, MaxFailuresInARow = trials };
        using var study = Study.Open(Path.Combine(folder, Text($"{name}-{seed}.journal")), (ulong)seed, options);
        StudyResult result = study.Run(trials, trial => Loss(trial, split));
        return result.Best?.Value ?? double.PositiveInfinity;
    }

    private static double Loss(Trial trial, DataSplit<int> split)
    {
        int batch = trial.LogInteger("batch", 8, 256);
        return trial.Choose("network", Networks) switch
        {
            "relu" => Fit(trial, split, batch, new ReluDigits(batch, seed: 1)),
            "tanh" => Fit(trial, split, batch, new TanhDigits(batch, seed: 1)),
            _ => Fit(trial, split, batch, new DroppingDigits(batch, seed: 1)),
        };
    }

    private static double Fit<TNetwork>(Trial trial, DataSplit<int> split, int batch, TNetwork network)
        where TNetwork : class, INetwork<TNetwork, int>, IOptimizedBy<AdamW>, IScheduled
    {
        network.Optimizer = new AdamW(
            trial.LogUniform("rate", 1e-5, 1), 1 - trial.LogUniform("1 - beta1", 0.01, 0.9), 1 - trial.LogUniform("1 - beta2", 1e-4, 0.5), 1e-8,
            trial.LogUniform("weight decay", 1e-6, 1));
        network.Schedule = trial.Choose("schedule", Schedules) switch
        {
            "cosine" => Schedule.PerStep(new CosineAnnealing(Epochs * ((split.Train.Count + batch - 1) / batch))),
            "exponential" => Schedule.PerEpoch(new Exponential(trial.Uniform("factor", 0.05, 1))),
            _ => null,
        };
        var options = new FitOptions { Epochs = Epochs, BatchSize = batch, Seed = 1, RestoreBest = false, StopOnNaN = false };
        return network.Fit(split.Train, split.Validation, options).History.BestLoss;
    }

    private static (string Folder, int Seeds, int Trials, bool Save) Parse(string[] args)
    {
        (string? folder, int seeds, int trials, bool save) = (null, 10, 60, false);
        for (int i = 0; i < args.Length; i++)
        {
            bool isNumber = i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out int number) && number > 0;
            if (args[i] == "--save")
                save = true;
            else if (args[i] == "--seeds" && isNumber)
                seeds = int.Parse(args[++i], CultureInfo.InvariantCulture);
            else if (args[i] == "--trials" && isNumber)
                trials = int.Parse(args[++i], CultureInfo.InvariantCulture);
            else if (folder is null && !args[i].StartsWith('-'))
                folder = args[i];
            else
                throw new ArgumentException("study takes DIR (MNIST's files), --seeds N, --trials N and --save.");
        }

        return (folder ?? throw new ArgumentException("study takes DIR: the folder with MNIST's files."), seeds, trials, save);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
