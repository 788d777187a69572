namespace FastOpt.Training;

/// <summary>
/// Scores and whether each is of a positive example. They are kept, 9 bytes for each, because a ranking needs all of them; the room doubles when it is full and
/// stays, so that later epochs allocate nothing.
/// </summary>
internal sealed class RankedScores
{
    private double[] _scores = new double[256];
    private byte[] _positive = new byte[256];
    private int _count;
    private long _positives;
    private bool _notANumber;

    /// <summary>Forgets all scores.</summary>
    public void Clear() => (_count, _positives, _notANumber) = (0, 0, false);

    /// <summary>Adds one.</summary>
    public void Add(double score, bool positive)
    {
        if (_count == _scores.Length)
        {
            Array.Resize(ref _scores, checked(2 * _count));
            Array.Resize(ref _positive, 2 * _count);
        }

        _notANumber |= double.IsNaN(score);
        _scores[_count] = score;
        _positive[_count++] = positive ? (byte)1 : (byte)0;
        _positives += positive ? 1 : 0;
    }

    /// <summary>
    /// The share of pairs of a positive and a negative example that stand in the right order, ties counting half (Mann and Whitney): the area under the ROC
    /// curve. NaN where one of the two kinds is missing.
    /// </summary>
    public double RocArea()
    {
        long negatives = _count - _positives;
        if (_notANumber || _positives == 0 || negatives == 0)
            return double.NaN;
        Sort();
        double twice = 0;
        long below = 0;
        for (int start = 0, end; start < _count; start = end)
        {
            (end, long positive) = Tie(start);
            long negative = end - start - positive;
            twice += (double)positive * ((2 * below) + negative);
            below += negative;
        }

        return twice / (2.0 * _positives * negatives);
    }

    /// <summary>Σ (Rₙ − Rₙ₋₁)·Pₙ over falling thresholds: the average precision. NaN without a positive example.</summary>
    public double AveragePrecision()
    {
        if (_notANumber || _positives == 0)
            return double.NaN;
        Sort();
        double sum = 0;
        long above = _positives, taken = _count;

        // From the lowest threshold up: at a tie's threshold all examples from its start on are taken for positive.
        for (int start = 0, end; start < _count; start = end)
        {
            (end, long positive) = Tie(start);
            sum += (double)positive * above / taken;
            above -= positive;
            taken -= end - start;
        }

        return sum / _positives;
    }

    // The order of equal scores does not matter, so the arrays are sorted where they are.
    private void Sort() => Array.Sort(_scores, _positive, 0, _count);

    private (int End, long Positive) Tie(int start)
    {
        int end = start;
        long positive = 0;
        for (; end < _count && _scores[end] == _scores[start]; end++)
            positive += _positive[end];
        return (end, positive);
    }
}
