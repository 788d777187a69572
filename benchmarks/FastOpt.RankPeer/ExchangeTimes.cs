using System.Numerics;
using FastOpt.Mpi;

namespace FastOpt.Benchmarks.RankPeer;

/// <summary>What it takes to give every process a piece, and to add what came.</summary>
internal static class ExchangeTimes
{
    private static readonly int[] Pieces = [8, 256, 4096, 65_536, 524_288, 4 << 20];

    public static void Run(MpiCommunicator processes, int seconds)
    {
        int size = processes.Size;
        if (size == 1)
        {
            float[] sum = new float[4 << 20], added = new float[4 << 20];
            StepTimes.Print(processes, "add", Stopclock.Nanoseconds(processes, seconds, () => Add(sum, added)) / sum.Length);
            return;
        }

        int[] lengths = new int[size];
        foreach (int piece in Pieces)
        {
            byte[] own = new byte[piece * size], all = new byte[piece * size];
            Array.Fill(lengths, piece);
            double gather = Stopclock.Nanoseconds(processes, seconds, () => processes.AllGather(own.AsSpan(0, piece), all, lengths));
            StepTimes.Print(processes, $"gather {piece}", gather);
            double toAll = Stopclock.Nanoseconds(processes, seconds, () => processes.AllToAll(own, lengths, all, lengths));
            StepTimes.Print(processes, $"all {piece}", toAll);
        }
    }

    private static void Add(float[] sum, float[] added)
    {
        for (int i = 0; i <= sum.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(sum, i) + new Vector<float>(added, i)).CopyTo(sum, i);
    }
}
