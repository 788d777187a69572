namespace FastOpt.Training;

/// <summary>
/// Keeps some of a stream's samples, each of them as likely as any other (Vitter 1985, algorithm R). Which ones is a function of the seed and the numbers of
/// the samples alone. All memory is set aside at construction.
/// </summary>
internal sealed class Reservoir<TTarget>
    where TTarget : unmanaged
{
    private readonly float[] _inputs;
    private readonly TTarget[] _targets;
    private readonly int _capacity, _inputSize, _targetSize;
    private readonly ulong _seed;
    private long _seen;

    public Reservoir(int capacity, int inputSize, int targetSize, ulong seed)
    {
        (_capacity, _inputSize, _targetSize, _seed) = (capacity, inputSize, targetSize, seed);
        (_inputs, _targets) = (new float[checked(capacity * inputSize)], new TTarget[checked(capacity * targetSize)]);
    }

    /// <summary>Samples that are kept.</summary>
    public int Count => (int)Math.Min(_seen, _capacity);

    public void Add(ReadOnlySpan<float> input, ReadOnlySpan<TTarget> target)
    {
        if (_capacity == 0)
            return;
        long place = _seen < _capacity ? _seen : Below(new SplitMix64(_seed, (ulong)_seen), _seen + 1);
        _seen++;
        if (place >= _capacity)
            return;
        input.CopyTo(_inputs.AsSpan((int)place * _inputSize));
        target.CopyTo(_targets.AsSpan((int)place * _targetSize));
    }

    /// <summary>Writes so many samples, drawn with replacement; the same for the same draw.</summary>
    public void Draw(int count, ulong draw, Span<float> inputs, Span<TTarget> targets)
    {
        var random = new SplitMix64(~_seed, draw);
        for (int i = 0; i < count; i++)
        {
            int place = random.NextBelow(Count);
            _inputs.AsSpan(place * _inputSize, _inputSize).CopyTo(inputs.Slice(i * _inputSize));
            _targets.AsSpan(place * _targetSize, _targetSize).CopyTo(targets.Slice(i * _targetSize));
        }
    }

    public void Save(RunState state)
    {
        state.Set("seen", _seen);
        state.Set("inputs", _inputs.AsSpan(0, Count * _inputSize));
        StoredTargets.Set(state, "targets", _targets.AsSpan(0, Count * _targetSize));
    }

    public void Load(RunState state)
    {
        long seen = state.GetInt64("seen"), count = Math.Min(seen, _capacity);
        ReadOnlySpan<float> inputs = state.Get<float>("inputs");
        if (inputs.Length != count * _inputSize)
            throw new FormatException("The state's kept samples are of another replay.");
        TTarget[] targets = StoredTargets.Get<TTarget>(state, "targets", (int)count * _targetSize);
        inputs.CopyTo(_inputs);
        targets.CopyTo(_targets, 0);
        _seen = seen;
    }

    // The bias of the high half of a 128-bit product is below 2^-40 for any stream that ends.
    private static long Below(SplitMix64 random, long bound) => (long)Math.BigMul(random.Next(), (ulong)bound, out _);
}

/// <summary>Targets in a <see cref="RunState"/>, whose values are doubles, whole numbers, floats and bytes.</summary>
internal static class StoredTargets
{
    public static void Set<TTarget>(RunState state, string name, ReadOnlySpan<TTarget> targets)
        where TTarget : unmanaged
    {
        if (typeof(TTarget) == typeof(float))
            state.Set(name, System.Runtime.InteropServices.MemoryMarshal.Cast<TTarget, float>(targets));
        else
            state.Set(name, System.Runtime.InteropServices.MemoryMarshal.AsBytes(targets));
    }

    /// <exception cref="FormatException">They are not so many.</exception>
    public static TTarget[] Get<TTarget>(RunState state, string name, int count)
        where TTarget : unmanaged
    {
        ReadOnlySpan<TTarget> targets = typeof(TTarget) == typeof(float)
            ? System.Runtime.InteropServices.MemoryMarshal.Cast<float, TTarget>(state.Get<float>(name))
            : System.Runtime.InteropServices.MemoryMarshal.Cast<byte, TTarget>(state.Get<byte>(name));
        return targets.Length == count
            ? targets.ToArray()
            : throw new FormatException(FormattableString.Invariant($"The state's '{name}' has {targets.Length} targets, but {count} are needed."));
    }
}
