namespace FastOpt;

/// <summary>
/// Memory of a minimization that several in turn may share. It grows at its first use with a method and dimension; from the second one on nothing is allocated.
/// It belongs to one minimization at a time: what two threads would share, each needs of its own.
/// </summary>
public sealed class MinimizeWorkspace
{
    private double[] _memory = [];
    private float[] _floats = [];
    private double[] _point = [];
    private int _used;

    /// <summary>The bytes that it holds.</summary>
    public long Bytes => (long)sizeof(double) * (_memory.Length + _point.Length) + (long)sizeof(float) * _floats.Length;

    internal Span<double> All => _memory;

    internal double[] Point(int dimension)
    {
        if (_point.Length != dimension)
            _point = new double[dimension];
        return _point;
    }

    internal Span<float> Floats(int count)
    {
        if (_floats.Length < count)
            _floats = new float[count];
        return _floats.AsSpan(0, count);
    }

    /// <summary>Begins anew, with room for so many numbers.</summary>
    internal void Reserve(long count)
    {
        if (count > Array.MaxLength)
        {
            string message = $"The minimization needs {count} numbers of memory, more than an array can hold; take Minimize.Lbfgs.";
            throw new ArgumentOutOfRangeException(nameof(count), count, message);
        }

        if (_memory.Length < count)
            _memory = GC.AllocateUninitializedArray<double>((int)count);
        _used = 0;
    }

    internal Span<double> Take(int count)
    {
        Span<double> taken = _memory.AsSpan(_used, count);
        _used += count;
        return taken;
    }
}
