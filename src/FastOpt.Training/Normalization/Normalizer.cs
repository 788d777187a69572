using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace FastOpt.Training;

/// <summary>
/// Brings inputs to a common size, by what the training examples look like and nothing else. Training, validation and test examples and every input that the
/// network sees later go through the same normalizer. A missing value (NaN) becomes the training mean of its column: 0 where the scaling takes the mean away.
/// It does not change, and may be used from several threads.
/// </summary>
/// <remarks>
/// Statistics are in double, example after example: the same bits on every machine. Columns of category codes for an embedding must stay whole numbers: give
/// them <see cref="Scaling.None"/> by name.
/// </remarks>
public sealed partial class Normalizer
{
    private const int MaxWhitened = 4096;
    private const string Leak =
        "A normalizer is fitted to the Train part of a DataSplit alone, so that nothing leaks from validation and test examples into what is learned.";

    private readonly ColumnScaling? _columns;
    private readonly WhiteningMatrix? _whitening;
    private readonly Whitening _kind;
    private StrongBox<ulong>? _fingerprint;

    private Normalizer(ColumnScaling? columns, WhiteningMatrix? whitening, Whitening kind, IReadOnlyList<string> names, IReadOnlyList<string> warnings)
    {
        (_columns, _whitening, _kind, Names, Warnings) = (columns, whitening, kind, names, warnings);
        Size = columns?.Size ?? whitening!.Size;
    }

    /// <summary>Floats of an example.</summary>
    public int Size { get; }

    /// <summary>The names of the inputs, as they were when it was fitted. Empty where they had none.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>
    /// One line for each column that says nothing because it has a single value, with its name. Empty if there is none, and in a normalizer that was loaded.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>64 bits that name what it does, to the last bit. Checkpoints compare it.</summary>
    public ulong Fingerprint => (_fingerprint ??= new StrongBox<ulong>(ComputeFingerprint())).Value;

    /// <summary>Whether ln(1 + x) is taken of a column before offset and scale, for each column; empty where none is.</summary>
    internal bool[] Log1pColumns => _columns is { } columns && Array.IndexOf(columns.Scalings.ToArray(), Scaling.Log1p) >= 0
        ? [.. columns.Scalings.ToArray().Select(scaling => scaling == Scaling.Log1p)]
        : [];

    /// <summary>What stands for a missing value of each column, behind the logarithm if there is one, before offset and scale.</summary>
    internal ReadOnlySpan<double> MissingValues => _columns is { } columns ? columns.Fills : _whitening!.Means;

    /// <summary>Fits one scaling to every input column.</summary>
    /// <param name="train">The training examples.</param>
    /// <param name="scaling">Default: <see cref="Scaling.Standard"/>.</param>
    /// <exception cref="ArgumentException">There are no examples, a value is infinite, a column has no value, or a logarithm is not defined; named.</exception>
    public static Normalizer Fit<TTarget>(TrainSet<TTarget> train, Scaling scaling = Scaling.Standard)
        where TTarget : unmanaged => Fit(train, scaling, new Dictionary<string, Scaling>());

    /// <summary>Fits a scaling to every input column, some of which have their own.</summary>
    /// <param name="train">The training examples.</param>
    /// <param name="scaling">The scaling of all columns that are not named.</param>
    /// <param name="columns">Scalings by column name. The name of a category column stands for all its one-hot columns.</param>
    /// <exception cref="ArgumentException">As above; or a name is not that of a column.</exception>
    public static Normalizer Fit<TTarget>(TrainSet<TTarget> train, Scaling scaling, IReadOnlyDictionary<string, Scaling> columns)
        where TTarget : unmanaged
    {
        RequireExamples(train);
        ArgumentNullException.ThrowIfNull(columns);
        var scalings = new Scaling[train.InputSize];
        Array.Fill(scalings, Known(scaling));
        foreach ((string name, Scaling own) in columns)
        {
            foreach (int column in ColumnsNamed(train.InputNames, name))
                scalings[column] = Known(own);
        }

        var warnings = new List<string>();
        var fitted = ColumnScaling.Fit(train.Inputs, scalings, Labels(train.InputNames), warnings);
        return new Normalizer(fitted, null, default, train.InputNames, warnings);
    }

