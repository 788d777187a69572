namespace FastOpt.Training;

/// <summary>
/// A figure of how examples are ranked by their scores: what <see cref="RocAuc"/> and <see cref="PrAuc"/> share. With two classes it is that of class 1; with more
/// the mean over classes of each class against the rest, ranked by the softmax's odds. All scores are kept, 9 bytes for each example (and class, with more than two).
/// </summary>
public abstract class RankingMetric : Metric<int>
{
    private RankedScores[] _rankings = [];
    private int _classes;

    private protected RankingMetric()
    {
    }

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            double sum = 0;
            foreach (RankedScores ranking in _rankings)
                sum += Figure(ranking);
            return sum / _rankings.Length;
        }
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        foreach (RankedScores ranking in _rankings)
            ranking.Clear();
        _classes = 0;
    }

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> targets)
    {
        int found = Batch.Classes(Name, outputs, targets);
        if (found == 0)
            return;
        if (_classes != 0 && found != _classes)
            throw new ArgumentException($"{Name}: {found} outputs for each label, but {_classes} before.", nameof(outputs));
        _classes = found;
        int rankings = found == 2 ? 1 : found;
        if (_rankings.Length != rankings)
            _rankings = [.. Enumerable.Range(0, rankings).Select(static _ => new RankedScores())];
        for (int i = 0; i < targets.Length; i++)
            AddExample(outputs.Slice(i * found, found), targets[i]);
    }

    /// <summary>The figure of one ranking.</summary>
    private protected abstract double Figure(RankedScores scores);

    // Log odds order examples as the softmax's probabilities do, and do not run into 0 or 1.
    private void AddExample(ReadOnlySpan<float> scores, int label)
    {
        if (scores.Length == 2)
        {
            _rankings[0].Add((double)scores[1] - scores[0], label == 1);
            return;
        }

        for (int j = 0; j < scores.Length; j++)
            _rankings[j].Add(scores[j] - Batch.LogSumExp(scores, without: j), label == j);
    }
}
