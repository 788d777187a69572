using System.Runtime.InteropServices;
using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>What an online trainer checks: each mistake is one error that names the network, the sample and the value, and nothing is changed.</summary>
internal static class OnlineChecks
{
    public static void Options<TNetwork, TTarget>(TNetwork network, OnlineOptions options)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        string name = TNetwork.Summary.Name;
        AtLeast(options.BatchSize, 1, "BatchSize");
        AtLeast(options.Cooldown, 0, "Cooldown");
        AtLeast(options.Replay, 0, "Replay");
        AtLeast(options.ReplayPerStep, 0, "ReplayPerStep");
        AtLeast(options.Window, 1, "Window");
        AtMost(options.Replay, Math.Max(TNetwork.InputSize, TNetwork.OutputSize), "Replay");
        AtMost(options.Window, TNetwork.OutputSize, "Window");
        if (!(options.Fading > 0 && options.Fading <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.Fading, Invariant($"Fading is {options.Fading}, but it must be above 0 and at most 1."));
        }

        long batch = (long)options.BatchSize + options.ReplayPerStep;
        if (batch > network.MaxBatch)
        {
            string parts = Invariant($"BatchSize {options.BatchSize} and ReplayPerStep {options.ReplayPerStep} make steps of {batch} samples");
            throw new ArgumentException(
                Invariant($"{name}: {parts}, but the network was made with maxBatch {network.MaxBatch}; make it with maxBatch: {batch}."), nameof(options));
        }

        if (options.ReplayPerStep > 0 && options.Replay == 0)
            throw new ArgumentException(Invariant($"ReplayPerStep is {options.ReplayPerStep}, but Replay is 0: no samples are kept."), nameof(options));
        if (!Enum.IsDefined(options.Signal))
            throw new ArgumentException($"Signal is {options.Signal}, which is none of Error, Loss.", nameof(options));
        if (options.Time is null)
            throw new ArgumentException("Time is null; the system's clock is TimeProvider.System.", nameof(options));
        Distinct(options.Detectors ?? [], "Detectors");
        Distinct(options.Actions ?? throw new ArgumentException("Actions is null; a trainer without any has an empty list.", nameof(options)), "Actions");
        if (options.BatchSize == 1)
            OneSampleIsABatch<TNetwork, TTarget>(network);

        void AtLeast(int value, int least, string option)
        {
            if (value < least)
                throw new ArgumentOutOfRangeException(nameof(options), value, Invariant($"{option} is {value}, but it must be at least {least}."));
        }

        // An array holds them all.
        void AtMost(int samples, int size, string option)
        {
            int most = Array.MaxLength / size;
            if (samples <= most)
                return;
            string what = Invariant($"{option} is {samples}, but {name} has {size} numbers a sample, of which {most} samples are kept at most.");
            throw new ArgumentOutOfRangeException(nameof(options), samples, what);
        }

        static void Distinct<T>(IReadOnlyList<T> parts, string what)
            where T : class
        {
            for (int i = 0; i < parts.Count; i++)
            {
                if (parts[i] is null)
                    throw new ArgumentException(Invariant($"{what}[{i}] is null."), nameof(options));
                for (int j = 0; j < i; j++)
                {
                    if (ReferenceEquals(parts[i], parts[j]))
                        throw new ArgumentException(Invariant($"{what}[{j}] and {what}[{i}] are the same object."), nameof(options));
                }
            }
        }
    }

    /// <summary>The samples of a call, numbered on from those before.</summary>
    /// <returns>How many there are.</returns>
    public static int Samples<TNetwork, TTarget>(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, int targetSize, int outputs, long before)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        string name = TNetwork.Summary.Name;
        int size = TNetwork.InputSize, count = inputs.Length / size;
        if (inputs.Length == 0 || inputs.Length % size != 0)
            throw new ArgumentException(Invariant($"{name}: {inputs.Length} inputs are no whole number of samples of {size}, at least one."), nameof(inputs));
        if (targets.Length != (long)count * targetSize)
        {
            throw new ArgumentException(
                Invariant($"{name}: {targets.Length} targets, but {count} samples need {(long)count * targetSize}."), nameof(targets));
        }

        if (outputs != 0 && outputs != count * TNetwork.OutputSize)
        {
            throw new ArgumentException(
                Invariant($"{name}: there is room for {outputs} outputs, but {count} samples have {count * TNetwork.OutputSize}."), nameof(outputs));
        }

        Finite(inputs, size, "input", nameof(inputs));
        if (typeof(TTarget) == typeof(float))
            Finite(MemoryMarshal.Cast<TTarget, float>(targets), targetSize, "target", nameof(targets));
        if (typeof(TTarget) == typeof(int))
            Labels(MemoryMarshal.Cast<TTarget, int>(targets));
        return count;

        void Finite(ReadOnlySpan<float> values, int width, string what, string argument)
        {
            for (int i = 0; i < values.Length; i++)
            {
                if (float.IsFinite(values[i]))
                    continue;
                string where = Invariant($"{what} {i % width} of sample {before + (i / width)}");
                throw new ArgumentException(Invariant($"{name}: {where} is {values[i]}, but a network takes finite numbers. Nothing was learned."), argument);
            }
        }

        void Labels(ReadOnlySpan<int> labels)
        {
            for (int i = 0; i < labels.Length; i++)
            {
                if ((uint)labels[i] >= (uint)TNetwork.OutputSize)
                {
                    string what = Invariant($"the label of sample {before + i} is {labels[i]}, but the network has classes 0 to {TNetwork.OutputSize - 1}");
                    throw new ArgumentException($"{name}: {what}. Nothing was learned.", nameof(targets));
                }
            }
        }
    }

    /// <summary>A batch of one sample has no statistics over it: better said before the first sample than behind it.</summary>
    private static void OneSampleIsABatch<TNetwork, TTarget>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        try
        {
            int targets = typeof(TTarget) == typeof(int) ? 1 : TNetwork.OutputSize;
            network.ComputeGradients(new float[TNetwork.InputSize], new TTarget[targets], new float[TNetwork.ParameterCount]);
        }
        catch (ArgumentException mistake)
        {
            throw new ArgumentException(
                $"{TNetwork.Summary.Name} cannot learn a single sample: set BatchSize above 1. {mistake.Message}", "options", mistake);
        }
    }
}
