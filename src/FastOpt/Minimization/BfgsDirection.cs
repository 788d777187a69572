namespace FastOpt;

/// <summary>
/// d = −H·∇f, where H approximates the inverse Hessian (Broyden, Fletcher, Goldfarb and Shanno 1970):
/// <code>H = (I − ρ·s·yᵀ)·H·(I − ρ·y·sᵀ) + ρ·s·sᵀ,  ρ = 1 / yᵀs</code>
/// H is I at first, and ‖s‖ / ‖y‖ times it before the first update: the geometric mean of the two scales sᵀy / yᵀy and sᵀs / sᵀy that are usual (Nocedal and
/// Wright, Numerical Optimization, 6.20, has the first).
/// </summary>
internal ref struct BfgsDirection(Span<double> inverse, Span<double> product) : IDirection
{
    // The first trial's length, which the counts on Rosenbrock's function and on the 35 problems of Moré, Garbow and Hillstrom favour.
    private const double FirstLength = 1.3;

    private readonly Span<double> _inverse = inverse;
    private readonly Span<double> _product = product;
    private bool _isWarm;

    public readonly bool IsSteepest => !_isWarm;

    public readonly void Choose(ReadOnlySpan<double> gradient, Span<double> direction)
    {
        if (!_isWarm)
        {
            Vectors.Scale(-1, gradient, direction);
            return;
        }

        Multiply(gradient, direction);
        Vectors.Scale(-1, direction, direction);
    }

    public void Learn(Span<double> step, Span<double> change, ReadOnlySpan<double> gradient)
    {
        int n = step.Length;
        double along = Vectors.Dot(step, change), square = Vectors.Dot(change, change);
        if (!(along > Vectors.Epsilon * Vectors.Norm(step) * Vectors.Norm(change)) || !double.IsFinite(square))
            return;
        if (!_isWarm)
        {
            _inverse.Clear();
            double scale = Vectors.Norm(step) / Math.Sqrt(square);
            for (int i = 0; i < n; i++)
                _inverse[i * n + i] = scale;
            _isWarm = true;
        }

        Multiply(change, _product);
        double both = (1 + Vectors.Dot(change, _product) / along) / along;
        for (int i = 0; i < n; i++)
        {
            // Row i: + both·sᵢ·s − (Hy)ᵢ/along·s − sᵢ/along·Hy.
            Span<double> row = _inverse.Slice(i * n, n);
            Vectors.Add(row, both * step[i] - _product[i] / along, step);
            Vectors.Add(row, -step[i] / along, _product);
        }
    }

    public void Forget() => _isWarm = false;

    public readonly double FirstTrial(bool isFirst, double gradientLength, double slope, double lastStep, double lastSlope, double lastChange) =>
        _isWarm ? 1 : FirstTrials.OfLength(FirstLength, gradientLength);

    private readonly void Multiply(ReadOnlySpan<double> vector, Span<double> result)
    {
        int n = vector.Length;
        for (int i = 0; i < n; i++)
            result[i] = Vectors.Dot(_inverse.Slice(i * n, n), vector);
    }
}
