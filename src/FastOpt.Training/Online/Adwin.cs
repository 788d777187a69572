using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// Adaptive windowing (Bifet and Gavaldà 2007), with the parameters, the bound and the detections of river's <c>ADWIN</c>. It keeps a window of the newest
/// numbers as means and variances of buckets of 1, 2, 4, … numbers. Where the means of an older and a newer part differ by more than chance lets them,
/// <c>|m₀ − m₁| &gt; √(2·h·σ²·ln(2·ln n / δ)) + 2/3·h·ln(2·ln n / δ)</c> with <c>h = 1/(n₀ − L + 1) + 1/(n₁ − L + 1)</c>, the oldest buckets are
/// dropped: a change.
/// </summary>
public sealed class Adwin : DriftDetector
{
    private readonly double _delta;
    private readonly int _clock, _maxBuckets, _minWindow, _grace;
    private readonly List<AdwinRow> _rows = [];
    private double _sum, _squares;
    private long _width, _ticks;

    /// <summary>Makes a detector.</summary>
    /// <param name="delta">δ, about how likely a change is told where there is none, in (0, 1). Default: 0.002.</param>
    /// <param name="clock">Numbers from one test to the next, at least 1. Default: 32.</param>
    /// <param name="maxBuckets">Buckets of a size before the two oldest are merged, at least 1. Default: 5.</param>
    /// <param name="minWindow">L, the least numbers of each of the two parts, at least 1. Default: 5.</param>
    /// <param name="grace">Numbers before the first test, at least 0. Default: 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public Adwin(double delta = 0.002, int clock = 32, int maxBuckets = 5, int minWindow = 5, int grace = 10)
    {
        if (!(delta > 0 && delta < 1))
            throw new ArgumentOutOfRangeException(nameof(delta), delta, "Adwin: delta must be above 0 and below 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(clock, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBuckets, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(minWindow, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(grace);
        (_delta, _clock, _maxBuckets, _minWindow, _grace) = (delta, clock, maxBuckets, minWindow, grace);
        Restart();
    }

    /// <summary>Numbers in the window.</summary>
    public long Width => _width;

    /// <summary>The mean of the window; NaN where it is empty.</summary>
    public double Mean => _width == 0 ? double.NaN : _sum / _width;

    /// <summary>The variance of the window, the biased one; NaN where it is empty.</summary>
    public double Variance => _width == 0 ? double.NaN : _squares / _width;

    /// <inheritdoc/>
    protected override string Parameters =>
        Invariant($"delta {_delta:R}, clock {_clock}, buckets {_maxBuckets}, least window {_minWindow}, grace {_grace}");

    /// <inheritdoc/>
    protected override bool Update(double value, out bool isIncrease)
    {
        Insert(value);
        isIncrease = false;
        _ticks++;
        if (_ticks % _clock != 0 || _width <= _grace)
            return false;
        double dropped = 0;
        long count = 0;
        while (HasCut())
            DropOldest(ref dropped, ref count);
        isIncrease = count > 0 && Mean > dropped / count;
        return count > 0;
    }

    /// <inheritdoc/>
    protected override void Restart()
    {
        _rows.Clear();
        _rows.Add(new AdwinRow(_maxBuckets));
        (_sum, _squares, _width, _ticks) = (0, 0, 0, 0);
    }

    /// <inheritdoc/>
    protected override void SaveStatistics(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Set("window", (ReadOnlySpan<double>)[_sum, _squares]);
        state.Set("width", _width);
        state.Set("ticks", _ticks);
        state.Set("buckets", (long[])[.. _rows.Select(static row => (long)row.Count)]);
        state.Set("sums", (double[])[.. _rows.SelectMany(static row => row.Sums.Take(row.Count))]);
        state.Set("squares", (double[])[.. _rows.SelectMany(static row => row.Squares.Take(row.Count))]);
    }

    /// <inheritdoc/>
    protected override void LoadStatistics(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ReadOnlySpan<double> window = state.Get<double>("window"), sums = state.Get<double>("sums"), squares = state.Get<double>("squares");
        (long width, long ticks) = (state.GetInt64("width"), state.GetInt64("ticks"));
        List<AdwinRow> rows = [];
        int next = 0;
        foreach (long count in state.Get<long>("buckets"))
        {
            if (count < 0 || count > _maxBuckets || next + count > Math.Min(sums.Length, squares.Length))
                throw new FormatException("Adwin: the state's buckets do not fit each other.");
            var row = new AdwinRow(_maxBuckets);
            for (int i = 0; i < count; i++, next++)
                row.Add(sums[next], squares[next]);
            rows.Add(row);
        }

        if (window.Length != 2 || rows.Count == 0 || next != sums.Length || next != squares.Length)
            throw new FormatException("Adwin: the state's buckets do not fit each other.");
        _rows.Clear();
        _rows.AddRange(rows);
        (_sum, _squares, _width, _ticks) = (window[0], window[1], width, ticks);
    }

    private void Insert(double value)
    {
        _rows[0].Add(value, 0);
        _width++;
        if (_width > 1)
        {
            double before = _width - 1.0, mean = _sum / before;
            _squares += before * (value - mean) * (value - mean) / _width;
        }

        _sum += value;
        Merge();
    }

    /// <summary>Where a size has one bucket too many, its two oldest become one of the next size.</summary>
    private void Merge()
    {
        for (int i = 0; i < _rows.Count && _rows[i].Count > _maxBuckets; i++)
        {
            AdwinRow row = _rows[i];
            if (i + 1 == _rows.Count)
                _rows.Add(new AdwinRow(_maxBuckets));
            double size = Size(i), difference = (row.Sums[0] / size) - (row.Sums[1] / size);
            double between = size * size * difference * difference / (size + size);
            _rows[i + 1].Add(row.Sums[0] + row.Sums[1], row.Squares[0] + row.Squares[1] + between);
            row.RemoveFirst(2);
        }
    }

    /// <summary>Whether the means of the two parts differ too much at some place between two buckets.</summary>
    private bool HasCut()
    {
        double older = 0, newer = _width, olderSum = 0, newerSum = _sum;
        for (int i = _rows.Count - 1; i >= 0; i--)
        {
            AdwinRow row = _rows[i];
            for (int k = 0; k < row.Count; k++)
            {
                if (i == 0 && k == row.Count - 1)
                    return false; // behind the newest number there is nothing
                older += Size(i);
                newer -= Size(i);
                olderSum += row.Sums[k];
                newerSum -= row.Sums[k];
                if (older >= _minWindow && newer >= _minWindow && IsBeyondChance(older, newer, (olderSum / older) - (newerSum / newer)))
                    return true;
            }
        }

        return false;
    }

    private bool IsBeyondChance(double older, double newer, double difference)
    {
        double logarithm = Math.Log(2 * Math.Log(_width) / _delta);
        double inverse = (1 / (older - _minWindow + 1)) + (1 / (newer - _minWindow + 1));
        double bound = Math.Sqrt(2 * inverse * (_squares / _width) * logarithm) + (2.0 / 3.0 * logarithm * inverse);
        return Math.Abs(difference) > bound;
    }

    private void DropOldest(ref double dropped, ref long count)
    {
        int last = _rows.Count - 1;
        AdwinRow row = _rows[last];
        double size = Size(last), sum = row.Sums[0];
        _width -= (long)size;
        _sum -= sum;
        double difference = (sum / size) - (_sum / _width);
        _squares -= row.Squares[0] + (size * _width * difference * difference / (size + _width));
        row.RemoveFirst(1);
        if (row.Count == 0)
            _rows.RemoveAt(last);
        dropped += sum;
        count += (long)size;
    }

    private static double Size(int row) => 1L << row;
}
