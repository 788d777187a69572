namespace FastOpt.Training;

/// <summary>
/// The area under the ROC curve, as scikit-learn's <c>roc_auc_score</c>: two classes, or one against the rest with the macro average
/// (<c>multi_class="ovr"</c>). 0.5 is chance. NaN where a class has no example, or all: the area is not defined there.
/// </summary>
/// <remarks><see cref="RankingMetric"/> says what it keeps.</remarks>
public sealed class RocAuc : RankingMetric
{
    /// <inheritdoc/>
    public override string Name => "ROC AUC";

    private protected override double Figure(RankedScores scores) => scores.RocArea();
}
