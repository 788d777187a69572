namespace FastOpt.Runtime;

/// <summary>
/// How long sums of a convolution's gradient go up in levels (<see cref="LongSum"/>): the sums of some positions to totals, the totals of many positions to the
/// results. A float on each level adds a few hundred terms.
/// </summary>
internal ref struct WindowSumLevels
{
    private readonly Span<float> _sums;
    private readonly Span<float> _totals;
    private readonly Span<float> _results;
    private int _inSums, _inTotals;

    /// <summary>Clears sums and totals.</summary>
    public WindowSumLevels(Span<float> sums, Span<float> totals, Span<float> results)
    {
        _sums = sums;
        _totals = totals;
        _results = results;
        sums.Clear();
        totals.Clear();
    }

    /// <summary>Counts positions whose terms were added to the sums.</summary>
    public void Take(int positions)
    {
        _inSums += positions;
        if (_inSums < LongSum.Chunk)
            return;
        ElementSums.AddTo(_sums, _totals);
        _sums.Clear();
        _inTotals += _inSums;
        _inSums = 0;
        if (_inTotals < LongSum.Most)
            return;
        ElementSums.AddTo(_totals, _results);
        _totals.Clear();
        _inTotals = 0;
    }

    /// <summary>Adds what has not gone up to the results.</summary>
    public readonly void End()
    {
        ElementSums.AddTo(_sums, _totals);
        ElementSums.AddTo(_totals, _results);
    }
}
