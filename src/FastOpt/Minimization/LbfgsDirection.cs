namespace FastOpt;

/// <summary>
/// d = −H·∇f from the last m pairs of steps s and gradient changes y by the two-loop recursion (Nocedal 1980; Liu and Nocedal 1989), from H₀ = sᵀy / yᵀy.
/// A pair with sᵀy ≤ ε·‖s‖·‖y‖ is skipped.
/// </summary>
internal ref struct LbfgsDirection(Span<double> steps, Span<double> changes, Span<double> products, Span<double> weights) : IDirection
{
    // The first trial's length, which the counts on the 35 problems of Moré, Garbow and Hillstrom favour.
    private const double FirstLength = 2;

    private readonly Span<double> _steps = steps;
    private readonly Span<double> _changes = changes;
    private readonly Span<double> _products = products;
    private readonly Span<double> _weights = weights;
    private double _scale;
    private int _count;
    private int _next;

    public readonly bool IsSteepest => _count == 0;

    public readonly void Choose(ReadOnlySpan<double> gradient, Span<double> direction)
    {
        int n = gradient.Length;
        Vectors.Scale(-1, gradient, direction);
        if (_count == 0)
            return;
        for (int k = 1; k <= _count; k++)
        {
            int pair = Pair(k);
            _weights[pair] = Vectors.Dot(_steps.Slice(pair * n, n), direction) / _products[pair];
            Vectors.Add(direction, -_weights[pair], _changes.Slice(pair * n, n));
        }

        Vectors.Scale(_scale, direction, direction);
        for (int k = _count; k >= 1; k--)
        {
            int pair = Pair(k);
            double back = Vectors.Dot(_changes.Slice(pair * n, n), direction) / _products[pair];
            Vectors.Add(direction, _weights[pair] - back, _steps.Slice(pair * n, n));
        }
    }

    public void Learn(Span<double> step, Span<double> change, ReadOnlySpan<double> gradient)
    {
        int n = step.Length;
        double along = Vectors.Dot(step, change), square = Vectors.Dot(change, change);
        if (!(along > Vectors.Epsilon * Vectors.Norm(step) * Vectors.Norm(change)) || !double.IsFinite(square))
            return;
        step.CopyTo(_steps.Slice(_next * n, n));
        change.CopyTo(_changes.Slice(_next * n, n));
        _products[_next] = along;
        _scale = along / square;
        _next = (_next + 1) % _products.Length;
        _count = Math.Min(_count + 1, _products.Length);
    }

    public void Forget() => (_count, _next) = (0, 0);

    public readonly double FirstTrial(bool isFirst, double gradientLength, double slope, double lastStep, double lastSlope, double lastChange) =>
        _count > 0 ? 1 : FirstTrials.OfLength(FirstLength, gradientLength);

    // The k-th pair from the end.
    private readonly int Pair(int k) => (_next - k + _products.Length) % _products.Length;
}
