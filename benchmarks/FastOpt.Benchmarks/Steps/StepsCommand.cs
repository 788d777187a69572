using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Peers;
using FastOpt.Benchmarks.Reports;

namespace FastOpt.Benchmarks.Steps;

/// <summary>`steps`: whole steps of FastOpt and its peers, interleaved in one run on one core.</summary>
internal static class StepsCommand
{
    private const string Explanation = """
        One thread each. A figure is the median over rounds in which all engines take turns, in microseconds of the thread's own time; "best" is FastOpt's best round.
        GFLOP/s counts the matrix products alone, over the whole step's time; the peak is that of fused multiply-adds in the same rounds. × is the peer's time
        divided by FastOpt's; PyTorch stands for the fastest of its BLAS builds and of its forms of Adam. Bytes are what a step allocates.
        A prediction of one example reads each weight once: GB/s is at what rate, beside that of a loop that only reads as many bytes, in the same rounds.
        """;

    public static void Run(string[] args)
    {
        StepOptions options = StepOptions.Parse(args);
        StepCase[] cases = [.. StepCases.All.Where(step => options.Matches(step) || StepCases.All.Any(other => ReferenceEquals(other.Neighbor, step) && options.Matches(other)))];
        if (cases.Length == 0)
            throw new ArgumentException("No case has such a name. There are: " + string.Join("; ", StepCases.All.Select(step => step.Name)));

        Console.WriteLine(ResultFile.MachineLine);
        List<Peer> peers = PeerPrograms.Start(options.Peers);
        try
        {
            var results = new List<StepResult>();
            foreach (StepCase step in cases)
            {
                results.Add(StepRunner.Run(step, step.IsNeighbor ? [] : peers, options.Rounds));
                Console.WriteLine(results[^1].ToJson());
            }

            string text = $"{StepTable.Create(results)}\n\n{Explanation}{SwitchedOff.Note}\n\nFMA peak: {results.Max(result => result.Peak):0.0} GFLOP/s.\n" +
                string.Concat(peers.Select(peer => $"\n- {peer.Name}: {peer.Description}"));
            Console.WriteLine();
            Console.WriteLine(text);
            if (options.Save)
                ResultFile.Write(options.Page, $"Steps on {Processor.Name}", text);
        }
        finally
        {
            peers.ForEach(peer => peer.Dispose());
        }
    }
}
