namespace FastOpt.Training;

// Normalized copies of data sets.
public sealed partial class Normalizer
{
    /// <summary>A normalized copy.</summary>
    /// <exception cref="ArgumentException">The examples are of another size, or a value has no logarithm.</exception>
    public DataSet<TTarget> Apply<TTarget>(DataSet<TTarget> data)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        return new DataSet<TTarget>(Normalized(data), data.TargetArray, Size, data.TargetSize)
        {
            InputNames = NamesOf(data),
            TargetNames = data.TargetNames,
            ClassNames = data.ClassNames,
        };
    }

    /// <summary>A normalized copy, which remains what is learned from.</summary>
    /// <exception cref="ArgumentException">The examples are of another size, or a value has no logarithm.</exception>
    public TrainSet<TTarget> Apply<TTarget>(TrainSet<TTarget> train)
        where TTarget : unmanaged => new(Apply((DataSet<TTarget>)train));

    /// <summary>A normalized copy of all three parts.</summary>
    /// <exception cref="ArgumentException">The examples are of another size, or a value has no logarithm.</exception>
    public DataSplit<TTarget> Apply<TTarget>(DataSplit<TTarget> split)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(split);
        return new DataSplit<TTarget>(Apply(split.Train), Apply(split.Validation), Apply(split.Test));
    }

    private float[] Normalized<TTarget>(DataSet<TTarget> data)
        where TTarget : unmanaged
    {
        if (data.InputSize != Size)
            throw new ArgumentException($"The normalizer was fitted to {Size} inputs; these examples have {data.InputSize}.", nameof(data));
        float[] outputs = new float[data.Inputs.Length];
        Apply(data.Inputs, outputs);
        return outputs;
    }

    private IReadOnlyList<string> NamesOf<TTarget>(DataSet<TTarget> data)
        where TTarget : unmanaged =>
            _whitening is not null && _kind == Whitening.Pca ? [.. Enumerable.Range(1, Size).Select(i => $"component {i}")] : data.InputNames;
}
