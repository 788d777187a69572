namespace FastOpt.Training;

/// <summary>
/// The area under the precision-recall curve as the average precision <c>Σ (Rₙ − Rₙ₋₁)·Pₙ</c>, as scikit-learn's <c>average_precision_score</c>: two classes,
/// or one against the rest with the macro average. Chance is the share of positives. NaN where a class has no example (scikit-learn warns and says 0).
/// </summary>
/// <remarks><see cref="RankingMetric"/> says what it keeps.</remarks>
public sealed class PrAuc : RankingMetric
{
    /// <inheritdoc/>
    public override string Name => "PR AUC";

    private protected override double Figure(RankedScores scores) => scores.AveragePrecision();
}
