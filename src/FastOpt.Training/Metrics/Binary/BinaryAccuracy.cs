namespace FastOpt.Training;

/// <summary>The share of right decisions by a logit: 1 where its sigmoid is above the threshold. Targets are 0 or 1.</summary>
/// <param name="threshold">The probability above which a decision is 1. Default: 0.5.</param>
public sealed class BinaryAccuracy(double threshold = 0.5) : BinaryMetric("accuracy", threshold)
{
    private protected override double Figure() =>
        (double)(TruePositives + TrueNegatives) / (TruePositives + FalsePositives + FalseNegatives + TrueNegatives);
}
