using System.Globalization;
using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Measuring;
using FastOpt.Benchmarks.Networks;
using FastOpt.Benchmarks.Peers;
using FastOpt.Benchmarks.Reports;
using FastOpt.Benchmarks.Steps;

namespace FastOpt.Benchmarks.Programs;

/// <summary>`memory`: the most memory that a process holds which trains 784-1024-1024-10, FastOpt's beside PyTorch's.</summary>
internal static class MemoryCommand
{
    private const int Steps = 20;

    public static void Run(string[] args)
    {
        bool isBuilt = args.Contains("--no-build");
        StepCase step = StepCases.Train<Net784x1024x1024x10>(256);
        List<Peer> peers = [.. ((string[])[StepPeerProgram.Version3, StepPeerProgram.Jit]).Select(name => StepPeerProgram.Build(name, isBuilt)?.StartPeer()).OfType<Peer>()];
        peers.AddRange(PeerPrograms.Start([PeerPrograms.PyTorch]));
        try
        {
            var table = new MarkdownTable("process", ">before MB", ">peak MB", ">× the best FastOpt");
            List<(string Name, long Before, long Peak)> figures = [.. peers.Select(peer => Measure(peer, step))];
            long best = figures.Where(figure => figure.Name != PeerPrograms.PyTorch).Min(figure => figure.Peak);
            foreach (var (name, before, peak) in figures)
                table.Add(name, Megabytes(before), Megabytes(peak), ((double)peak / best).ToString("0.0", CultureInfo.InvariantCulture));
            string text = $"""
                {table}

                Peak resident bytes of a process that trains {step.Name} for {Steps} steps, four batches in memory; "before" is what it held before the network was made. PyTorch's Adam is by tensor, the
                smaller of its forms. FastOpt's own buffer is {Megabytes(Net784x1024x1024x10.Summary.TotalBytes(step.Batch))} MB by its plan, the four batches {Megabytes(4L * step.Batch * 784 * sizeof(float))} MB.
                """;
            Console.WriteLine(text);
            ResultFile.Write("memory-", $"Memory on {Processor.Name}", text + "\n" + string.Concat(peers.Select(peer => $"\n- {peer.Name}: {peer.Description}")));
        }
        finally
        {
            peers.ForEach(peer => peer.Dispose());
        }
    }

    private static (string Name, long Before, long Peak) Measure(Peer peer, StepCase step)
    {
        long before = peer.PeakResidentBytes();
        IWork work = peer.Open(step, out string note, peer.Name == PeerPrograms.PyTorch ? "adam-by-tensor" : null) ?? throw new InvalidOperationException(note);
        work.Run(Steps);
        return (peer.Name, before, peer.PeakResidentBytes());
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
}
