using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace FastOpt.Wasm;

/// <summary>What a model is after training: its losses and all that it keeps of its weights and running statistics.</summary>
/// <param name="Name">The model's.</param>
/// <param name="StepsPerSecond">Timed after the steps whose losses are here.</param>
/// <param name="Values">The loss of every step, then parameters, then running statistics.</param>
public sealed record Trained(string Name, double StepsPerSecond, float[] Values)
{
    /// <summary>Steps whose losses are kept.</summary>
    public const int Steps = 60;

    /// <summary>What a line of <see cref="ToString"/> starts with.</summary>
    public const string Prefix = "trained ";

    /// <summary>The loss of the last of <see cref="Steps"/>.</summary>
    public float LastLoss => Values[Steps - 1];

    /// <summary>One line of text, which <see cref="Parse"/> reads back to the bit.</summary>
    public override string ToString() => FormattableString.Invariant($"{Prefix}{Name} {StepsPerSecond:F0} {Convert.ToHexString(MemoryMarshal.AsBytes<float>(Values))}");

    /// <summary>Reads a line of <see cref="ToString"/>.</summary>
    public static Trained Parse(string line)
    {
        string[] words = line[Prefix.Length..].Split(' ');
        float[] values = MemoryMarshal.Cast<byte, float>(Convert.FromHexString(words[2])).ToArray();
        return new Trained(words[0], double.Parse(words[1], CultureInfo.InvariantCulture), values);
    }

    /// <summary>Trains every model. Three threads are asked for: without threads, the one that is there does all.</summary>
    public static IEnumerable<Trained> All()
    {
        yield return Train<Dense2, int>(32, static random => random.Next(Dense2.OutputSize));
        yield return Train<Convolution, int>(16, static random => random.Next(Convolution.OutputSize));
        yield return Train<Normalized, float>(24, Value);
    }

    private static float Value(Random random) => (2 * random.NextSingle()) - 1;

    private static Trained Train<TNetwork, TTarget>(int batch, Func<Random, TTarget> target)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        var random = new Random(7);
        TNetwork model = TNetwork.Create(batch, seed: 42, threads: 3);
        int targetsPerExample = typeof(TTarget) == typeof(int) ? 1 : TNetwork.OutputSize;
        float[] inputs = [.. Enumerable.Range(0, batch * TNetwork.InputSize).Select(_ => Value(random))];
        TTarget[] targets = [.. Enumerable.Range(0, batch * targetsPerExample).Select(_ => target(random))];
        List<float> values = [];
        for (int step = 0; step < Steps; step++)
            values.Add(model.TrainStep(inputs, targets));

        float[] parameters = new float[TNetwork.ParameterCount];
        model.CopyParametersTo(parameters);
        float[] buffers = new float[TNetwork.BufferCount];
        model.CopyBuffersTo(buffers);
        return new Trained(typeof(TNetwork).Name, Measure(model, inputs, targets), [.. values, .. parameters, .. buffers]);
    }

    /// <summary>The steps of half a second, after those that warm up.</summary>
    private static double Measure<TNetwork, TTarget>(TNetwork model, float[] inputs, TTarget[] targets)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        for (int step = 0; step < 200; step++)
            model.TrainStep(inputs, targets);
        long start = Stopwatch.GetTimestamp();
        int steps = 0;
        for (; Stopwatch.GetElapsedTime(start).TotalSeconds < 0.5; steps++)
            model.TrainStep(inputs, targets);
        return steps / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
