namespace FastOpt;

/// <summary>How a minimizer with a line search chooses its directions.</summary>
internal interface IDirection
{
    /// <summary>Whether the next direction is the steepest descent, since nothing is known.</summary>
    bool IsSteepest { get; }

    /// <summary>The next direction.</summary>
    /// <param name="gradient">∇f.</param>
    /// <param name="direction">Receives d.</param>
    void Choose(ReadOnlySpan<double> gradient, Span<double> direction);

    /// <summary>Learns from an accepted step. The vectors may be overwritten.</summary>
    /// <param name="step">s, the difference of the points.</param>
    /// <param name="change">y, the difference of the gradients.</param>
    /// <param name="gradient">The new gradient.</param>
    void Learn(Span<double> step, Span<double> change, ReadOnlySpan<double> gradient);

    /// <summary>Forgets all steps.</summary>
    void Forget();

    /// <summary>The length of the first trial along the line.</summary>
    /// <param name="isFirst">Whether no step was accepted yet.</param>
    /// <param name="gradientLength">‖∇f‖₂.</param>
    /// <param name="slope">∇fᵀd.</param>
    /// <param name="lastStep">α of the step before.</param>
    /// <param name="lastSlope">∇fᵀd of the step before.</param>
    /// <param name="lastChange">By how much the step before changed f.</param>
    double FirstTrial(bool isFirst, double gradientLength, double slope, double lastStep, double lastSlope, double lastChange);
}
