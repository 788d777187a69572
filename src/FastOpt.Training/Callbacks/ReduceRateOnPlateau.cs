using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// Lowers the learning rate when a figure has stopped getting better, as Keras' <c>ReduceLROnPlateau</c> and with its meaning of patience. The factor
/// multiplies what the network's own schedule gives.
/// </summary>
public sealed class ReduceRateOnPlateau : Callback
{
    private MonitoredFigure _figure;
    private double _best = double.NaN;
    private long _waited, _cooldownLeft;

    /// <summary>
    /// The metric to go by, which says itself whether more is better. Default: null, the validation loss, or the training loss in a run without validation.
    /// </summary>
    public string? Metric { get; init; }

    /// <summary>What the rate is multiplied with, in (0, 1). Default: 0.1.</summary>
    public double Factor { get; init; } = 0.1;

    /// <summary>Epochs in a row without a better figure behind which the rate is lowered. Default: 10.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>By more than how much a figure must be better to count, absolute. Default: 1e-4.</summary>
    public double MinDelta { get; init; } = 1e-4;

    /// <summary>Epochs behind a reduction that do not count. Default: 0.</summary>
    public int Cooldown { get; init; }

    /// <summary>The lowest factor of all reductions together. Default: 0.</summary>
    public double MinFactor { get; init; }

    /// <inheritdoc/>
    public override void Begin(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!(Factor > 0 && Factor < 1))
            throw new ArgumentException(Invariant($"ReduceRateOnPlateau: Factor is {Factor}, but it must be above 0 and below 1."));
        if (Patience < 0 || Cooldown < 0)
            throw new ArgumentException(Invariant($"ReduceRateOnPlateau: Patience is {Patience} and Cooldown {Cooldown}, but both must be at least 0."));
        if (!(MinDelta >= 0 && MinDelta <= double.MaxValue) || !(MinFactor >= 0 && MinFactor < 1))
        {
            throw new ArgumentException(
                Invariant($"ReduceRateOnPlateau: MinDelta is {MinDelta} and MinFactor {MinFactor}, but they must be from 0, and MinFactor below 1."));
        }

        if (!context.HasLearningRate)
        {
            throw new ArgumentException(
                $"ReduceRateOnPlateau: {context.Summary.Name}'s optimizer, {context.Summary.Optimizer}, has no learning rate that a run can change.");
        }

        _figure = MonitoredFigure.Find(context, Metric, nameof(ReduceRateOnPlateau));
        (_best, _waited, _cooldownLeft) = (double.NaN, 0, 0);
    }

    /// <inheritdoc/>
    public override void EpochDone(FitContext context, EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(report);
        double figure = _figure.Of(report);
        if (_cooldownLeft > 0)
        {
            _cooldownLeft--;
            _waited = 0;
        }

        if (_figure.IsBetter(figure, _best, MinDelta))
        {
            (_best, _waited) = (figure, 0);
            return;
        }

        if (_cooldownLeft > 0 || ++_waited < Patience)
            return;
        (_waited, _cooldownLeft) = (0, Cooldown);
        double factor = context.LearningRateFactor;
        context.LearningRateFactor = Math.Min(factor, Math.Max(factor * Factor, MinFactor));
    }

    /// <inheritdoc/>
    public override void Save(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Set("best", _best);
        state.Set("waited", _waited);
        state.Set("cooldown_left", _cooldownLeft);
    }

    /// <inheritdoc/>
    public override void Load(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        (_best, _waited, _cooldownLeft) = (state.GetDouble("best"), state.GetInt64("waited"), state.GetInt64("cooldown_left"));
    }
}
