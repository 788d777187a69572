namespace FastOpt.Training;

/// <summary>
/// Writes a tfevents file that TensorBoard reads: behind each epoch, at the run's step, <c>train/loss</c>, <c>validation/loss</c>, <c>validation/METRIC</c> and
/// <c>learning_rate</c>; what is not defined is left out. Optionally a histogram of each weight tensor. The file is <c>events.out.tfevents.fastopt</c>; give
/// each run a folder of its own. A resumed run goes on where its checkpoint was; see <see cref="LogCallback"/>.
/// </summary>
public sealed class TensorBoardLog : LogCallback
{
    private readonly EventWriter _writer = new();
    private readonly TimeProvider _clock;
    private readonly int _histogramEvery;
    private float[] _parameters = [];

    /// <summary>Logs to a folder.</summary>
    /// <param name="directory">The run's folder; it is made if it is not there.</param>
    /// <param name="histogramEvery">Epochs from one histogram of the weights to the next; 0, the default, writes none.</param>
    /// <param name="clock">The clock that the events' times come from. Default: the system's.</param>
    public TensorBoardLog(string directory, int histogramEvery = 0, TimeProvider? clock = null)
        : base(System.IO.Path.Combine(directory, "events.out.tfevents.fastopt"), "The TensorBoard log")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(histogramEvery);
        (_histogramEvery, _clock) = (histogramEvery, clock ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public override void EpochDone(FitContext context, EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(report);
        double time = (_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        if (IsEmpty)
            Append(_writer.Version(time));
        _writer.Begin();
        Scalar("train/loss", report.TrainLoss);
        Scalar("validation/loss", report.ValidationLoss);
        Scalar("learning_rate", report.LearningRate);
        foreach (MetricValue metric in report.Metrics)
            Scalar("validation/" + metric.Name, metric.Value);
        if (_histogramEvery > 0 && report.Epoch % _histogramEvery == 0)
            Histograms(context);
        Append(_writer.End(time, report.Step));
    }

    private void Scalar(string tag, double value)
    {
        if (!double.IsNaN(value))
            _writer.Scalar(tag, value);
    }

    private void Histograms(FitContext context)
    {
        if (_parameters.Length != context.ParameterCount)
            _parameters = new float[context.ParameterCount];
        context.CopyParametersTo(_parameters);
        foreach (ParameterInfo parameter in context.Parameters)
            _writer.Distribution("weights/" + parameter.Name, new WeightHistogram(_parameters.AsSpan(parameter.Offset, parameter.Count)));
    }
}
