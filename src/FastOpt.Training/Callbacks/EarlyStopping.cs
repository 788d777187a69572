using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// Ends a run when a figure has stopped getting better, as Keras' callback of this name: behind so many epochs in a row without a better one.
/// </summary>
public sealed class EarlyStopping : Callback
{
    private MonitoredFigure _figure;

    /// <summary>
    /// The metric to go by, which says itself whether more is better. Default: null, the validation loss, or the training loss in a run without validation.
    /// </summary>
    public string? Metric { get; init; }

    /// <summary>Epochs in a row without a better figure behind which the run ends; 0 and 1 end it at the first. Default: 10.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>By more than how much a figure must be better to count, absolute. Default: 0.</summary>
    public double MinDelta { get; init; }

    /// <summary>The best figure yet; not a number before the first one.</summary>
    public double Best { get; private set; } = double.NaN;

    /// <summary>The epoch of the best figure, from 1; 0 before the first one.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Epochs in a row without a better figure.</summary>
    public int Waited { get; private set; }

    /// <inheritdoc/>
    public override void Begin(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Patience < 0)
            throw new ArgumentException(Invariant($"EarlyStopping: Patience is {Patience}, but it must be at least 0."));
        if (!(MinDelta >= 0 && MinDelta <= double.MaxValue))
            throw new ArgumentException(Invariant($"EarlyStopping: MinDelta is {MinDelta}, but it must be a finite number from 0."));
        _figure = MonitoredFigure.Find(context, Metric, nameof(EarlyStopping));
        (Best, BestEpoch, Waited) = (double.NaN, 0, 0);
    }

    /// <inheritdoc/>
    public override void EpochDone(FitContext context, EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(report);
        double figure = _figure.Of(report);
        if (_figure.IsBetter(figure, Best, MinDelta))
        {
            (Best, BestEpoch, Waited) = (figure, report.Epoch, 0);
            return;
        }

        Waited++;
        if (Waited < Patience)
            return;
        string best = BestEpoch == 0 ? "it never was a number" : Invariant($"the best one is {Best:G6} of epoch {BestEpoch}");
        context.Stop(Invariant($"The {_figure.Name} has not got better for {Waited} epochs, up to epoch {report.Epoch}: {best}."));
    }

    /// <inheritdoc/>
    public override void Save(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Set("best", Best);
        state.Set("best_epoch", (long)BestEpoch);
        state.Set("waited", (long)Waited);
    }

    /// <inheritdoc/>
    public override void Load(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        (Best, BestEpoch, Waited) = (state.GetDouble("best"), (int)state.GetInt64("best_epoch"), (int)state.GetInt64("waited"));
    }
}
