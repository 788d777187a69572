namespace FastOpt;

/// <summary>d = −∇f.</summary>
internal struct SteepestDirection : IDirection
{
    public readonly bool IsSteepest => true;

    public readonly void Choose(ReadOnlySpan<double> gradient, Span<double> direction) => Vectors.Scale(-1, gradient, direction);

    public readonly void Learn(Span<double> step, Span<double> change, ReadOnlySpan<double> gradient)
    {
    }

    public readonly void Forget()
    {
    }

    public readonly double FirstTrial(bool isFirst, double gradientLength, double slope, double lastStep, double lastSlope, double lastChange) =>
        lastStep > 0 ? lastStep * lastSlope / slope : FirstTrials.OfLength(1, gradientLength);
}
