namespace FastOpt.Training;

/// <summary>
/// A figure of how examples are ranked by their scores: what <see cref="RocAuc"/> and <see cref="PrAuc"/> share. With two classes it is that of class 1; with
/// more the mean over classes of each class against the rest, ranked by the softmax's odds. All scores are kept, 9 bytes for each example (and class, with more
/// than two).
/// </summary>
public abstract class RankingMetric : Metric<int>
{
    private RankedScores[] _rankings = [];
    private double[] _sorted = [];
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
        int found = MetricBatch.Classes(Name, outputs, targets);
        if (found == 0)
            return;
        if (_classes != 0 && found != _classes)
            throw new ArgumentException($"{Name}: {found} outputs for each label, but {_classes} before.", nameof(outputs));
        _classes = found;
        int rankings = found == 2 ? 1 : found;
        if (_rankings.Length != rankings)
            (_rankings, _sorted) = ([.. Enumerable.Range(0, rankings).Select(static _ => new RankedScores())], new double[found]);
        for (int i = 0; i < targets.Length; i++)
            AddExample(outputs.Slice(i * found, found), targets[i]);
    }

    /// <summary>The figure of one ranking.</summary>
    private protected abstract double Figure(RankedScores scores);

    // Log odds, z less the log of the other classes' Σ e^z, order examples as the softmax's probabilities do, and do not run into 0 or 1. Sums run over sorted
    // distances from the largest score, so that examples whose scores differ by a shift or their order tie.
    private void AddExample(ReadOnlySpan<float> scores, int label)
    {
        if (scores.Length == 2)
        {
            _rankings[0].Add((double)scores[1] - scores[0], label == 1);
            return;
        }

        for (int j = 0; j < scores.Length; j++)
            _sorted[j] = scores[j];
        Array.Sort(_sorted);
        double largest = _sorted[^1], second = _sorted[^2], sum = SumBelow(_sorted, largest);
        double lead = largest - second - Math.Log(SumBelow(_sorted.AsSpan(0, _sorted.Length - 1), second));
        for (int j = 0; j < scores.Length; j++)
        {
            double below = scores[j] - largest;
            _rankings[j].Add(below == 0 ? lead : below - Math.Log(sum - Math.Exp(below)), label == j);
        }
    }

    private static double SumBelow(ReadOnlySpan<double> sorted, double largest)
    {
        double sum = 0;
        foreach (double score in sorted)
            sum += Math.Exp(score - largest);
        return sum;
    }
}
