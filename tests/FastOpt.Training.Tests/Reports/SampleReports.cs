namespace FastOpt.Training.Tests.Reports;

/// <summary>Reports that have everything in them.</summary>
internal static class SampleReports
{
    /// <summary>A run of classes whose validation loss is lowest in epoch 12, with a probe and a confusion matrix.</summary>
    public static ReportContent Classes()
    {
        var run = new FakeRun(new("dense1.weight", [2], 0), new("dense1.bias", [1], 2), new("dense2.weight", [2], 3));
        var probe = new GradientProbe(every: 5, capacity: 16);
        probe.Begin(run);
        Array.Fill(run.Weights, 1);
        for (int epoch = 1; epoch <= 20; epoch++)
        {
            for (int step = 0; step < 10; step++)
            {
                Array.Fill(run.Gradients, 1f / (epoch + step));
                run.TakeStep(probe, static weights => weights[0] += 0.001f);
            }

            double away = epoch - 12;
            run.FinishEpoch(
                2 * Math.Exp(-epoch * 0.2),
                0.4 + (0.005 * away * away),
                0.01 / epoch,
                new MetricValue("accuracy", 1 - (0.5 / epoch)),
                new MetricValue("a < b & \"c\"", epoch == 3 ? double.NaN : epoch));
        }

        var matrix = new ConfusionMatrix(3);
        matrix.Add([9, 0, 0, 9, 0, 0, 0, 9, 0, 0, 9, 0, 0, 9, 0], [0, 0, 1, 1, 2]);
        return new ReportContent
        {
            Title = "Three <classes>", Subtitle = "Figures of a test", Network = run.Summary, Options = run.Options, History = run.History,
            TrainCount = 160, ValidationCount = 40, Probe = probe, Confusion = matrix, ClassNames = ["ant", "bee", "cat & dog"],
                Facts = { ("Test accuracy", "0.6") },
        };
    }

    /// <summary>A run of numbers, with a scatter.</summary>
    public static ReportContent Numbers()
    {
        var run = new FakeRun();
        for (int epoch = 1; epoch <= 30; epoch++)
            run.FinishEpoch(1 + (10.0 / epoch), 1.1 + (10.0 / epoch), 0.1, new MetricValue("R²", 1 - (1.0 / epoch)));
        float[] actual = [.. Enumerable.Range(0, 50).Select(static i => i / 10f)],
            predicted = [.. actual.Select(static (value, i) => value + (i % 5 * 0.1f) - 0.2f)];
        return new ReportContent { Network = run.Summary, History = run.History, Scatter = new PredictionScatter("price, $", actual, predicted) };
    }
}
