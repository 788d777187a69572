namespace FastOpt;

/// <summary>
/// The method of Lanczos (1950) with full reorthogonalization: extreme eigenvalues of the Hessian at a point from Hessian-vector products. It begins with
/// the same vector each time, so that its results are, too.
/// </summary>
internal ref struct Lanczos
{
    // Bounds the basis: 2²⁴ numbers, 128 MiB.
    private const int LargestBasis = 1 << 24;

    private const int MostSteps = 256;

    private const int StepsBetweenChecks = 8;

    private readonly Span<double> _basis;
    private readonly Span<double> _diagonal;
    private readonly Span<double> _below;
    private readonly Span<double> _vectors;
    private readonly Span<double> _product;
    private readonly Span<double> _values;
    private readonly Span<double> _scratch;
    private readonly int _dimension;
    private readonly int _maxSteps;

    public Lanczos(Span<double> memory, int dimension, int maxSteps)
    {
        (_dimension, _maxSteps) = (dimension, maxSteps);
        _basis = Cut(ref memory, maxSteps * dimension);
        _product = Cut(ref memory, dimension);
        _vectors = Cut(ref memory, maxSteps * maxSteps);
        _diagonal = Cut(ref memory, maxSteps);
        _below = Cut(ref memory, maxSteps + 1);
        _values = Cut(ref memory, maxSteps);
        _scratch = Cut(ref memory, maxSteps + 1);
    }

    /// <summary>The products that were computed, which is the number of Ritz values.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether the smallest and the largest value are eigenvalues to the tolerance.</summary>
    public bool IsConverged { get; private set; }

    /// <summary>The Ritz values, ascending; as many eigenvalues at least as are negative among them are negative.</summary>
    public readonly Span<double> Values => _values[..Steps];

    /// <summary>As many steps as suit a dimension.</summary>
    public static int StepsFor(int dimension) => Math.Min(dimension, Math.Min(MostSteps, Math.Max(8, LargestBasis / dimension)));

    /// <summary>The numbers of memory for so many steps.</summary>
    public static long MemoryFor(int dimension, int maxSteps) => (long)maxSteps * dimension + dimension + (long)maxSteps * maxSteps + 4L * maxSteps + 2;

    /// <summary>Computes the values; false if a product is not finite.</summary>
    public bool Run<TObjective>(ref TObjective objective, ReadOnlySpan<double> point, double tolerance)
        where TObjective : IObjective
    {
        double invariant = Precision.AtLeast<TObjective>(1e-14);
        Start(0, 0);
        for (int k = 0; k < _maxSteps; k++)
        {
            Span<double> vector = Basis(k);
            objective.HessianVector(point, vector, _product);
            Steps = k + 1;
            if (!Vectors.AreFinite(_product))
                return false;
            _diagonal[k] = Vectors.Dot(_product, vector);
            Orthogonalize(_product, k + 1);
            Orthogonalize(_product, k + 1);
            double norm = Vectors.Norm(_product);
            bool isLast = k + 1 == _maxSteps, isInvariant = norm <= invariant * Scale(k);
            _below[k + 1] = isInvariant ? 0 : norm;
            if (isLast || (k + 1) % StepsBetweenChecks == 0)
            {
                Solve(k + 1);
                double largest = Math.Max(Math.Abs(_values[0]), Math.Abs(_values[k]));
                double left = Math.Abs(_below[k + 1] * _vectors[k * (k + 1)]), right = Math.Abs(_below[k + 1] * _vectors[k * (k + 1) + k]);
                IsConverged = (!isInvariant && Math.Max(left, right) <= tolerance * largest) || k + 1 == _dimension;
                if (IsConverged || isLast)
                    return true;
            }

            if (isInvariant)
                Start(k + 1, k + 1);
            else
                Vectors.Scale(1 / norm, _product, Basis(k + 1));
        }

        return true;
    }

    /// <summary>The vector, of length 1, of the i-th value.</summary>
    public readonly void Vector(int i, Span<double> result)
    {
        result.Clear();
        for (int k = 0; k < Steps; k++)
            Vectors.Add(result, _vectors[k * Steps + i], Basis(k));
        double norm = Vectors.Norm(result);
        Vectors.Scale(1 / norm, result, result);
    }

    private readonly Span<double> Basis(int k) => _basis.Slice(k * _dimension, _dimension);

    private readonly double Scale(int k)
    {
        double largest = 0;
        for (int i = 0; i <= k; i++)
            largest = Math.Max(largest, Math.Max(Math.Abs(_diagonal[i]), i == 0 ? 0 : _below[i]));
        return largest;
    }

    // A unit vector that is orthogonal to the first ones.
    private readonly void Start(int k, int seed)
    {
        Span<double> vector = Basis(k);
        ulong state = (ulong)seed;
        for (int i = 0; i < vector.Length; i++)
            vector[i] = Next(ref state);
        Orthogonalize(vector, k);
        Orthogonalize(vector, k);
        Vectors.Scale(1 / Vectors.Norm(vector), vector, vector);
    }

    // SplitMix64 (Steele, Lea and Flood 2014), in [-1, 1).
    private static double Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (long)(z ^ (z >> 31)) / 9223372036854775808.0;
    }

    private readonly void Orthogonalize(Span<double> vector, int count)
    {
        for (int i = 0; i < count; i++)
            Vectors.Add(vector, -Vectors.Dot(vector, Basis(i)), Basis(i));
    }

    private readonly void Solve(int k)
    {
        Span<double> vectors = _vectors[..(k * k)];
        vectors.Clear();
        for (int i = 0; i < k; i++)
            vectors[i * k + i] = 1;
        _diagonal[..k].CopyTo(_values);
        _below[..k].CopyTo(_scratch);
        SymmetricEigen.Diagonalize(vectors, _values[..k], _scratch[..k]);
    }

    private static Span<double> Cut(scoped ref Span<double> memory, int count)
    {
        Span<double> cut = memory[..count];
        memory = memory[count..];
        return cut;
    }
}
