namespace FastOpt.Training;

/// <summary>
/// Brings a regression's targets to a common size while the network learns, and what it predicts back to the targets' units. Made by
/// <see cref="Normalizer.FitTargets"/>. It does not change, and may be used from several threads.
/// </summary>
public sealed class TargetNormalizer
{
    private readonly ColumnScaling _columns;

    private TargetNormalizer(ColumnScaling columns, IReadOnlyList<string> names, IReadOnlyList<string> warnings)
    {
        (_columns, Names, Warnings) = (columns, names, warnings);
        using var fingerprinter = new Fingerprinter();
        fingerprinter.Add("targets");
        columns.AddTo(fingerprinter);
        Fingerprint = fingerprinter.Finish();
    }

    /// <summary>Targets of an example.</summary>
    public int Size => _columns.Size;

    /// <summary>The names of the targets, as they were when it was fitted. Empty where they had none.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>One line for each target that has a single value, with its name. Empty if there is none, and in a normalizer that was loaded.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>64 bits that name what it does, to the last bit. Checkpoints compare it.</summary>
    public ulong Fingerprint { get; }

    private ColumnLabels Labels => new("target", Names);

    /// <summary>Normalizes rows of targets, in place if both spans are the same. Allocates nothing.</summary>
    /// <param name="targets">[rows × <see cref="Size"/>].</param>
    /// <param name="normalized">As long.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a value has no logarithm.</exception>
    public void Apply(ReadOnlySpan<float> targets, Span<float> normalized)
    {
        Normalizer.RequireRows(targets, normalized, Size, inPlace: true);
        _columns.Apply(targets, normalized, Labels);
    }

    /// <summary>Brings predictions back to the targets' units, in place. Allocates nothing.</summary>
    /// <param name="predictions">[rows × <see cref="Size"/>].</param>
    /// <exception cref="ArgumentException">The length is no whole number of rows.</exception>
    public void Invert(Span<float> predictions)
    {
        Normalizer.RequireRows(predictions, predictions, Size, inPlace: true);
        _columns.Invert(predictions, predictions);
    }

    /// <summary>A copy with normalized targets, over the same inputs.</summary>
    /// <exception cref="ArgumentException">The examples have another number of targets, or a value has no logarithm.</exception>
    public DataSet<float> Apply(DataSet<float> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new DataSet<float>(data.InputArray, Normalized(data), data.InputSize, Size) { InputNames = data.InputNames, TargetNames = data.TargetNames };
    }

    /// <summary>A copy with normalized targets, over the same inputs, which remains what is learned from.</summary>
    /// <exception cref="ArgumentException">The examples have another number of targets, or a value has no logarithm.</exception>
    public TrainSet<float> Apply(TrainSet<float> train) => new(Apply((DataSet<float>)train));

    /// <summary>A copy of all three parts with normalized targets, over the same inputs.</summary>
    /// <exception cref="ArgumentException">The examples have another number of targets, or a value has no logarithm.</exception>
    public DataSplit<float> Apply(DataSplit<float> split)
    {
        ArgumentNullException.ThrowIfNull(split);
        return new DataSplit<float>(Apply(split.Train), Apply(split.Validation), Apply(split.Test));
    }

    /// <summary>Writes what <see cref="Load"/> needs to do the same to the last bit.</summary>
    public void Save(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Set("kind", "targets");
        StoredNames.Save(state, Names);
        _columns.Save(state);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="FormatException">It is no normalizer of targets; named.</exception>
    public static TargetNormalizer Load(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        string kind = state.GetString("kind");
        if (kind != "targets")
            throw new FormatException($"The state holds a normalizer of the kind '{kind}' where one of targets is expected.");
        var loaded = new TargetNormalizer(ColumnScaling.Load(state), StoredNames.Load(state), []);
        return loaded.Names.Count == 0 || loaded.Names.Count == loaded.Size
            ? loaded
            : throw new FormatException($"The stored normalizer has {loaded.Names.Count} names for {loaded.Size} columns.");
    }

    internal static TargetNormalizer Fit(TrainSet<float> train, Scaling scaling)
    {
        ArgumentNullException.ThrowIfNull(train);
        if (train.Count == 0)
            throw new ArgumentException("A normalizer cannot be fitted to a training set without examples.", nameof(train));
        var scalings = new Scaling[train.TargetSize];
        Array.Fill(scalings, scaling);
        var warnings = new List<string>();
        return new TargetNormalizer(
            ColumnScaling.Fit(train.Targets, scalings, new ColumnLabels("target", train.TargetNames), warnings), train.TargetNames, warnings);
    }

    /// <summary>The form y = (t − offset)·scale by column, where t = ln(1 + x) where <see cref="IsLog1p"/> says so and x elsewhere.</summary>
    internal void GetAffine(Span<double> offset, Span<double> scale)
    {
        _columns.Offsets.CopyTo(offset);
        _columns.Scales.CopyTo(scale);
    }

    /// <summary>Whether ln(1 + x) is taken of a column before offset and scale.</summary>
    internal bool IsLog1p(int column) => _columns.Scalings[column] == Scaling.Log1p;

    private float[] Normalized(DataSet<float> data)
    {
        if (data.TargetSize != Size)
            throw new ArgumentException($"The normalizer was fitted to {Size} targets; these examples have {data.TargetSize}.", nameof(data));
        float[] normalized = new float[data.Targets.Length];
        Apply(data.Targets, normalized);
        return normalized;
    }
}
