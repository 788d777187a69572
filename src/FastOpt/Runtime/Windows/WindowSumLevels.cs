namespace FastOpt.Runtime;

/// <summary>
/// How long sums of a convolution's gradient go up in levels (<see cref="LongSum"/>): the sums of some positions to totals, the totals of many positions to the
/// result. A float on each level adds a few hundred terms.
/// </summary>
internal ref struct WindowSumLevels(Span<float> sums, Span<float> totals)
{
    private readonly Span<float> _sums = sums;
    private readonly Span<float> _totals = totals;
    private int _inSums, _inTotals;

    /// <summary>Counts positions whose terms were added to the sums; whether the totals are to go to the result, and to be cleared.</summary>
    public bool Take(int positions)
    {
        _inSums += positions;
        if (_inSums < LongSum.Chunk)
            return false;
        ElementSums.AddTo(_sums, _totals);
        _sums.Clear();
        _inTotals += _inSums;
        _inSums = 0;
        if (_inTotals < LongSum.Most)
            return false;
        _inTotals = 0;
        return true;
    }
}
