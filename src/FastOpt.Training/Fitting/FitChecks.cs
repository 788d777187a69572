using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>What is checked before a run changes anything: each mistake is one error that names the network, the place and the value.</summary>
internal static class FitChecks
{
    public static void Check<TNetwork, TTarget>(
        INetwork<TNetwork, TTarget> network,
        DataSet<TTarget> train,
        DataSet<TTarget>? validation,
        FitOptions options,
        IReadOnlyList<Metric<TTarget>> metrics)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        CheckOptions(TNetwork.Summary.Name, network.MaxBatch, options);
        CheckMetrics(metrics, validation is not null);
        CheckData<TNetwork, TTarget>(train, "train");
        if (validation is not null)
            CheckData<TNetwork, TTarget>(validation, "validation");
        CheckLastBatch(network, train, options.BatchSize);
    }

    private static void CheckOptions(string name, int maxBatch, FitOptions options)
    {
        AtLeast(options.Epochs, 1, "Epochs");
        AtLeast(options.BatchSize, 1, "BatchSize");
        AtLeast(options.CheckpointEvery, 0, "CheckpointEvery");
        AtLeast(options.Patience ?? 0, 0, "Patience");
        if (options.BatchSize > maxBatch)
        {
            Throw("options", Invariant(
                $"{name}: BatchSize is {options.BatchSize}, but the network was made with maxBatch {maxBatch}; make it with new {name}(maxBatch: {options.BatchSize})."));
        }

        if (options.Callbacks is null)
            Throw("options", "Callbacks is null; a run without any has an empty list.");
        for (int i = 0; i < options.Callbacks.Count; i++)
        {
            if (options.Callbacks[i] is null)
                Throw("options", Invariant($"Callbacks[{i}] is null."));
            for (int j = 0; j < i; j++)
            {
                if (ReferenceEquals(options.Callbacks[i], options.Callbacks[j]))
                    Throw("options", Invariant($"Callbacks[{i}] and Callbacks[{j}] are the same {options.Callbacks[i].Name}; a run calls each once."));
            }
        }

        if (options.CheckpointDirectory is not null && string.IsNullOrWhiteSpace(options.CheckpointDirectory))
            Throw("options", "CheckpointDirectory is empty; name a folder, or leave it null.");
        if (options.CheckpointEvery > 0 && options.CheckpointDirectory is null)
            Throw("options", Invariant($"CheckpointEvery is {options.CheckpointEvery}, but there is no CheckpointDirectory."));
        if (options.Resume && options.CheckpointDirectory is null && !options.Callbacks.OfType<ModelCheckpoint>().Any())
            Throw("options", "Resume is set, but there is no CheckpointDirectory to resume from.");

        void AtLeast(int value, int least, string option)
        {
            if (value < least)
                throw new ArgumentOutOfRangeException(nameof(options), value, Invariant($"{option} is {value}, but it must be at least {least}."));
        }
    }

    private static void CheckMetrics<TTarget>(IReadOnlyList<Metric<TTarget>> metrics, bool isValidated)
        where TTarget : unmanaged
    {
        if (metrics.Count > 0 && !isValidated)
            Throw("metrics", $"Metrics are taken over validation examples, but there are none: {metrics[0]?.Name}.");
        for (int i = 0; i < metrics.Count; i++)
        {
            if (metrics[i] is null)
                Throw("metrics", Invariant($"metrics[{i}] is null."));
            for (int j = 0; j < i; j++)
            {
                if (metrics[i].Name == metrics[j].Name)
                    Throw("metrics", Invariant($"metrics[{j}] and metrics[{i}] are both named \"{metrics[i].Name}\"."));
            }
        }
    }

    private static void CheckData<TNetwork, TTarget>(DataSet<TTarget> data, string which)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        string name = TNetwork.Summary.Name;
        bool isLabelled = typeof(TTarget) == typeof(int);
        if (data.Count == 0)
            Throw(which, $"{name}: {which} has no examples.");
        if (data.InputSize != TNetwork.InputSize)
            Throw(which, Invariant($"{name}: {which} has {data.InputSize} inputs for each example, but the network takes {TNetwork.InputSize}."));
        int targets = isLabelled ? 1 : TNetwork.OutputSize;
        if (data.TargetSize != targets)
        {
            string expected = isLabelled ? "1 label" : Invariant($"{targets}, its outputs");
            Throw(which, Invariant($"{name}: {which} has {data.TargetSize} targets for each example, but the network learns from {expected}."));
        }

        CheckFinite(data.Inputs, data.InputSize, data.InputNames, $"{name}: {which}", "input", which);
        if (isLabelled)
            CheckLabels(MemoryMarshal.Cast<TTarget, int>(data.Targets), TNetwork.OutputSize, $"{name}: {which}", which);
        else if (typeof(TTarget) == typeof(float))
            CheckFinite(MemoryMarshal.Cast<TTarget, float>(data.Targets), data.TargetSize, data.TargetNames, $"{name}: {which}", "target", which);
    }

    private static void CheckFinite(ReadOnlySpan<float> values, int size, IReadOnlyList<string> names, string where, string what, string argument)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsFinite(values[i]))
                continue;
            int column = i % size;
            string named = column < names.Count ? $" \"{names[column]}\"" : "";
            Throw(argument, Invariant($"{where}: {what} {column}{named} of example {i / size} is {values[i]}, but a network takes finite numbers."));
        }
    }

    private static void CheckLabels(ReadOnlySpan<int> labels, int classes, string where, string argument)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
            {
                Throw(argument, Invariant($"{where}: the label of example {i} is {labels[i]}, but the network has classes 0 to {classes - 1}."));
            }
        }
    }

    /// <summary>A batch of one example has no statistics over it: the network says so in the last step of an epoch, and here before the first.</summary>
    private static void CheckLastBatch<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network, DataSet<TTarget> train, int batchSize)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        if (train.Count % batchSize != 1 && batchSize != 1)
            return;
        try
        {
            network.ComputeGradients(train.Input(0), train.Target(0), new float[TNetwork.ParameterCount]);
        }
        catch (ArgumentException mistake) when (batchSize > 1)
        {
            throw new ArgumentException(
                Invariant($"{train.Count} examples in batches of {batchSize} leave a last batch of one, which fails. Take another BatchSize. {mistake.Message}"),
                "options",
                mistake);
        }
    }

    [DoesNotReturn]
    private static void Throw(string argument, string message) => throw new ArgumentException(message, argument);
}
