namespace FastOpt.Training;

/// <summary>The predictions and targets of the newest samples, in a ring that is set aside at construction.</summary>
internal sealed class SampleWindow<TTarget>(int capacity, int outputSize, int targetSize)
    where TTarget : unmanaged
{
    private readonly float[] _outputs = new float[checked(capacity * outputSize)];
    private readonly TTarget[] _targets = new TTarget[checked(capacity * targetSize)];
    private long _added;

    private int Count => (int)Math.Min(_added, capacity);

    public void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<TTarget> targets)
    {
        int place = (int)(_added % capacity);
        outputs.CopyTo(_outputs.AsSpan(place * outputSize));
        targets.CopyTo(_targets.AsSpan(place * targetSize));
        _added++;
    }

    /// <summary>Adds the samples to a metric, the oldest first.</summary>
    public void AddTo(Metric<TTarget> metric)
    {
        int first = _added <= capacity ? 0 : (int)(_added % capacity);
        Add(first, Count - first);
        Add(0, first);

        void Add(int from, int count)
        {
            if (count > 0)
                metric.Add(_outputs.AsSpan(from * outputSize, count * outputSize), _targets.AsSpan(from * targetSize, count * targetSize));
        }
    }

    public void Save(RunState state)
    {
        state.Set("added", _added);
        state.Set("outputs", _outputs.AsSpan(0, Count * outputSize));
        StoredTargets.Set<TTarget>(state, "targets", _targets.AsSpan(0, Count * targetSize));
    }

    public void Load(RunState state)
    {
        long added = state.GetInt64("added"), count = Math.Min(added, capacity);
        ReadOnlySpan<float> outputs = state.Get<float>("outputs");
        if (added < 0 || outputs.Length != count * outputSize)
            throw new FormatException("The state's window is of another trainer.");
        TTarget[] targets = StoredTargets.Get<TTarget>(state, "targets", (int)count * targetSize);
        outputs.CopyTo(_outputs);
        targets.CopyTo(_targets, 0);
        _added = added;
    }
}
