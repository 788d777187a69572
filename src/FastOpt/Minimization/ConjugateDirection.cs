namespace FastOpt;

/// <summary>
/// d = −∇f + max(β, 0)·d with β = ∇fᵀy / ‖∇f before‖² (Polak and Ribière 1969; its restart where β is negative, Gilbert and Nocedal 1992), and a restart where
/// two gradients in a row are far from orthogonal (Powell 1977) or d does not fall enough.
/// </summary>
internal ref struct ConjugateDirection(Span<double> last) : IDirection
{
    private readonly Span<double> _last = last;
    private double _squareBefore;
    private double _beta;
    private bool _isWarm;

    public readonly bool IsSteepest => !_isWarm;

    public void Choose(ReadOnlySpan<double> gradient, Span<double> direction)
    {
        double square = Vectors.Dot(gradient, gradient);
        Vectors.Scale(-1, gradient, direction);
        if (_isWarm && _beta > 0)
        {
            Vectors.Add(direction, _beta, _last);
            if (!(Vectors.Dot(direction, gradient) <= -0.01 * square))
                Vectors.Scale(-1, gradient, direction);
        }

        direction.CopyTo(_last);
        _squareBefore = square;
    }

    public void Learn(Span<double> step, Span<double> change, ReadOnlySpan<double> gradient)
    {
        double along = Vectors.Dot(gradient, change), square = Vectors.Dot(gradient, gradient);
        bool isFar = Math.Abs(square - along) >= PowellRestart * square;
        _beta = isFar ? 0 : Math.Max(0, along / _squareBefore);
        _isWarm = true;
    }

    public void Forget() => _isWarm = false;

    public readonly double FirstTrial(bool isFirst, double gradientLength, double slope, double lastStep, double lastSlope, double lastChange) =>
        lastStep > 0 ? Math.Min(lastStep * lastSlope / slope, 1.01 * 2 * lastChange / slope) : FirstTrials.OfLength(1, gradientLength);

    // |∇fᵀ∇f before| ≥ this · ‖∇f‖².
    private const double PowellRestart = 10;
}
