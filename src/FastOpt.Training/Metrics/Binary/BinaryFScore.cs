namespace FastOpt.Training;

/// <summary>
/// The weighted harmonic mean of <see cref="BinaryPrecision"/> and <see cref="BinaryRecall"/>, as scikit-learn's <c>fbeta_score</c>. Targets are 0 or 1.
/// </summary>
/// <param name="beta">How many times recall counts as much as precision, above 0. Default: 1.</param>
/// <param name="threshold">The probability above which a decision is 1. Default: 0.5.</param>
public sealed class BinaryFScore(double beta = 1, double threshold = 0.5) : BinaryMetric(FScore.NameOf(beta), threshold)
{
    private protected override double Figure() =>
        FScore.Of(beta * beta, TruePositives, TruePositives + FalsePositives, TruePositives + FalseNegatives);
}
