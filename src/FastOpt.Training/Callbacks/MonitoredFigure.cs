namespace FastOpt.Training;

/// <summary>The figure of an epoch that a callback goes by, and which of two is better.</summary>
internal readonly struct MonitoredFigure
{
    private readonly int _metric;

    private MonitoredFigure(int metric, bool isValidated, string name, bool higherIsBetter) =>
        (_metric, IsValidated, Name, HigherIsBetter) = (metric, isValidated, name, higherIsBetter);

    public string Name { get; }

    public bool HigherIsBetter { get; }

    private bool IsValidated { get; }

    /// <summary>Finds the figure: the validation loss, which is the training loss in a run without validation; or a metric of the run.</summary>
    /// <exception cref="ArgumentException">The run has no such metric.</exception>
    public static MonitoredFigure Find(FitContext context, string? metric, string callback)
    {
        if (metric is null)
            return new MonitoredFigure(-1, context.ValidationCount > 0, context.ValidationCount > 0 ? "validation loss" : "training loss", false);
        for (int i = 0; i < context.Metrics.Count; i++)
        {
            if (context.Metrics[i].Name == metric)
                return new MonitoredFigure(i, true, metric, context.Metrics[i].HigherIsBetter);
        }

        string names = string.Join(", ", context.Metrics.Select(static known => known.Name));
        string known = names.Length == 0 ? "the run has no metrics" : $"the run's metrics are {names}";
        throw new ArgumentException(
            $"{callback}: there is no metric \"{metric}\"; {known}. Give it to Fit, or leave Metric null for the validation loss.", nameof(metric));
    }

    public double Of(EpochReport report) => _metric >= 0 ? report.Metrics[_metric].Value : IsValidated ? report.ValidationLoss : report.TrainLoss;

    /// <summary>Whether a figure is better than the best yet by more than so much; one that is not a number never is.</summary>
    public bool IsBetter(double figure, double best, double minDelta = 0)
    {
        if (double.IsNaN(figure))
            return false;
        if (double.IsNaN(best))
            return true;
        return HigherIsBetter ? figure - minDelta > best : figure + minDelta < best;
    }
}
