using System.Globalization;
using System.Text;

namespace FastOpt.Training;

/// <summary>Losses, their gap, metrics and the learning rate over the epochs.</summary>
internal static class CurveSection
{
    /// <summary>Writes it, if an epoch has finished.</summary>
    public static void Write(StringBuilder page, ReportContent content)
    {
        IReadOnlyList<EpochReport> epochs = content.History.Epochs;
        if (epochs.Count == 0)
            return;
        double[] x = [.. epochs.Select(static epoch => (double)epoch.Epoch)];
        Plot.Mark? best = content.History.BestEpoch > 0
            ? new(content.History.BestEpoch, $"best: epoch {content.History.BestEpoch.ToString(CultureInfo.InvariantCulture)}") : null;
        page.Append("<section><h2>Curves</h2><div class=\"grid2\">\n");
        var losses = new List<PlotSeries> { new("training", x, [.. epochs.Select(static epoch => epoch.TrainLoss)]) };
        if (epochs.Any(static epoch => !double.IsNaN(epoch.ValidationLoss)))
            losses.Add(new PlotSeries("validation", x, [.. epochs.Select(static epoch => epoch.ValidationLoss)]));
        PlotFigure.Write(page, new Plot("Loss", "epoch", "mean loss", losses) { Vertical = best }, "loss");
        if (losses.Count > 1)
            WriteGap(page, epochs, x, best);
        for (int i = 0; i < epochs[0].Metrics.Count; i++)
            WriteMetric(page, content, x, i);
        if (epochs.Any(static epoch => !double.IsNaN(epoch.LearningRate)))
            WriteRate(page, [.. epochs.Select(static epoch => epoch.LearningRate)], x);
        page.Append("</div></section>\n");
    }

    private static void WriteGap(StringBuilder page, IReadOnlyList<EpochReport> epochs, double[] x, Plot.Mark? best)
    {
        double[] gap = [.. epochs.Select(static epoch => epoch.ValidationLoss - epoch.TrainLoss)];
        PlotFigure.Write(
            page,
            new Plot("Gap", "epoch", "validation − training loss", [new PlotSeries("validation − training", x, gap)])
            {
                Vertical = best, Horizontal = new(0, ""), IsLog = false,
            },
            "gap",
            "A gap that grows is overfitting. Training loss is measured while the weights still move.");
    }

    // A rate that falls by a few steps is shown by its logarithm; one that goes to nothing is not.
    private static void WriteRate(StringBuilder page, double[] rates, double[] x)
    {
        (double least, double most) = PlotAxis.Range(rates);
        bool? isLog = least > 0 && most / least < 1e4 ? null : false;
        PlotFigure.Write(page, new Plot("Learning rate", "epoch", "learning rate", [new PlotSeries("learning rate", x, rates)]) { IsLog = isLog }, "rate");
    }

    private static void WriteMetric(StringBuilder page, ReportContent content, double[] x, int index)
    {
        IReadOnlyList<EpochReport> epochs = content.History.Epochs;
        string name = epochs[0].Metrics[index].Name;
        double[] values = [.. epochs.Select(epoch => index < epoch.Metrics.Count ? epoch.Metrics[index].Value : double.NaN)];
        bool isLess = content.LowerIsBetter.Contains(name);
        int at = -1;
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]) && (at < 0 || (isLess ? values[i] < values[at] : values[i] > values[at])))
                at = i;
        }

        Plot.Mark? mark = at < 0 ? null : new(x[at], $"{(isLess ? "lowest" : "highest")}: {Html.Figure(values[at])}");
        PlotFigure.Write(
            page,
            new Plot(char.ToUpperInvariant(name[0]) + name[1..], "epoch", name, [new PlotSeries(name, x, values)])
            {
                Vertical = mark, IsLog = isLess ? null : false,
            },
            "metric" + index.ToString(CultureInfo.InvariantCulture),
            "On the validation set.");
    }
}
