namespace FastOpt.Training;

/// <summary>Of the ones, the share that was decided for; 0 without any, as scikit-learn's <c>recall_score</c>. Targets are 0 or 1.</summary>
/// <param name="threshold">The probability above which a decision is 1. Default: 0.5.</param>
public sealed class BinaryRecall(double threshold = 0.5) : BinaryMetric("recall", threshold)
{
    private protected override double Figure() => Precision.Ratio(TruePositives, TruePositives + FalseNegatives);
}
