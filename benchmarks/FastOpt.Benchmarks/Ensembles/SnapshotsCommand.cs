using System.Globalization;
using FastOpt.Benchmarks.Reports;
using FastOpt.Training;

namespace FastOpt.Benchmarks.Ensembles;

/// <summary>
/// `snapshots FOLDER`: snapshot ensembles of five cycles on MNIST, beside each of their members and beside one run that takes all epochs in one cycle.
/// </summary>
internal static class SnapshotsCommand
{
    private const int Cycles = 5, Batch = 64;

    public static void Run(string[] args)
    {
        (string folder, int rounds, int epochs, bool save) = Parse(args);
        DataSet<int> train = Idx.ReadTraining(folder, 28, 28), test = Idx.ReadTest(folder, 28, 28);
        var table = new MarkdownTable(
            "network", ">seed", ">members, %", ">best member, %", ">ensemble, %", ">one cycle, %", ">log loss, best member", ">log loss, ensemble");
        for (int seed = 1; seed <= rounds; seed++)
            Add("784-128-10", new MnistDense(Batch, (ulong)seed), new MnistDense(Batch, (ulong)seed), seed);
        for (int seed = 1; seed <= rounds; seed++)
            Add("LeNet-5", new MnistConvolutions(Batch, (ulong)seed), new MnistConvolutions(Batch, (ulong)seed), seed);
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {table}

            {train.Count:N0} training examples, {epochs} epochs in {Cycles} cycles, batches of {Batch}, SGD with momentum 0.9; accuracy and log loss on the
            {test.Count:N0} examples of t10k. A seed is that of the weights and of the order. One cycle is the same run with the rate going down once.
            """);
        Console.WriteLine(text);
        if (save)
            ResultFile.Write("snapshots-", "Snapshot ensembles on MNIST", text);

        void Add<TNetwork>(string name, TNetwork network, TNetwork single, int seed)
            where TNetwork : class, INetwork<TNetwork, int>
        {
            var options = new FitOptions { Epochs = epochs, BatchSize = Batch, Seed = (ulong)seed, RestoreBest = false };
            Ensemble<TNetwork, int> ensemble = SnapshotEnsemble.Fit(network, train, options: options, cycles: Cycles).Ensemble;
            Ensemble<TNetwork, int> once = SnapshotEnsemble.Fit(single, train, options: options, cycles: 1).Ensemble;
            IReadOnlyList<MetricValue>[] members =
                [.. Enumerable.Range(0, ensemble.Count).Select(i => ensemble.Member(i).Measure(test, new Accuracy(), new LogLoss()))];
            IReadOnlyList<MetricValue> together = ensemble.Measure(test, new Accuracy(), new LogLoss());
            table.Add(
                name,
                seed.ToString(CultureInfo.InvariantCulture),
                string.Join(" ", members.Select(static member => Percent(member[0].Value))),
                Percent(members.Max(static member => member[0].Value)),
                Percent(together[0].Value),
                Percent(once.Measure(test, new Accuracy())[0].Value),
                members.Min(static member => member[1].Value).ToString("F4", CultureInfo.InvariantCulture),
                together[1].Value.ToString("F4", CultureInfo.InvariantCulture));
        }
    }

    private static bool IsWhole(int epochs) => epochs > 0 && epochs % Cycles == 0;

    private static string Percent(double share) => (100 * share).ToString("F2", CultureInfo.InvariantCulture);

    private static (string Folder, int Rounds, int Epochs, bool Save) Parse(string[] args)
    {
        (string? folder, int rounds, int epochs, bool save) = (null, 3, 20, false);
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--save")
                save = true;
            else if (args[i] == "--rounds" && i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out rounds) && rounds > 0)
                i++;
            else if (args[i] == "--epochs" && i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out epochs) && IsWhole(epochs))
                i++;
            else if (folder is null && !args[i].StartsWith('-'))
                folder = args[i];
            else
                throw new ArgumentException("snapshots takes FOLDER (of MNIST's four files), --rounds N, --epochs N (a multiple of 5) and --save.");
        }

        return (folder ?? throw new ArgumentException("snapshots takes FOLDER: that of MNIST's four files."), rounds, epochs, save);
    }
}
