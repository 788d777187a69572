namespace FastOpt.Training;

/// <summary>
/// Keeps the weights and buffers, such as running statistics, of the best epoch; behind the run the network has them, however the run ended: completed,
/// stopped, cancelled, diverged, or by an exception. Before the first epoch is done, only a run that diverged is taken back, to where it began; the others
/// leave the network as it is. The optimizer's state is the last one, and starts anew behind a run that diverged.
/// </summary>
public sealed class RestoreBest : Callback
{
    private MonitoredFigure _figure;
    private float[] _parameters = [], _buffers = [];

    /// <summary>The metric that says what is best. Default: null, the validation loss, or the training loss in a run without validation.</summary>
    public string? Metric { get; init; }

    /// <summary>The best figure yet; not a number before the first one.</summary>
    public double Best { get; private set; } = double.NaN;

    /// <summary>The best epoch, from 1, the first of equals; 0 before the first one.</summary>
    public int BestEpoch { get; private set; }

    /// <inheritdoc/>
    public override void Begin(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _figure = MonitoredFigure.Find(context, Metric, nameof(RestoreBest));
        (Best, BestEpoch) = (double.NaN, 0);
        (_parameters, _buffers) = (new float[context.ParameterCount], new float[context.BufferCount]);
        Keep(context);
    }

    /// <inheritdoc/>
    public override void EpochDone(FitContext context, EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(report);
        double figure = _figure.Of(report);
        if (!_figure.IsBetter(figure, Best))
            return;
        (Best, BestEpoch) = (figure, report.Epoch);
        Keep(context);
    }

    /// <inheritdoc/>
    public override void Save(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Set("best", Best);
        state.Set("best_epoch", (long)BestEpoch);
        state.Set("parameters", _parameters);
        state.Set("buffers", _buffers);
    }

    /// <inheritdoc/>
    public override void Load(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        (Best, BestEpoch) = (state.GetDouble("best"), (int)state.GetInt64("best_epoch"));
        Copy("parameters", _parameters);
        Copy("buffers", _buffers);

        void Copy(string name, float[] values)
        {
            ReadOnlySpan<float> stored = state.Get<float>(name);
            if (stored.Length != values.Length)
                throw new FormatException($"RestoreBest: the state has {stored.Length} {name}, but the network has {values.Length}.");
            stored.CopyTo(values);
        }
    }

    /// <summary>Whether an end gives the network what is kept; null is the end by an exception.</summary>
    internal bool IsRestored(FitEnd? end) => BestEpoch > 0 || end == FitEnd.Diverged;

    internal void Restore(FitContext context)
    {
        context.LoadParameters(_parameters);
        context.LoadBuffers(_buffers);
    }

    private void Keep(FitContext context)
    {
        context.CopyParametersTo(_parameters);
        context.CopyBuffersTo(_buffers);
    }
}
