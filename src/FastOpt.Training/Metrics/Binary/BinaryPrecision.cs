namespace FastOpt.Training;

/// <summary>Of the decisions for 1, the share that is right; 0 without any, as scikit-learn's <c>precision_score</c>. Targets are 0 or 1.</summary>
/// <param name="threshold">The probability above which a decision is 1. Default: 0.5.</param>
public sealed class BinaryPrecision(double threshold = 0.5) : BinaryMetric("precision", threshold)
{
    private protected override double Figure() => Precision.Ratio(TruePositives, TruePositives + FalsePositives);
}
