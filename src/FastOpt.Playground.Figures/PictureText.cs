using System.Globalization;
using System.Text;

namespace FastOpt.Playground;

/// <summary>
/// What the page is told, as JSON that is written by hand: no reflection, no library. The points of all series are not in it; they follow as one array of
/// numbers, and each series says where its own begin. A plot that the page has already is only named.
/// </summary>
internal static class PictureText
{
    /// <summary>What a figure has: controls, presets, actions.</summary>
    public static string Describe(Figure figure)
    {
        var text = new JsonText();
        text.Open('{').Pair("id", figure.Id).Name("controls").Open('[');
        foreach (Control control in figure.Controls)
            Describe(text, control);
        text.Close(']').Name("presets").Open('[');
        foreach (Preset preset in figure.Presets)
            text.Open('{').Pair("name", preset.Name).Pair("label", preset.Label).Close('}');
        text.Close(']').Name("actions").Open('[');
        foreach (FigureAction action in figure.Actions)
            text.Open('{').Pair("name", action.Name).Pair("label", action.Label).Close('}');
        text.Close(']').Name("files").Open('[');
        foreach (FigureFile file in figure.Files)
            text.Open('{').Pair("name", file.Name).Pair("label", file.Label).Close('}');
        return text.Close(']').Close('}').ToString();
    }

    /// <summary>The controls' values.</summary>
    public static string Values(Figure figure)
    {
        var text = new JsonText().Open('{');
        foreach (Control control in figure.Controls)
            text.Pair(control.Name, control.Text);
        return text.Close('}').ToString();
    }

    /// <summary>The picture without its points.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="plots">What it draws.</param>
    /// <param name="news">Those of them that the page has not.</param>
    public static string Picture(Figure figure, IReadOnlyList<Plot> plots, IReadOnlyList<Plot> news)
    {
        var text = new JsonText();
        text.Open('{').Pair("length", figure.Length).Pair("position", figure.Position).Pair("status", figure.Status);
        if (figure.Fault is Fault fault)
            text.Name("fault").Open('{').Pair("text", fault.Text).Pair("control", fault.Control).Pair("value", fault.Value).Close('}');
        text.Pair("results", figure.Results is null ? 0 : 1).Name("plots").Open('[');
        int at = 0;
        foreach (Plot plot in plots)
        {
            text.Open('{').Pair("id", plot.Id);
            if (news.Contains(plot, ReferenceEqualityComparer.Instance))
                Write(text, plot, ref at);
            text.Close('}');
        }

        return text.Close(']').Close('}').ToString();
    }

    /// <summary>The points of all series: of each the horizontal positions, then the vertical ones, as many as are drawn.</summary>
    public static double[] Numbers(IReadOnlyList<Plot> plots)
    {
        double[] numbers = new double[2 * plots.Sum(static plot => plot.Series.Sum(static series => series.Count))];
        int at = 0;
        foreach (Plot plot in plots)
        {
            foreach (Series series in plot.Series)
            {
                series.Xs.AsSpan(0, series.Count).CopyTo(numbers.AsSpan(at));
                series.Ys.AsSpan(0, series.Count).CopyTo(numbers.AsSpan(at + series.Count));
                at += 2 * series.Count;
            }
        }

        return numbers;
    }

    /// <summary>A plot's table.</summary>
    public static string Table(Plot plot) => Table(PlotTable.Of(plot));

    /// <summary>A table: a line for each row, cells parted by tabs; the head first.</summary>
    public static string Table(PlotTable table)
    {
        var text = new StringBuilder().AppendJoin('\t', table.Head);
        foreach (IReadOnlyList<string> row in table.Rows)
            text.Append('\n').AppendJoin('\t', row);
        return text.ToString();
    }

    private static void Describe(JsonText text, Control control)
    {
        text.Open('{').Pair("name", control.Name).Pair("label", control.Label).Pair("kind", control.Kind).Pair("group", control.Group)
            .Pair("row", control.Row).Pair("hint", control.Hint).Pair("hidden", control.Hidden ? 1 : 0);
        if (control is NumberControl number)
        {
            text.Pair("minimum", number.Minimum).Pair("maximum", number.Maximum).Pair("step", number.Step).Pair("unit", number.Unit)
                .Pair("logarithmic", number.Logarithmic ? 1 : 0);
        }
        else if (control is ChoiceControl choice)
        {
            text.Name("options").Open('[');
            foreach ((string value, string label) in choice.Options)
                text.Open('{').Pair("value", value).Pair("label", label).Close('}');
            text.Close(']');
        }

        text.Close('}');
    }

    private static void Write(JsonText text, Plot plot, ref int at)
    {
        text.Pair("title", plot.Title).Pair("aspect", plot.Aspect).Pair("bare", plot.IsBare ? 1 : 0).Pair("wide", plot.Wide ? 1 : 0);
        if (plot.Layers.Count > 0)
        {
            text.Name("layers").Open('[');
            foreach (int size in plot.Layers)
                text.Value(size);
            text.Close(']');
        }

        Write(text, "x", plot.X);
        Write(text, "y", plot.Y);
        if (plot.Map is PlotMap map)
        {
            text.Name("map").Open('{').Pair("version", map.Version).Pair("columns", map.Columns).Pair("rows", map.Rows)
                .Pair("ramp", map.Ramp.ToString().ToLowerInvariant()).Pair("legend", map.Legend).Pair("sharp", map.IsSharp ? 1 : 0).Close('}');
        }

        if (plot.Click is PlotClick click)
            text.Name("click").Open('{').Pair("x", click.XControl).Pair("y", click.YControl).Pair("action", click.Action).Close('}');
        text.Name("series").Open('[');
        foreach (Series series in plot.Series)
        {
            text.Open('{').Pair("kind", series.Kind.ToString().ToLowerInvariant()).Pair("label", series.Label).Pair("style", series.Style)
                .Pair("at", at).Pair("count", series.Count).Pair("x", series.XControl).Pair("y", series.YControl)
                .Pair("marksEnd", series.MarksEnd ? 1 : 0).Pair("text", series.Text).Close('}');
            at += 2 * series.Count;
        }

        text.Close(']');
    }

    private static void Write(JsonText text, string name, Axis axis) => text.Name(name).Open('{').Pair("label", axis.Label).Pair("from", axis.From)
        .Pair("to", axis.To).Pair("logarithmic", axis.Logarithmic ? 1 : 0).Pair("whole", axis.IsWhole ? 1 : 0).Close('}');
}
