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
        page.Append($"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
            <meta name="generator" content="FastOpt.Training">
            <title>{Html.Escape(title)}</title>
            <style>
            {ReportStyle.Text}</style></head><body><main>
            <header><p class="kicker">Training report</p><h1>{Html.Escape(title)}</h1>

            """.ReplaceLineEndings("\n"));
        if (content.Subtitle.Length > 0)
            page.Append("<p class=\"subtitle\">").Append(Html.Escape(content.Subtitle)).Append("</p>\n");
        page.Append("</header>\n");
        FitVerdict verdict = FitVerdict.Of(content.History);
        WriteKeyFigures(page, content, verdict);
        string tone = verdict.State switch { FitState.Overfits => "warn", FitState.Diverged => "bad", FitState.Unknown => "plain", _ => "good" };
        page.Append("<p class=\"verdict ").Append(tone).Append("\">").Append(Html.Escape(verdict.Sentence)).Append("</p>\n");
        CurveSection.Write(page, content);
        PredictionSection.Write(page, content);
        GradientSection.Write(page, content);
        RunSection.Write(page, content);
        page.Append("<section><h2>All figures</h2><details class=\"card\"><summary>JSON</summary><pre id=\"figures\" tabindex=\"0\">")
            .Append(ReportJson.Text(content))
            .Append("</pre></details></section>\n</main></body></html>\n");
        return page.ToString();
    }

    private static void WriteKeyFigures(StringBuilder page, ReportContent content, FitVerdict verdict)
    {
        page.Append("<dl class=\"tiles\">");
        if (verdict.Best is { } best)
        {
            bool isValidated = !double.IsNaN(best.ValidationLoss);
            Tile(page, isValidated ? "Validation loss" : "Training loss", Html.Figure(isValidated ? best.ValidationLoss : best.TrainLoss),
                $"best, epoch {best.Epoch} of {content.History.Epochs[^1].Epoch}");
            foreach (MetricValue metric in best.Metrics.Take(3))
                Tile(page, metric.Name, Html.Figure(metric.Value), $"validation, epoch {best.Epoch}");
        }

        if (content.Network is { } network)
            Tile(page, "Parameters", Html.Count(network.ParameterCount), network.Name);
        if (content.TrainCount > 0)
        {
            string validated = content.ValidationCount > 0 ? $"and {Html.Count(content.ValidationCount)} to validate" : "to train";
            Tile(page, "Examples", Html.Count(content.TrainCount), validated);
        }

        page.Append("</dl>\n");
    }

    private static void Tile(StringBuilder page, string name, string value, string detail) => page.Append("<div class=\"tile\"><dt>").Append(Html.Escape(name))
        .Append("</dt><dd><b>").Append(Html.Escape(value)).Append("</b><span>").Append(Html.Escape(detail)).Append("</span></dd></div>");
}
