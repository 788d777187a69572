using FastOpt.Training;

namespace FastOpt.Mpi.Ranks;

/// <summary>Runs the code of docs/distributed.md in a folder.</summary>
internal static class PageRun
{
    public static void Run(MpiCommunicator processes, string folder)
    {
        Directory.CreateDirectory(folder);
        Environment.CurrentDirectory = folder;
        DataSet<int> train = Examples.Make(784, 256, seed: 1), validation = Examples.Make(784, 64, seed: 2);
        FitResult fit = DistributedPage.Fit(processes, train, validation);
        float loss = DistributedPage.Loop(processes, train);
        if (!processes.IsFirst)
            return;
        int checkpoints = Directory.GetFiles("checkpoints", "checkpoint-*.safetensors").Length;
        bool isThere = File.Exists("digits.safetensors");
        Console.WriteLine(FormattableString.Invariant($"ok: {fit.End}, {checkpoints} checkpoints, weights {isThere}, loss below 1 {loss < 1}"));
    }
}
