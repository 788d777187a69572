using System.Globalization;
using FastOpt.Mpi;

namespace FastOpt.Benchmarks.RankPeer;

/// <summary>Steps of a network on all processes together, with random examples.</summary>
internal static class StepTimes
{
    public static void Run(MpiCommunicator processes, string network, int batch, int seconds)
    {
        switch (network)
        {
            case "small": Run<Small, SmallAlone>(processes, batch, seconds); break;
            case "large": Run<Large, LargeAlone>(processes, batch, seconds); break;
            case "vgg": Run<Vgg, VggAlone>(processes, batch, seconds); break;
            default: throw new ArgumentException($"There is no network '{network}'.");
        }
    }

    private static void Run<TNetwork, TAlone>(MpiCommunicator processes, int batch, int seconds)
        where TNetwork : class, INetwork<TNetwork, int>, IDistributed<int>
        where TAlone : class, INetwork<TAlone, int>
    {
        float[] inputs = new float[batch * TNetwork.InputSize];
        int[] labels = new int[batch];
        var random = new Random(1);
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = random.NextSingle();
        for (int i = 0; i < batch; i++)
            labels[i] = random.Next(TNetwork.OutputSize);
        TNetwork network = TNetwork.Create(batch, seed: 1);
        network.Communicator = processes;
        Print(processes, "shared", Stopclock.Nanoseconds(processes, seconds, () => network.TrainStep(inputs, labels)));
        if (processes.Size > 1)
            return;
        TAlone alone = TAlone.Create(batch, seed: 1);
        Print(processes, "alone", Stopclock.Nanoseconds(processes, seconds, () => alone.TrainStep(inputs, labels)));
        Print(processes, "parameters", TNetwork.ParameterCount);
        Print(processes, "flops", TNetwork.Summary.FlopsPerExample);
        Print(processes, "granule", TNetwork.GranuleSize);
    }

    public static void Print(MpiCommunicator processes, string what, double figure)
    {
        if (processes.IsFirst)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"figure {what} {figure:R}"));
    }
}
