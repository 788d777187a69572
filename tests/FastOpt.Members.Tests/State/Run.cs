using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FastOpt.Members.Tests;

/// <summary>A run of training whose steps depend on their number alone, so that it can be cut and go on anywhere.</summary>
internal static class Run
{
    public const int Batch = 5;

    /// <summary>The targets of a step, whatever their kind.</summary>
    public static TTarget[] Targets<TNetwork, TTarget>(int examples, int step)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged =>
        typeof(TTarget) == typeof(int)
            ? MemoryMarshal.Cast<int, TTarget>(Batches.Labels(examples, TNetwork.OutputSize, (ulong)(1000 + step))).ToArray()
            : MemoryMarshal.Cast<float, TTarget>(Batches.Floats(examples * TNetwork.OutputSize, (ulong)(1000 + step))).ToArray();

    /// <summary>The inputs of a step.</summary>
    public static float[] Inputs<TNetwork, TTarget>(int examples, int step)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged => Batches.Floats(examples * TNetwork.InputSize, (ulong)(1 + step));

    /// <summary>One call of the run; every tenth ends an epoch, and where gradients are accumulated, two of three calls only add some.</summary>
    public static void Step<TNetwork, TTarget>(TNetwork network, int step)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        // A batch of one has no statistics.
        int examples = TNetwork.BufferCount > 0 ? 2 + (step % (Batch - 1)) : 1 + (step % Batch);
        float[] inputs = Inputs<TNetwork, TTarget>(examples, step);
        TTarget[] targets = Targets<TNetwork, TTarget>(examples, step);
        if (network is IGradientAccumulation<TTarget> accumulation && step % 3 != 2)
            accumulation.AccumulateGradients(inputs, targets);
        else
            network.TrainStep(inputs, targets);
        if (step % 10 == 9)
            network.Epoch++;
    }

    /// <summary>SHA-256 of all that the network keeps.</summary>
    public static string Hash<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged => Convert.ToHexStringLower(SHA256.HashData(State(network)));

    /// <summary>SHA-256 of the parameters alone.</summary>
    public static string WeightHash<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(network.ParametersOf())));

    /// <summary>The state.</summary>
    public static byte[] State<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        var state = new byte[network.StateBytes];
        network.CopyStateTo(state);
        return state;
    }
}
