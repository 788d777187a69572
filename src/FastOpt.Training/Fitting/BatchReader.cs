namespace FastOpt.Training;

/// <summary>Gathers the examples of a step into rows. All memory is set aside at construction.</summary>
internal sealed class BatchReader<TTarget>
    where TTarget : unmanaged
{
    private readonly DataSet<TTarget> _data;
    private readonly int[] _order;
    private readonly float[] _inputs;
    private readonly TTarget[] _targets;
    private int _count;

    public BatchReader(DataSet<TTarget> data, int batchSize)
    {
        _data = data;
        _order = new int[data.Count];
        _inputs = new float[batchSize * data.InputSize];
        _targets = new TTarget[batchSize * data.TargetSize];
    }

    public ReadOnlySpan<float> Inputs => _inputs.AsSpan(0, _count * _data.InputSize);

    public ReadOnlySpan<TTarget> Targets => _targets.AsSpan(0, _count * _data.TargetSize);

    /// <summary>Examples of the present batch; 0 before the first.</summary>
    public int Count => _count;

    public void BeginEpoch(ulong seed, int epoch) => EpochOrder.Shuffle(_order, seed, epoch);

    /// <summary>Gathers the examples at so many places of the epoch's order.</summary>
    public void Read(int first, int count)
    {
        int inputs = _data.InputSize, targets = _data.TargetSize;
        _count = count;
        for (int i = 0; i < count; i++)
        {
            int example = _order[first + i];
            _data.Inputs.Slice(example * inputs, inputs).CopyTo(_inputs.AsSpan(i * inputs));
            _data.Targets.Slice(example * targets, targets).CopyTo(_targets.AsSpan(i * targets));
        }
    }
}
