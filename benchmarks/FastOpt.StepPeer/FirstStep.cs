using System.Diagnostics;
using FastOpt.Benchmarks.Networks;

namespace FastOpt.Benchmarks;

/// <summary>What a program does that declares 2-16-16-2 and trains at once: constructs it and takes one step.</summary>
internal static class FirstStep
{
    private const int Batch = 32;

    /// <summary>Prints two stamps of the system's steady clock, when Main began and when the step was finished, and the loss.</summary>
    public static void Run(long main)
    {
        var inputs = new float[Batch * Net2x16x16x2.InputSize];
        var labels = new int[Batch];
        for (int i = 0; i < Batch; i++)
        {
            inputs[2 * i] = i / (float)Batch;
            inputs[(2 * i) + 1] = 1 - inputs[2 * i];
            labels[i] = i % Net2x16x16x2.OutputSize;
        }

        var network = new Net2x16x16x2(Batch, seed: 1);
        float loss = network.TrainStep(inputs, labels);
        long finished = Stopwatch.GetTimestamp();
        Console.WriteLine($"{main} {finished} {loss}");
    }
}
