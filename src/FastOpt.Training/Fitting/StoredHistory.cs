namespace FastOpt.Training;

/// <summary>A history in a checkpoint: a column of numbers for each figure of the epochs.</summary>
internal static class StoredHistory
{
    public static void Save(History history, RunState run)
    {
        IReadOnlyList<EpochReport> epochs = history.Epochs;
        run.Set("history.step", Column(static epoch => epoch.Step));
        run.Set("history.examples", Column(static epoch => (long)epoch.Examples));
        run.Set("history.train_loss", Column(static epoch => epoch.TrainLoss));
        run.Set("history.validation_loss", Column(static epoch => epoch.ValidationLoss));
        run.Set("history.learning_rate", Column(static epoch => epoch.LearningRate));
        run.Set("history.metrics", (double[])[.. epochs.SelectMany(static epoch => epoch.Metrics.Select(static metric => metric.Value))]);
        run.Set("history.metric_names", string.Join('\n', epochs.Take(1).SelectMany(static epoch => epoch.Metrics.Select(static metric => metric.Name))));
        run.Set("time.history", Column(static epoch => epoch.Time.Ticks));

        T[] Column<T>(Func<EpochReport, T> figure) => [.. epochs.Select(figure)];
    }

    public static void Load(History history, RunState run, bool isValidated)
    {
        ReadOnlySpan<long> steps = run.Get<long>("history.step"), examples = run.Get<long>("history.examples"), times = run.Get<long>("time.history");
        ReadOnlySpan<double> train = run.Get<double>("history.train_loss"), validation = run.Get<double>("history.validation_loss");
        ReadOnlySpan<double> rates = run.Get<double>("history.learning_rate"), metrics = run.Get<double>("history.metrics");
        string[] names = run.GetString("history.metric_names") is { Length: > 0 } text ? text.Split('\n') : [];
        for (int i = 0; i < steps.Length; i++)
        {
            var values = new MetricValue[names.Length];
            for (int j = 0; j < names.Length; j++)
                values[j] = new MetricValue(names[j], metrics[(i * names.Length) + j]);
            history.Add(new EpochReport(i + 1, steps[i], train[i], validation[i], rates[i], values, (int)examples[i], new TimeSpan(times[i])), isValidated);
        }
    }
}
