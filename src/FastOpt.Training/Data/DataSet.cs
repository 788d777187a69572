using System.Runtime.CompilerServices;

namespace FastOpt.Training;

/// <summary>Examples in contiguous rows: <see cref="InputSize"/> floats and <see cref="TargetSize"/> targets for each. It does not change.</summary>
/// <typeparam name="TTarget"><see cref="int"/> for labels, one for each example; <see cref="float"/> for numbers.</typeparam>
public class DataSet<TTarget>
    where TTarget : unmanaged
{
    private readonly float[] _inputs;
    private readonly TTarget[] _targets;
    private StrongBox<ulong>? _fingerprint;

    /// <summary>Takes over arrays without a copy; the caller leaves them as they are from here on.</summary>
    /// <param name="inputs">[examples × inputSize].</param>
    /// <param name="targets">[examples × targetSize].</param>
    /// <param name="inputSize">Floats for each example, at least 1.</param>
    /// <param name="targetSize">Targets for each example, at least 1. Default: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="ArgumentException">A length is no multiple of its size, or inputs and targets are of different numbers of examples.</exception>
    public DataSet(float[] inputs, TTarget[] targets, int inputSize, int targetSize = 1)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetSize, 1);
        if (inputs.Length % inputSize != 0)
            throw new ArgumentException($"inputs: {inputs.Length} values are no whole number of examples of {inputSize}.", nameof(inputs));
        int count = inputs.Length / inputSize;
        if (targets.Length != (long)count * targetSize)
            throw new ArgumentException(
                $"targets: {targets.Length} values, but {count} examples of {targetSize} need {(long)count * targetSize}.", nameof(targets));
        (_inputs, _targets, Count, InputSize, TargetSize) = (inputs, targets, count, inputSize, targetSize);
    }

    /// <summary>Examples.</summary>
    public int Count { get; }

    /// <summary>Floats for each example.</summary>
    public int InputSize { get; }

    /// <summary>Targets for each example.</summary>
    public int TargetSize { get; }

    /// <summary>All inputs, [<see cref="Count"/> × <see cref="InputSize"/>].</summary>
    public ReadOnlySpan<float> Inputs => _inputs;

    /// <summary>All targets, [<see cref="Count"/> × <see cref="TargetSize"/>].</summary>
    public ReadOnlySpan<TTarget> Targets => _targets;

    /// <summary>The array of the inputs, for sets that share it; nobody writes to it.</summary>
    internal float[] InputArray => _inputs;

    /// <summary>The array of the targets, for sets that share it; nobody writes to it.</summary>
    internal TTarget[] TargetArray => _targets;

    /// <summary>The names of the inputs, such as a table's columns. Empty where they have none.</summary>
    public IReadOnlyList<string> InputNames { get; init; } = [];

    /// <summary>The names of the targets. Empty where they have none.</summary>
    public IReadOnlyList<string> TargetNames { get; init; } = [];

    /// <summary>The names of the classes that labels stand for, in the order of the labels. Empty where the targets are no labels, or have no names.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>
    /// 64 bits that name the sizes and the contents, bit for bit; names of columns and classes do not count. The first eight bytes, little-endian, of a
    /// SHA-256: the same on every machine. Computed when it is first asked for, at some hundred megabytes a second. Checkpoints compare it.
    /// </summary>
    public ulong Fingerprint => (_fingerprint ??= new StrongBox<ulong>(ComputeFingerprint())).Value;

    /// <summary>One example's inputs.</summary>
    public ReadOnlySpan<float> Input(int example) => Inputs.Slice(example * InputSize, InputSize);

    /// <summary>One example's targets.</summary>
    public ReadOnlySpan<TTarget> Target(int example) => Targets.Slice(example * TargetSize, TargetSize);

    /// <summary>A copy of some examples, in the order given; an example may stand in it more than once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A position is not one of an example.</exception>
    public DataSet<TTarget> Select(ReadOnlySpan<int> examples)
    {
        (float[] inputs, TTarget[] targets) = Gather(examples);
        return new DataSet<TTarget>(inputs, targets, InputSize, TargetSize) { InputNames = InputNames, TargetNames = TargetNames, ClassNames = ClassNames };
    }

    /// <summary>A copy of some examples as what is learned from. For splits.</summary>
    internal TrainSet<TTarget> SelectTrain(ReadOnlySpan<int> examples) => new(Select(examples));

    private ulong ComputeFingerprint()
    {
        using var fingerprinter = new Fingerprinter();
        fingerprinter.Add<long>([Count, InputSize, TargetSize, Unsafe.SizeOf<TTarget>()]);
        fingerprinter.Add(Inputs);
        fingerprinter.Add(Targets);
        return fingerprinter.Finish();
    }

    /// <summary>The rows of some examples, in the order given.</summary>
    private (float[] Inputs, TTarget[] Targets) Gather(ReadOnlySpan<int> examples)
    {
        float[] inputs = new float[checked(examples.Length * InputSize)];
        TTarget[] targets = new TTarget[checked(examples.Length * TargetSize)];
        for (int i = 0; i < examples.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(examples[i], nameof(examples));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(examples[i], Count, nameof(examples));
            Input(examples[i]).CopyTo(inputs.AsSpan(i * InputSize));
            Target(examples[i]).CopyTo(targets.AsSpan(i * TargetSize));
        }

        return (inputs, targets);
    }
}
