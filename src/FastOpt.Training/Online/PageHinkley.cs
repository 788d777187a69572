using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>Which changes a <see cref="PageHinkley"/> tells.</summary>
public enum PageHinkleyMode
{
    /// <summary>Both.</summary>
    Both,

    /// <summary>Means that rise.</summary>
    Up,

    /// <summary>Means that fall.</summary>
    Down,
}

/// <summary>
/// The test of Page and Hinkley (Page 1954), with the parameters and the detections of river's two-sided <c>PageHinkley</c>: with the mean m of the numbers so
/// far, <c>U ← α·U + (x − m) − δ</c> and <c>D ← α·D + (x − m) + δ</c>; the mean has risen where <c>U − min U &gt; λ</c>, and fallen where
/// <c>max D − D &gt; λ</c>. As river's, min U begins at ∞ and max D at −1.
/// </summary>
public sealed class PageHinkley : DriftDetector
{
    private readonly int _minInstances;
    private readonly double _delta, _threshold, _alpha;
    private readonly PageHinkleyMode _mode;
    private double _mean, _up, _down, _least, _most;
    private long _count;

    /// <summary>Makes a detector.</summary>
    /// <param name="minInstances">Numbers before the first test, at least 1. Default: 30.</param>
    /// <param name="delta">δ, the change that is let pass, finite and at least 0. Default: 0.005.</param>
    /// <param name="threshold">λ, above 0: more makes fewer false alarms and later ones. Default: 50.</param>
    /// <param name="alpha">α, how much of the sums stays from one number to the next, in (0, 1]. Default: 0.9999.</param>
    /// <param name="mode">Which changes are told. Default: both.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public PageHinkley(
        int minInstances = 30, double delta = 0.005, double threshold = 50, double alpha = 0.9999, PageHinkleyMode mode = PageHinkleyMode.Both)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minInstances, 1);
        if (!(delta >= 0 && delta <= double.MaxValue))
            throw new ArgumentOutOfRangeException(nameof(delta), delta, "PageHinkley: delta must be a finite number from 0.");
        if (!(threshold > 0 && threshold <= double.MaxValue))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "PageHinkley: threshold must be a finite number above 0.");
        if (!(alpha > 0 && alpha <= 1))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "PageHinkley: alpha must be above 0 and at most 1.");
        if (!Enum.IsDefined(mode))
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "PageHinkley: mode is none of Both, Up, Down.");
        (_minInstances, _delta, _threshold, _alpha, _mode) = (minInstances, delta, threshold, alpha, mode);
        Restart();
    }

    /// <summary>The mean of the numbers since the last change; 0 before the first.</summary>
    public double Mean => _mean;

    /// <inheritdoc/>
    protected override string Parameters =>
        Invariant($"least instances {_minInstances}, delta {_delta:R}, threshold {_threshold:R}, alpha {_alpha:R}, mode {_mode}");

    /// <inheritdoc/>
    protected override bool Update(double value, out bool isIncrease)
    {
        _count++;
        _mean += (value - _mean) / _count;
        double deviation = value - _mean;
        _up = (_alpha * _up) + deviation - _delta;
        _down = (_alpha * _down) + deviation + _delta;
        _least = Math.Min(_least, _up);
        _most = Math.Max(_most, _down);
        bool isUp = _mode != PageHinkleyMode.Down && _up - _least > _threshold, isDown = _mode != PageHinkleyMode.Up && _most - _down > _threshold;
        isIncrease = isUp;
        return _count >= _minInstances && (isUp || isDown);
    }

    /// <inheritdoc/>
    protected override void Restart() => (_mean, _up, _down, _least, _most, _count) = (0, 0, 0, double.PositiveInfinity, -1, 0);

    /// <inheritdoc/>
    protected override void SaveStatistics(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Set("sums", (ReadOnlySpan<double>)[_mean, _up, _down, _least, _most]);
        state.Set("numbers", _count);
    }

    /// <inheritdoc/>
    protected override void LoadStatistics(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ReadOnlySpan<double> sums = state.Get<double>("sums");
        if (sums.Length != 5)
            throw new FormatException(Invariant($"PageHinkley: the state has {sums.Length} sums, but 5 are needed."));
        (_mean, _up, _down, _least, _most, _count) = (sums[0], sums[1], sums[2], sums[3], sums[4], state.GetInt64("numbers"));
    }
}
