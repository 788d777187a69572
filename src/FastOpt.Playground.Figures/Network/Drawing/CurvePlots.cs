using System.Globalization;

namespace FastOpt.Playground;

/// <summary>Curves over the epochs: loss, accuracy, gradients, with what a reader kept of runs before.</summary>
internal static class CurvePlots
{
    private const int Most = 500;

    public static Plot Loss(NetworkRun run, int epoch, IReadOnlyList<KeptRun> kept) => Draw(
        "loss", "Loss", "cross-entropy, nats", run, epoch, static score => score.Loss, kept, static one => one.Losses);

    public static Plot Accuracy(NetworkRun run, int epoch, IReadOnlyList<KeptRun> kept)
    {
        Plot plot = Draw("accuracy", "Accuracy", "share of right answers", run, epoch, static score => score.Accuracy, kept, static one => one.Accuracies);
        double low = plot.Series.SelectMany(static one => one.Ys).Where(double.IsFinite).DefaultIfEmpty(0).Min();
        return plot with { Y = plot.Y with { From = Math.Max(0, Math.Floor(low * 10) / 10), To = 1.01 } };
    }

    public static Plot Gradients(NetworkRun run)
    {
        int[] which = Which(run.Frames.Count);
        double[] epochs = [.. which.Select(static i => (double)i)];
        Series[] series = [.. run.Norms.Names.Select((name, layer) =>
            new Series(SeriesKind.Line, name, layer, epochs, [.. which.Select(i => run.Frames[i].GradientNorms[layer])]))];
        Axis norms = Ranges.Logarithmic("norm of the gradient", series.SelectMany(static one => one.Ys));
        return new("gradients", "Gradients, layer by layer", Epochs(run), norms, series);
    }

    private static Plot Draw(
        string id,
        string title,
        string label,
        NetworkRun run,
        int epoch,
        Func<Score, double> value,
        IReadOnlyList<KeptRun> kept,
        Func<KeptRun, double[]> ofKept)
    {
        int[] which = Which(run.Frames.Count);
        double[] epochs = [.. which.Select(static i => (double)i)];
        var series = new List<Series>
        {
            new(SeriesKind.Line, "Training", 0, epochs, [.. which.Select(i => value(run.Frames[i].Train))]),
            new(SeriesKind.Line, "Validation", 1, epochs, [.. which.Select(i => value(run.Frames[i].Validation))]),
        };
        for (int i = 0; i < kept.Count; i++)
            series.Add(new(SeriesKind.Line, $"Kept, validation: {kept[i].Label}", 2 + i, kept[i].Epochs, ofKept(kept[i])));
        double[] all = [.. series.SelectMany(static one => one.Ys).Where(double.IsFinite)];
        double top = all.Length == 0 ? 1 : all.Order().ElementAt((int)(0.995 * (all.Length - 1))) * 1.08;
        if (run.Best > 0 && id == "loss")
        {
            string best = string.Create(CultureInfo.InvariantCulture, $"Best validation, epoch {run.Best}");
            series.Add(new(SeriesKind.Dots, best, SeriesStyle.Error, [run.Best], [value(run.Frames[run.Best].Validation)]));
        }

        if (epoch < run.Frames.Count - 1)
            series.Add(new(SeriesKind.Line, "The epoch that is shown", SeriesStyle.Aid, [epoch, epoch], [0, top]));
        return new(id, title, Epochs(run, kept), new(label, 0, Math.Max(top, 1e-6)), series);
    }

    private static Axis Epochs(NetworkRun run, IReadOnlyList<KeptRun>? kept = null)
    {
        double last = Math.Max(10, run.Frames.Count - 1);
        foreach (KeptRun one in kept ?? [])
            last = Math.Max(last, one.Epochs[^1]);
        return new("epoch", 0, last) { IsWhole = true };
    }

    // A long run has more epochs than a screen has columns.
    private static int[] Which(int count)
    {
        int stride = ((count - 1) / Most) + 1;
        return [.. Enumerable.Range(0, count).Where(i => i % stride == 0 || i == count - 1)];
    }
}

/// <summary>The validation curves of a run before this one.</summary>
/// <param name="Label">What was set.</param>
/// <param name="Epochs">The epochs.</param>
/// <param name="Losses">The validation loss of each.</param>
/// <param name="Accuracies">The accuracy of each.</param>
internal sealed record KeptRun(string Label, double[] Epochs, double[] Losses, double[] Accuracies);
