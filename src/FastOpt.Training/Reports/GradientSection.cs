using System.Text;

namespace FastOpt.Training;

/// <summary>What a probe measured, layer by layer.</summary>
internal static class GradientSection
{
    /// <summary>Writes it, if there is a probe with samples.</summary>
    public static void Write(StringBuilder page, ReportContent content)
    {
        if (content.Probe is not { Count: > 0 } probe)
            return;
        page.Append("<section><h2>Gradients</h2>\n");
        IReadOnlyList<string> findings = probe.Findings;
        if (findings.Count == 0)
            page.Append("<p class=\"verdict good\">Gradients neither vanish nor explode, and updates are of a healthy size.</p>\n");
        foreach (string finding in findings)
            page.Append("<p class=\"verdict warn\">").Append(Html.Escape(finding)).Append("</p>\n");
        page.Append("<div class=\"grid2\">\n");
        double[] x = [.. probe.Steps.ToArray().Select(static step => (double)step)];
        PlotFigure.Write(page, Of(probe, x, "Gradient norm", "‖∂loss/∂w‖", static layer => layer.GradientNorms), "gradients",
            "By layer, before gradient rules and optimizer.");
        PlotFigure.Write(
            page,
            Of(probe, x, "Update ratio", "‖Δw‖ / ‖w‖", static layer => layer.UpdateRatios) with { Horizontal = new(1e-3, "0.001: healthy") },
            "updates",
            "By how much a step changes the weights.");
        PlotFigure.Write(page, Of(probe, x, "Weight norm", "‖w‖", static layer => layer.WeightNorms), "weights", "By layer, weights and biases together.");
        page.Append("</div></section>\n");
    }

    private static Plot Of(GradientProbe probe, double[] x, string title, string unit, Func<LayerSeries, ReadOnlySpan<double>> values) =>
        new(title, "step", unit, [.. probe.Layers.Select(layer => new PlotSeries(layer.Name, x, values(layer).ToArray()))])
        {
            IsLog = title == "Weight norm" ? null : true,
        };
}
