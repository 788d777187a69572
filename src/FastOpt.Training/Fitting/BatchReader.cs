namespace FastOpt.Training;

/// <summary>Gathers the examples of a step into rows, changed at random where the run augments them. All memory is set aside at construction.</summary>
internal sealed class BatchReader<TTarget>
    where TTarget : unmanaged
{
    private readonly DataSet<TTarget> _data;
    private readonly IAugmentation? _augmentation;
    private readonly ulong _seed;
    private readonly int[] _order;
    private readonly float[] _inputs;
    private readonly TTarget[] _targets;
    private int _epoch;

    public BatchReader(DataSet<TTarget> data, FitOptions options)
    {
        int batch = Math.Min(options.BatchSize, data.Count);
        (_data, _augmentation, _seed) = (data, options.Augmentation, options.Seed);
        _order = new int[data.Count];
        _inputs = new float[batch * data.InputSize];
        _targets = new TTarget[batch * data.TargetSize];
    }

    public ReadOnlySpan<float> Inputs => _inputs.AsSpan(0, Count * _data.InputSize);

    public ReadOnlySpan<TTarget> Targets => _targets.AsSpan(0, Count * _data.TargetSize);

    /// <summary>Examples of an epoch.</summary>
    public int Length => _order.Length;

    /// <summary>Examples of the present batch; 0 before the first.</summary>
    public int Count { get; private set; }

    /// <summary>The present batch's examples, by their positions in the data set.</summary>
    public ReadOnlySpan<int> Examples => _order.AsSpan(First, Count);

    /// <summary>The place of the present batch's first example in the order of the epoch.</summary>
    public int First { get; private set; }

    public void BeginEpoch(int epoch)
    {
        _epoch = epoch;
        EpochOrder.Shuffle(_order, _seed, epoch);
    }

    /// <summary>Gathers the examples at so many places of the epoch's order.</summary>
    public void Read(int first, int count)
    {
        int inputs = _data.InputSize, targets = _data.TargetSize;
        (First, Count) = (first, count);
        for (int i = 0; i < count; i++)
        {
            int example = _order[first + i];
            Span<float> row = _inputs.AsSpan(i * inputs, inputs);
            if (_augmentation is null)
                _data.Inputs.Slice(example * inputs, inputs).CopyTo(row);
            else
                _augmentation.Apply(_data.Inputs.Slice(example * inputs, inputs), row, _seed, _epoch, example);
            _data.Targets.Slice(example * targets, targets).CopyTo(_targets.AsSpan(i * targets));
        }
    }
}
