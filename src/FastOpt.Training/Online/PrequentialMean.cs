using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// A mean of figures that were taken of each sample before it was learned (Gama, Sebastião and Rodrigues 2013): over all of them, over the newest few, and
/// with a fading factor α: <c>S ← x + α·S</c>, <c>N ← 1 + α·N</c>, mean S/N. In double, in the order of the stream.
/// </summary>
public sealed class PrequentialMean
{
    private readonly double[] _newest;
    private double _sum, _faded, _weight;

    /// <summary>Makes an empty mean.</summary>
    /// <param name="fading">α in (0, 1]: a figure that is 1/(1 − α) samples old weighs about a third. Default: 0.999.</param>
    /// <param name="window">Figures of <see cref="Windowed"/>, at least 1. Default: 1000.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public PrequentialMean(double fading = 0.999, int window = 1000)
    {
        if (!(fading > 0 && fading <= 1))
            throw new ArgumentOutOfRangeException(nameof(fading), fading, "The fading factor must be above 0 and at most 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        (Fading, _newest) = (fading, new double[window]);
    }

    /// <summary>α.</summary>
    public double Fading { get; }

    /// <summary>Figures of <see cref="Windowed"/>.</summary>
    public int Window => _newest.Length;

    /// <summary>Figures so far.</summary>
    public long Count { get; private set; }

    /// <summary>The mean of all figures; NaN where there are none.</summary>
    public double Overall => _sum / Count;

    /// <summary>The mean with the fading factor; NaN where there are no figures.</summary>
    public double Faded => _faded / _weight;

    /// <summary>The mean of the newest figures, summed up from the oldest of them on when it is asked for; NaN where there are none.</summary>
    public double Windowed
    {
        get
        {
            long count = Math.Min(Count, _newest.Length);
            double sum = 0;
            for (long i = Count - count; i < Count; i++)
                sum += _newest[i % _newest.Length];
            return sum / count;
        }
    }

    /// <summary>Adds a figure.</summary>
    /// <exception cref="ArgumentException">It is not finite; nothing is changed.</exception>
    public void Add(double figure)
    {
        if (!double.IsFinite(figure))
            throw new ArgumentException(Invariant($"Figure {Count} is {figure}, but a mean takes finite numbers."), nameof(figure));
        _newest[Count % _newest.Length] = figure;
        Count++;
        _sum += figure;
        _faded = figure + (Fading * _faded);
        _weight = 1 + (Fading * _weight);
    }

    /// <summary>Writes what it needs to go on bit for bit.</summary>
    public void Save(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Set("sums", (ReadOnlySpan<double>)[_sum, _faded, _weight, Fading]);
        state.Set("count", Count);
        state.Set("newest", _newest);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="FormatException">The state is of a mean with another fading factor or window.</exception>
    public void Load(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ReadOnlySpan<double> sums = state.Get<double>("sums"), newest = state.Get<double>("newest");
        long count = state.GetInt64("count");
        if (sums.Length != 4 || newest.Length != _newest.Length || sums[3] != Fading)
            throw new FormatException(Invariant($"The state is of a mean with another fading factor or window than {Fading} and {Window}."));
        newest.CopyTo(_newest);
        (_sum, _faded, _weight, Count) = (sums[0], sums[1], sums[2], count);
    }
}
