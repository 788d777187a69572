using System.Diagnostics;
using System.Globalization;
using FastOpt.Training;

namespace FastOpt.Mpi.Ranks;

/// <summary>
/// A whole run with checkpoints, a log and an end that may come early: <c>fit DIR [--cut STEP --how cancel|kill --by RANK] [--resume 1] [--odd what]</c>. What
/// comes out is a hash of the network, its history and the log's file, the same for every number of processes and every cut.
/// </summary>
internal static class FitCase
{
    public static void Run(MpiCommunicator processes, string[] arguments)
    {
        string folder = arguments[1], log = Path.Combine(folder, "log.csv");
        string odd = processes.Rank == 1 ? Arguments.Text(arguments, "--odd") ?? "" : "";
        int by = (int)Arguments.Number(arguments, "--by", processes.Size - 1);
        using var cancellation = new CancellationTokenSource();
        var cut = new Cut((long)Arguments.Number(arguments, "--cut", -1), processes.Rank == by, Arguments.Text(arguments, "--how") == "kill", cancellation);
        DataSet<int> data = Examples.Make(NormalizedNetwork.InputSize, 530, seed: odd == "data" ? 6 : 5);
        DataSet<int> validation = Examples.Make(NormalizedNetwork.InputSize, 100, seed: 7);
        var network = new NormalizedNetwork(maxBatch: 64, seed: odd == "weights" ? 4u : 3u, threads: (int)Arguments.Number(arguments, "--threads", 1));
        FitResult result = network.Fit(
            processes,
            data,
            validation,
            new FitOptions
            {
                Epochs = odd == "epochs" ? 7 : 6,
                BatchSize = 64,
                Seed = 9,
                Callbacks = [cut, new CsvLog(log), new ReduceRateOnPlateau { Patience = 2 }],
                CheckpointDirectory = odd == "folder" ? Path.Combine(folder, "elsewhere") : folder,
                CheckpointEvery = 4,
                Resume = Arguments.Number(arguments, "--resume", 0) == 1,
                Cancellation = cancellation.Token,
            },
            [new Accuracy()]);
        float[] losses = [.. result.History.Epochs.SelectMany(static epoch => (float[])[(float)epoch.TrainLoss, (float)epoch.ValidationLoss])];
        string hash = StepRun.Hash(network, losses);
        if (processes.Gather(hash).Distinct().Count() != 1)
            throw new InvalidOperationException("The processes end with different networks.");
        if (!processes.IsFirst)
            return;
        string lines = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(log)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.End} behind step {result.Steps}, from step {result.ResumedAtStep}"));
        Console.WriteLine($"sha256 {hash} {lines}");
    }

    /// <summary>Cancels the run, or kills the process, behind a step, on one process alone.</summary>
    private sealed class Cut(long step, bool isHere, bool kills, CancellationTokenSource cancellation) : Callback
    {
        public override void StepDone(FitContext context, in StepReport report)
        {
            if (!isHere || report.Step != step)
                return;
            if (kills)
                Process.GetCurrentProcess().Kill();
            cancellation.Cancel();
        }
    }
}
