namespace FastOpt.Training;

/// <summary>
/// A figure of how examples are ranked by one logit: what <see cref="BinaryRocAuc"/> and <see cref="BinaryPrAuc"/> share. Targets are 0 or 1. All scores are
/// kept, 9 bytes for each; the room grows in the first epoch and stays.
/// </summary>
public abstract class BinaryRanking : Metric<float>
{
    private readonly RankedScores _scores = new();

    private protected BinaryRanking()
    {
    }

    /// <inheritdoc/>
    public override double Value => Figure(_scores);

    /// <inheritdoc/>
    public override void Reset() => _scores.Clear();

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        MetricBatch.Binary(Name, outputs, targets);
        for (int i = 0; i < targets.Length; i++)
            _scores.Add(outputs[i], targets[i] == 1);
    }

    /// <summary>The figure of the ranking.</summary>
    private protected abstract double Figure(RankedScores scores);
}

/// <summary>The area under the ROC curve of a logit, as scikit-learn's <c>roc_auc_score</c>; NaN where all targets are the same.</summary>
/// <remarks><see cref="BinaryRanking"/> says what it keeps.</remarks>
public sealed class BinaryRocAuc : BinaryRanking
{
    /// <inheritdoc/>
    public override string Name => "ROC AUC";

    private protected override double Figure(RankedScores scores) => scores.RocArea();
}

/// <summary>The average precision of a logit, as scikit-learn's <c>average_precision_score</c>; NaN where no target is 1.</summary>
/// <remarks><see cref="BinaryRanking"/> says what it keeps.</remarks>
public sealed class BinaryPrAuc : BinaryRanking
{
    /// <inheritdoc/>
    public override string Name => "PR AUC";

    private protected override double Figure(RankedScores scores) => scores.AveragePrecision();
}
