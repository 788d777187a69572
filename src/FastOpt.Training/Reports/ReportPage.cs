using System.Text;

namespace FastOpt.Training;

/// <summary>The page of a report: head, key figures, verdict, and the sections in order.</summary>
internal static class ReportPage
{
    /// <summary>The whole page.</summary>
    public static string Render(ReportContent content)
    {
        string title = content.Title.Length > 0 ? content.Title : content.Network?.Name ?? "Training report";
        var page = new StringBuilder();
        ReportShell.Begin(page, "Training report", title, content.Subtitle);
        FitVerdict verdict = FitVerdict.Of(content.History);
        WriteKeyFigures(page, content, verdict);
        string tone = verdict.State switch { FitState.Overfits => "warn", FitState.Diverged => "bad", FitState.Unknown => "plain", _ => "good" };
        page.Append("<p class=\"verdict ").Append(tone).Append("\">").Append(Html.Escape(verdict.Sentence)).Append("</p>\n");
        CurveSection.Write(page, content);
        PredictionSection.Write(page, content);
        GradientSection.Write(page, content);
        RunSection.Write(page, content);
        ReportShell.End(page, ReportJson.Text(content));
        return page.ToString();
    }

    private static void WriteKeyFigures(StringBuilder page, ReportContent content, FitVerdict verdict)
    {
        page.Append("<dl class=\"tiles\">");
        if (verdict.Best is { } best)
        {
            bool isValidated = !double.IsNaN(best.ValidationLoss);
            ReportShell.Tile(page, isValidated ? "Validation loss" : "Training loss", Html.Figure(isValidated ? best.ValidationLoss : best.TrainLoss),
                $"best, epoch {best.Epoch} of {content.History.Epochs[^1].Epoch}");
            foreach (MetricValue metric in best.Metrics.Take(3))
                ReportShell.Tile(page, metric.Name, Html.Figure(metric.Value), $"validation, epoch {best.Epoch}");
        }

        if (content.Network is { } network)
            ReportShell.Tile(page, "Parameters", Html.Count(network.ParameterCount), network.Name);
        if (content.TrainCount > 0)
        {
            string validated = content.ValidationCount > 0 ? $"and {Html.Count(content.ValidationCount)} to validate" : "to train";
            ReportShell.Tile(page, "Examples", Html.Count(content.TrainCount), validated);
        }

        page.Append("</dl>\n");
    }
}
