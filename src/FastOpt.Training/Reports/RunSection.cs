using System.Globalization;
using System.Text;

namespace FastOpt.Training;

/// <summary>The network's table, the options of the run, and what it ran on.</summary>
internal static class RunSection
{
    /// <summary>Writes it.</summary>
    public static void Write(StringBuilder page, ReportContent content)
    {
        page.Append("<section><h2>Network and run</h2><div class=\"grid2\">\n");
        if (content.Network is { } network)
            WriteNetwork(page, network);
        page.Append("<figure class=\"card\"><figcaption><h3>Run</h3></figcaption><table class=\"facts\"><tbody>\n");
        foreach ((string name, string value) in Facts(content))
            page.Append("<tr><th scope=\"row\">").Append(Html.Escape(name)).Append("</th><td>").Append(Html.Escape(value)).Append("</td></tr>\n");
        page.Append("</tbody></table></figure>\n</div></section>\n");
    }

    /// <summary>Names and values of the table of the run, in order.</summary>
    public static IEnumerable<(string Name, string Value)> Facts(ReportContent content)
    {
        if (content.Network is { } network)
        {
            yield return ("Loss", network.Loss);
            yield return ("Optimizer", network.Optimizer);
            if (network.GradientRules.Count > 0)
                yield return ("Gradient rules", string.Join(", ", network.GradientRules));
        }

        if (content.TrainCount > 0)
            yield return ("Training examples", Html.Count(content.TrainCount));
        if (content.ValidationCount > 0)
            yield return ("Validation examples", Html.Count(content.ValidationCount));
        if (content.Options is { } options)
        {
            yield return ("Epochs", $"{content.History.Epochs.Count} of {options.Epochs}");
            yield return ("Batch size", options.BatchSize.ToString(CultureInfo.InvariantCulture));
            yield return ("Seed of the order", options.Seed.ToString(CultureInfo.InvariantCulture));
            if (options.Callbacks.Count > 0)
                yield return ("Callbacks", string.Join(", ", options.Callbacks.Select(static callback => callback.Name)));
        }

        if (content.History.Epochs.Count > 0)
            yield return ("Steps", Html.Count(content.History.Epochs[^1].Step));
        yield return ("Instruction set", FastOptInfo.InstructionSet);
        foreach ((string name, string value) in content.Facts)
            yield return (name, value);
    }

    private static void WriteNetwork(StringBuilder page, NetworkSummary network)
    {
        page.Append("<figure class=\"card\"><figcaption><h3>").Append(Html.Escape(network.Name))
            .Append("</h3></figcaption><div class=\"scroll\" tabindex=\"0\"><table class=\"left\"><thead><tr>")
            .Append(Html.Heads("layer", "what it is", "in", "out", "parameters")).Append("</tr></thead><tbody>\n");
        foreach (LayerSummary layer in network.Layers)
        {
            page.Append("<tr><th scope=\"row\">").Append(Html.Escape(layer.Name)).Append("</th><td>").Append(Html.Escape(layer.Description)).Append("</td><td>")
                .Append(Html.Count(layer.Inputs)).Append("</td><td>").Append(Html.Count(layer.Outputs)).Append("</td><td>")
                .Append(layer.ParameterCount == 0 ? "–" : Html.Count(layer.ParameterCount)).Append("</td></tr>\n");
        }

        page.Append("</tbody><tfoot><tr><th scope=\"row\">all</th><td></td><td></td><td></td><td>").Append(Html.Count(network.ParameterCount))
            .Append("</td></tr></tfoot></table></div>");
        if (network.Table.Length > 0)
            page.Append("<details><summary>What the compiler decided</summary><pre tabindex=\"0\">").Append(Html.Escape(network.Table))
                .Append("</pre></details>");
        page.Append("</figure>\n");
    }
}
