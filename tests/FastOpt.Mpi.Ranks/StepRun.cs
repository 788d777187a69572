using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FastOpt.Training;

namespace FastOpt.Mpi.Ranks;

/// <summary>
/// Steps in a loop of one's own: every process gives the whole batch, or brings a share of its own. Batches are of odd sizes, some of fewer granules than there
/// are processes. What comes out is a hash of all losses, weights, buffers and states, the same for every number of processes and threads.
/// </summary>
internal static class StepRun
{
    private const int Largest = 96, Window = 30;
    private static readonly int[] Batches = [96, 64, 33, 7, 1 + 64, 50];

    public static void Run(MpiCommunicator processes, string[] arguments)
    {
        switch (arguments[1])
        {
            case "dense": Run<DenseNetwork>(processes, arguments); break;
            case "normalized": Run<NormalizedNetwork>(processes, arguments); break;
            case "convolutional": Run<ConvolutionalNetwork>(processes, arguments); break;
            default: throw new ArgumentException($"There is no network '{arguments[1]}'.");
        }
    }

    private static void Run<TNetwork>(MpiCommunicator processes, string[] arguments)
        where TNetwork : class, INetwork<TNetwork, int>, IDistributed<int>
    {
        int steps = (int)Arguments.Number(arguments, "--steps", 200), threads = (int)Arguments.Number(arguments, "--threads", 1);
        bool isShared = Arguments.Number(arguments, "--share", 0) == 1;
        DataSet<int> data = Examples.Make(TNetwork.InputSize, 1024, seed: 5);
        TNetwork network = TNetwork.Create(Largest, seed: 3, threads);
        processes.Compare(network);
        network.Communicator = processes;
        float[] losses = new float[steps];
        long allocated = 0, least = long.MaxValue;
        for (int step = 0; step < steps; step++)
        {
            int count = Batches[step % Batches.Length], first = step * 37 % (data.Count - count);
            (int from, int own) = isShared ? Share(processes, TNetwork.GranuleSize, count) : (0, count);
            ReadOnlySpan<float> inputs = data.Inputs.Slice((first + from) * data.InputSize, own * data.InputSize);
            ReadOnlySpan<int> targets = data.Targets.Slice(first + from, own);
            long before = GC.GetAllocatedBytesForCurrentThread();
            losses[step] = isShared ? network.TrainShare(inputs, targets) : network.TrainStep(inputs, targets);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            if ((step + 1) % Window == 0)
                (least, allocated) = (Math.Min(least, allocated), 0);
        }

        // The runtime itself allocates when a thread first waits, whenever that is: a step that allocates does so in every window.
        if (least != 0)
            throw new InvalidOperationException($"{Window} steps in a row allocated {least} bytes or more, wherever they were.");
        CheckMemory<TNetwork>(processes);
        if (!float.IsFinite(losses[^1]) || losses.AsSpan(steps / 2).ToArray().Average() > losses.AsSpan(0, steps / 2).ToArray().Average())
            throw new InvalidOperationException($"{TNetwork.Summary.Name} does not learn: its loss goes from {losses[0]} to {losses[^1]}.");
        string hash = Hash(network, losses);
        IReadOnlyList<string> all = processes.Gather(hash);
        if (all.Distinct().Count() != 1)
            throw new InvalidOperationException($"The processes end with different networks: {string.Join(", ", all)}.");
        if (processes.IsFirst)
            Console.WriteLine($"sha256 {hash}");
    }

    /// <summary>Whether this process has the others' buffers before it, as it should: not where a rule takes the norm of all gradients.</summary>
    private static void CheckMemory<TNetwork>(MpiCommunicator processes)
        where TNetwork : class, INetwork<TNetwork, int>
    {
        int expected = processes.SharesMemory && processes.Size > 1 && TNetwork.Summary.GradientRules.Count == 0 ? processes.Size : 0;
        if (!OperatingSystem.IsLinux())
            return;
        int buffers = File.ReadLines("/proc/self/maps").Count(static line => line.Contains("/dev/shm/fastopt-", StringComparison.Ordinal));
        if (expected == 0 ? buffers > 0 : buffers < expected)
            throw new InvalidOperationException($"{TNetwork.Summary.Name}: {buffers} buffers are in shared memory; {expected} are expected.");
    }

    /// <summary>What a process brings: whole granules, but for the last one; another division than the network's own, and nothing from some.</summary>
    private static (int First, int Count) Share(MpiCommunicator processes, int granule, int count)
    {
        int granules = (count + granule - 1) / granule;
        int Cut(int process) => process == processes.Size ? count : Math.Min(granules * process * process / (processes.Size * processes.Size) * granule, count);
        return (Cut(processes.Rank), Cut(processes.Rank + 1) - Cut(processes.Rank));
    }

    public static string Hash<TNetwork>(INetwork<TNetwork, int> network, ReadOnlySpan<float> losses)
        where TNetwork : class, INetwork<TNetwork, int>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        float[] weights = new float[TNetwork.ParameterCount], buffers = new float[TNetwork.BufferCount];
        byte[] state = new byte[network.StateBytes];
        network.CopyParametersTo(weights);
        network.CopyBuffersTo(buffers);
        network.CopyStateTo(state);
        hash.AppendData(MemoryMarshal.AsBytes(losses));
        hash.AppendData(MemoryMarshal.AsBytes<float>(weights));
        hash.AppendData(MemoryMarshal.AsBytes<float>(buffers));
        hash.AppendData(state);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
