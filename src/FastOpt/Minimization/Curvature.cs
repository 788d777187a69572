namespace FastOpt;

/// <summary>
/// What the Hessian is like at a point: all its eigenvalues up to dimension 64, beyond it the extreme ones by Lanczos.
/// </summary>
internal ref struct Curvature
{
    /// <summary>The largest dimension whose whole Hessian is taken.</summary>
    public const int LargestFull = 64;

    private readonly Span<double> _memory;
    private Span<double> _values;
    private Lanczos _lanczos;
    private readonly int _dimension;

    public Curvature(Span<double> memory, int dimension)
    {
        _memory = memory;
        _dimension = dimension;
    }

    /// <summary>The products that were computed.</summary>
    public int Products { get; private set; }

    /// <summary>What the signs say.</summary>
    public StationaryKind Kind { get; private set; }

    /// <summary>The negative eigenvalues; beyond dimension 64 at least so many.</summary>
    public int Index { get; private set; }

    /// <summary>The eigenvalues that are zero to the tolerance.</summary>
    public int Nullity { get; private set; }

    /// <summary>The eigenvalues that were found, ascending.</summary>
    public readonly ReadOnlySpan<double> Values => _values;

    public static long MemoryFor(int dimension) => dimension <= LargestFull
        ? (long)dimension * dimension + 2L * dimension
        : Lanczos.MemoryFor(dimension, Lanczos.StepsFor(dimension));

    /// <summary>Examines a point.</summary>
    /// <param name="objective">The function.</param>
    /// <param name="point">The point.</param>
    /// <param name="tolerance">Up to which share of the largest magnitude an eigenvalue is zero.</param>
    public void Examine<TObjective>(ref TObjective objective, ReadOnlySpan<double> point, double tolerance)
        where TObjective : IObjective
    {
        if (!(_dimension <= LargestFull ? Full(ref objective, point) : Extreme(ref objective, point)))
        {
            (Kind, Index, Nullity) = (StationaryKind.Unknown, 0, 0);
            _values = default;
            return;
        }

        double zero = tolerance * Math.Max(Math.Abs(_values[0]), Math.Abs(_values[^1]));
        int positive = 0;
        (Index, Nullity) = (0, 0);
        foreach (double value in _values)
        {
            if (value < -zero)
                Index++;
            else if (value > zero)
                positive++;
            else
                Nullity++;
        }

        Kind = (Index, positive, Nullity) switch
        {
            (0, > 0, 0) => StationaryKind.Minimum,
            ( > 0, 0, 0) => StationaryKind.Maximum,
            ( > 0, > 0, _) => StationaryKind.Saddle,
            _ => StationaryKind.Degenerate,
        };
    }

    /// <summary>The unit vector of the i-th of <see cref="Values"/>.</summary>
    public readonly void Vector(int i, Span<double> result)
    {
        if (_dimension > LargestFull)
        {
            _lanczos.Vector(i, result);
            return;
        }

        for (int k = 0; k < _dimension; k++)
            result[k] = _memory[k * _dimension + i];
    }

    private bool Full<TObjective>(ref TObjective objective, ReadOnlySpan<double> point)
        where TObjective : IObjective
    {
        int n = _dimension;
        Span<double> hessian = _memory[..(n * n)], values = _memory.Slice(n * n, n), scratch = _memory.Slice(n * n + n, n);
        for (int i = 0; i < n; i++)
        {
            values.Clear();
            values[i] = 1;
            objective.HessianVector(point, values, hessian.Slice(i * n, n));
            Products++;
        }

        if (!Vectors.AreFinite(hessian))
            return false;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
                hessian[i * n + j] = hessian[j * n + i] = 0.5 * (hessian[i * n + j] + hessian[j * n + i]);
        }

        SymmetricEigen.Solve(hessian, values, scratch);
        _values = values;
        return true;
    }

    private bool Extreme<TObjective>(ref TObjective objective, ReadOnlySpan<double> point)
        where TObjective : IObjective
    {
        _lanczos = new Lanczos(_memory, _dimension, Lanczos.StepsFor(_dimension));
        bool isFinite = _lanczos.Run(ref objective, point, Precision.AtLeast<TObjective>(1e-10));
        Products += _lanczos.Steps;
        _values = _lanczos.Values;
        return isFinite;
    }
}
