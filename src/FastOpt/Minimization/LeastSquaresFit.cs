namespace FastOpt;

/// <summary>What <see cref="LeastSquares.Solve"/> found.</summary>
public readonly record struct LeastSquaresFit
{
    /// <summary>How many of the inputs, and of the constant that the bias stands for, do not depend on the others linearly; with a penalty, all.</summary>
    public int Rank { get; init; }

    /// <summary>Σ (W·x + b − y)² over all targets, by their number, with the parameters as they were written; the penalty is no part of it.</summary>
    public double MeanSquaredError { get; init; }
}
