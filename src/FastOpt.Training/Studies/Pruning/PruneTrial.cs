namespace FastOpt.Training;

/// <summary>
/// Reports a figure of each epoch to a study's trial, and ends the run where the study's pruner ends the trial. The stage is the epoch. The objective then
/// returns as always; the study knows that the trial was pruned.
/// </summary>
/// <param name="trial">The trial.</param>
public sealed class PruneTrial(Trial trial) : Callback
{
    private readonly Trial _trial = trial ?? throw new ArgumentNullException(nameof(trial));
    private MonitoredFigure _figure;

    /// <summary>The metric that is reported. Default: null, the validation loss, or the training loss in a run without validation.</summary>
    public string? Metric { get; init; }

    /// <inheritdoc/>
    public override void Begin(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _figure = MonitoredFigure.Find(context, Metric, nameof(PruneTrial));
        if (_figure.HigherIsBetter != (_trial.Direction == StudyDirection.Maximize))
        {
            throw new ArgumentException(
                $"PruneTrial: of the {_figure.Name}, {(_figure.HigherIsBetter ? "more" : "less")} is better, "
                + $"but the study is to {JournalText.Name(_trial.Direction)}.");
        }

        // A run that goes on from a checkpoint has these epochs behind it.
        foreach (EpochReport report in context.History.Epochs)
            _trial.Report(report.Epoch, _figure.Of(report));
    }

    /// <inheritdoc/>
    public override void EpochDone(FitContext context, EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(report);
        _trial.Report(report.Epoch, _figure.Of(report));
        if (_trial.IsPruned)
            context.Stop(_trial.PruneReason);
    }
}
