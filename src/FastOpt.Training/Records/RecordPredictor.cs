using System.Globalization;

namespace FastOpt.Training;

/// <summary>
/// Predicts for records: inputs by a binder, normalized as while training, then a network, and back to the targets' units. Any number of threads may use it at
/// once, also while the network trains.
/// </summary>
/// <typeparam name="TRecord">The record.</typeparam>
/// <typeparam name="TTarget"><see cref="int"/> where the label is a class, <see cref="float"/> where labels are numbers.</typeparam>
public sealed class RecordPredictor<TRecord, TTarget>
    where TRecord : IRecord<TRecord, TTarget>
    where TTarget : unmanaged
{
    private const int MostOnStack = 1024;

    private readonly RecordBinder<TRecord, TTarget> _binder;
    private readonly Predictor _predictor;
    private readonly Normalizer? _inputs;
    private readonly TargetNormalizer? _targets;

    /// <summary>Puts them together.</summary>
    /// <param name="binder">How records become inputs.</param>
    /// <param name="predictor">The network.</param>
    /// <param name="inputs">How the inputs were normalized; null where they were not.</param>
    /// <param name="targets">How the targets were normalized; null where they were not.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public RecordPredictor(RecordBinder<TRecord, TTarget> binder, Predictor predictor, Normalizer? inputs = null, TargetNormalizer? targets = null)
    {
        ArgumentNullException.ThrowIfNull(binder);
        ArgumentNullException.ThrowIfNull(predictor);
        RequireSize(binder.InputSize, inputs?.Size ?? binder.InputSize, "normalizer takes", nameof(inputs));
        RequireSize(binder.InputSize, predictor.InputSize, "network takes", nameof(predictor));
        if (targets is not null && targets.Size != predictor.OutputSize)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The network has {predictor.OutputSize} outputs, but the targets' normalizer {targets.Size}."),
                nameof(targets));
        }

        (_binder, _predictor, _inputs, _targets) = (binder, predictor, inputs, targets);
    }

    /// <summary>Outputs of the network.</summary>
    public int OutputSize => _predictor.OutputSize;

    /// <summary>Writes what the network predicts, in the targets' units; for classes their logits. Up to 1,024 inputs it allocates nothing.</summary>
    /// <param name="record">The record; its labels are not read.</param>
    /// <param name="outputs">[<see cref="OutputSize"/>].</param>
    /// <exception cref="ArgumentException">The length does not fit, or a value is missing, not finite or unknown where it must not be.</exception>
    public void Predict(TRecord record, Span<float> outputs)
    {
        int size = _binder.InputSize;
        Span<float> rows = size <= MostOnStack ? stackalloc float[2 * MostOnStack] : new float[2 * size];
        Span<float> row = rows[..size], normalized = rows.Slice(size, size);
        _binder.WriteInputs(record, row);
        if (_inputs is not null)
            _inputs.Apply(row, normalized);
        _predictor.Predict(_inputs is null ? row : normalized, outputs);
        _targets?.Invert(outputs);
    }

    /// <summary>What the network predicts, in the targets' units; for classes their logits.</summary>
    /// <exception cref="ArgumentException">A value is missing, not finite or unknown where it must not be.</exception>
    public float[] Predict(TRecord record)
    {
        float[] outputs = new float[OutputSize];
        Predict(record, outputs);
        return outputs;
    }

    /// <summary>The name of the class whose output is the largest; the first of equals.</summary>
    /// <exception cref="InvalidOperationException">
    /// The label is a number and no class, the network has not as many outputs as there are classes, or an output is not a number.
    /// </exception>
    public string Classify(TRecord record)
    {
        IReadOnlyList<string> classes = _binder.ClassNames;
        if (classes.Count != OutputSize)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"The network has {OutputSize} outputs, but the records' label has {classes.Count} classes."));
        }

        return MetricBatch.Largest(Predict(record)) is >= 0 and int best
            ? classes[best]
            : throw new InvalidOperationException("An output of the network is not a number.");
    }

    private static void RequireSize(int made, int taken, string what, string argument)
    {
        if (made != taken)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"A {TRecord.Schema.Name} becomes {made} inputs, but the {what} {taken}."), argument);
        }
    }
}

/// <summary>Makes predictors of records.</summary>
public static class RecordPrediction
{
    /// <summary>A predictor of records, with the network's weights as they are now.</summary>
    /// <param name="binder">How records become inputs.</param>
    /// <param name="network">The network.</param>
    /// <param name="inputs">How the inputs were normalized; null where they were not.</param>
    /// <param name="targets">How the targets were normalized; null where they were not.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static RecordPredictor<TRecord, TTarget> CreatePredictor<TNetwork, TRecord, TTarget>(
        this RecordBinder<TRecord, TTarget> binder, INetwork<TNetwork, TTarget> network, Normalizer? inputs = null, TargetNormalizer? targets = null)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TRecord : IRecord<TRecord, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        return new RecordPredictor<TRecord, TTarget>(binder, network.CreatePredictor(maxBatch: 1), inputs, targets);
    }
}