    /// <summary>Fits whitening: the results are uncorrelated, each of variance 1.</summary>
    /// <param name="train">The training examples: at least 2, of at most 4,096 inputs. The time grows with the cube of the inputs.</param>
    /// <param name="kind">Default: <see cref="Whitening.Zca"/>.</param>
    /// <param name="epsilon">
    /// Is added to each component's variance, so that components of almost none are not blown up. Default: 1e-5. Bring inputs of very different sizes to a
    /// common one first.
    /// </param>
    /// <exception cref="ArgumentException">There are too few examples or too many inputs, or all examples are the same.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epsilon"/> is negative or not finite.</exception>
    public static Normalizer Whiten<TTarget>(TrainSet<TTarget> train, Whitening kind = Whitening.Zca, double epsilon = 1e-5)
        where TTarget : unmanaged
    {
        RequireExamples(train);
        if (kind is not (Whitening.Pca or Whitening.Zca))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such whitening.");
        if (!(epsilon >= 0 && double.IsFinite(epsilon)))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "Epsilon is a finite number of at least 0.");
        if (train.InputSize > MaxWhitened)
            throw new ArgumentException($"Whitening is for at most {MaxWhitened} inputs; there are {train.InputSize}.", nameof(train));
        var warnings = new List<string>();
        var fitted = WhiteningMatrix.Fit(train.Inputs, train.InputSize, kind, epsilon, Labels(train.InputNames), warnings);
        return new Normalizer(null, fitted, kind, train.InputNames, warnings);
    }

    /// <summary>Fits one scaling to every target column of a regression.</summary>
    /// <param name="train">The training examples.</param>
    /// <param name="scaling">Default: <see cref="Scaling.Standard"/>.</param>
    /// <exception cref="ArgumentException">As for inputs.</exception>
    public static TargetNormalizer FitTargets(TrainSet<float> train, Scaling scaling = Scaling.Standard) => TargetNormalizer.Fit(train, Known(scaling));

    /// <summary>Does not compile: only a <see cref="TrainSet{TTarget}"/> is fitted to.</summary>
    [Obsolete(Leak, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static Normalizer Fit<TTarget>(DataSet<TTarget> data, Scaling scaling = Scaling.Standard)
        where TTarget : unmanaged => throw new NotSupportedException(Leak);

    /// <summary>Does not compile: only a <see cref="TrainSet{TTarget}"/> is fitted to.</summary>
    [Obsolete(Leak, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static Normalizer Fit<TTarget>(DataSet<TTarget> data, Scaling scaling, IReadOnlyDictionary<string, Scaling> columns)
        where TTarget : unmanaged => throw new NotSupportedException(Leak);

    /// <summary>Does not compile: only a <see cref="TrainSet{TTarget}"/> is fitted to.</summary>
    [Obsolete(Leak, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static Normalizer Whiten<TTarget>(DataSet<TTarget> data, Whitening kind = Whitening.Zca, double epsilon = 1e-5)
        where TTarget : unmanaged => throw new NotSupportedException(Leak);

    /// <summary>Normalizes rows. Allocates nothing.</summary>
    /// <param name="inputs">[rows × <see cref="Size"/>].</param>
    /// <param name="outputs">As long as <paramref name="inputs"/>, and not overlapping it; scalings may also work in place, which whitening may not.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, the spans overlap, or a value has no logarithm.</exception>
    public void Apply(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        RequireRows(inputs, outputs, Size, inPlace: _whitening is null);
        if (_columns is { } columns)
            columns.Apply(inputs, outputs, Labels(Names));
        else
            _whitening!.Apply(inputs, outputs);
    }

    /// <summary>Writes what <see cref="Load"/> needs to do the same to the last bit.</summary>
    public void Save(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Set("kind", _columns is not null ? "columns" : _kind.ToString());
        StoredNames.Save(state, Names);
        _columns?.Save(state);
        _whitening?.Save(state);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="FormatException">It is no normalizer; named.</exception>
    public static Normalizer Load(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        string kind = state.GetString("kind");
        Normalizer loaded = kind switch
        {
            "columns" => new Normalizer(ColumnScaling.Load(state), null, default, StoredNames.Load(state), []),
            nameof(Whitening.Pca) => new Normalizer(null, WhiteningMatrix.Load(state), Whitening.Pca, StoredNames.Load(state), []),
            nameof(Whitening.Zca) => new Normalizer(null, WhiteningMatrix.Load(state), Whitening.Zca, StoredNames.Load(state), []),
            _ => throw new FormatException($"The state holds a normalizer of the kind '{kind}', which is not known."),
        };
        return loaded.Names.Count == 0 || loaded.Names.Count == loaded.Size
            ? loaded
            : throw new FormatException($"The stored normalizer has {loaded.Names.Count} names for {loaded.Size} columns.");
    }

    /// <summary>
    /// The form y = (t − offset)·scale by column, where t = ln(1 + x) in <see cref="Log1pColumns"/> and x in all others. False for whitening.
    /// </summary>
    internal bool TryGetAffine(Span<double> offset, Span<double> scale)
    {
        if (_columns is not { } columns)
            return false;
        columns.Offsets.CopyTo(offset);
        columns.Scales.CopyTo(scale);
        return true;
    }

    /// <summary>The form y = matrix·(x − offset), matrix [Size × Size]. False for scalings by column.</summary>
    internal bool TryGetWhitening(Span<double> offset, Span<double> matrix)
    {
        if (_whitening is not { } whitening)
            return false;
        whitening.Means.CopyTo(offset);
        whitening.Matrix.CopyTo(matrix);
        return true;
    }

    private static ColumnLabels Labels(IReadOnlyList<string> names) => new("input", names);

    private static Scaling Known(Scaling scaling) => scaling is >= Scaling.None and <= Scaling.Log1p
        ? scaling
        : throw new ArgumentOutOfRangeException(nameof(scaling), scaling, "There is no such scaling.");

    private static void RequireExamples<TTarget>(TrainSet<TTarget> train)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(train);
        if (train.Count == 0)
            throw new ArgumentException("A normalizer cannot be fitted to a training set without examples.", nameof(train));
    }

    private static List<int> ColumnsNamed(IReadOnlyList<string> names, string name)
    {
        List<int> columns = [.. Enumerable.Range(0, names.Count).Where(i => names[i] == name)];
        if (columns.Count == 0)
            columns = [.. Enumerable.Range(0, names.Count).Where(i => names[i].StartsWith(name + "=", StringComparison.Ordinal))];
        return columns.Count > 0
            ? columns
            : throw new ArgumentException(
                $"There is no input '{name}'. There are: {(names.Count == 0 ? "inputs without names" : string.Join(", ", names))}.", nameof(name));
    }

    private ulong ComputeFingerprint()
    {
        using var fingerprinter = new Fingerprinter();
        fingerprinter.Add(_columns is not null ? "columns" : "whitening");
        _columns?.AddTo(fingerprinter);
        _whitening?.AddTo(fingerprinter);
        return fingerprinter.Finish();
    }

    internal static void RequireRows(ReadOnlySpan<float> inputs, Span<float> outputs, int size, bool inPlace)
    {
        if (inputs.Length % size != 0)
            throw new ArgumentException($"{inputs.Length} values are no whole number of rows of {size}.", nameof(inputs));
        if (outputs.Length != inputs.Length)
            throw new ArgumentException($"{outputs.Length} outputs for {inputs.Length} inputs.", nameof(outputs));
        if (inputs.Overlaps(outputs, out int offset) && !(inPlace && offset == 0))
            throw new ArgumentException("Inputs and outputs overlap.", nameof(outputs));
    }
}
