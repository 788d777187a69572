using System.Globalization;
using System.Text.RegularExpressions;

namespace FastOpt.Reference.Graphs;

/// <summary>Layers by the text of their declarations: "Dense(16)", "BatchNorm", "Add(\"in\")".</summary>
public static partial class DeclaredLayers
{
    /// <summary>Adds the layer that a text declares.</summary>
    public static ReferenceGraph Declare(this ReferenceGraph graph, string declaration)
    {
        Match match = Declaration().Match(declaration);
        string name = match.Groups[1].Value, argument = match.Groups[2].Value.Trim('"');
        double Number() => double.Parse(argument.Split(',')[0], CultureInfo.InvariantCulture);
        int Option(string option, int usual) => OptionOf(argument, option) ?? usual;
        return name switch
        {
            "Dense" => graph.Dense((int)Number(), bias: !argument.Contains("Bias = false", StringComparison.Ordinal)),
            "Conv2D" or "Conv1D" => graph.Convolution(
                (int)Number(), Window(graph, argument, first: 1), Option("Groups", 1), !argument.Contains("Bias = false", StringComparison.Ordinal)),
            "MaxPool2D" or "MaxPool1D" => graph.MaxPool(Window(graph, argument, first: 0)),
            "AveragePool2D" or "AveragePool1D" => graph.AveragePool(Window(graph, argument, first: 0)),
            "GlobalMaxPool" => graph.GlobalMaxPool(),
            "GlobalAveragePool" => graph.GlobalAveragePool(),
            "Embedding" => graph.Embedding((int)Number(), int.Parse(argument.Split(',')[1], CultureInfo.InvariantCulture), Columns(graph, argument)),
            "Flatten" => graph.Reshape(graph.Shape.Aggregate(1, static (product, extent) => product * extent)),
            "Reshape" => graph.Reshape([.. argument.Split(',').Select(static extent => int.Parse(extent, CultureInfo.InvariantCulture))]),
            "BatchNorm" => graph.BatchNorm(),
            "LayerNorm" => graph.LayerNorm(),
            "RmsNorm" => graph.RmsNorm(),
            "GroupNorm" => graph.GroupNorm((int)Number()),
            "InstanceNorm" => graph.InstanceNorm(),
            "PRelu" => graph.PRelu(),
            "Dropout" => graph.Dropout(Number()),
            "GaussianNoise" => graph.GaussianNoise(Number()),
            "Mark" => graph.Mark(argument),
            "From" => graph.From(argument),
            "Add" => graph.Add(argument),
            "Multiply" => graph.Multiply(argument),
            "Concat" => graph.Concat(argument),
            _ => graph.Activation(name),
        };
    }

    /// <summary>The places of a declared convolution or pool over the value here, none where its window does not fit, and the elements that it sees.</summary>
    internal static (int Places, int Area) Extents(ReferenceGraph graph, string declaration)
    {
        Match match = Declaration().Match(declaration);
        ReferenceWindow window = Window(graph, match.Groups[2].Value, first: match.Groups[1].Value.StartsWith("Conv", StringComparison.Ordinal) ? 1 : 0);
        (int rows, int columns) = window.PlacesOver(graph.Shape.Count == 2 ? 1 : graph.Shape[1], graph.Shape[^1]);
        return (Math.Max(0, rows) * Math.Max(0, columns), window.Height * window.Width);
    }

    /// <summary>The columns that an embedding replaces: the first ones, those in braces, or all.</summary>
    private static int[] Columns(ReferenceGraph graph, string argument)
    {
        Match braces = Regex.Match(argument, @"\{(.*)\}");
        return braces.Success
            ? [.. braces.Groups[1].Value.Split(',').Select(static column => int.Parse(column, CultureInfo.InvariantCulture))]
            : [.. Enumerable.Range(0, OptionOf(argument, "First") ?? graph.Shape[0])];
    }

    /// <summary>The window that a layer's arguments describe, over the shape here.</summary>
    private static ReferenceWindow Window(ReferenceGraph graph, string argument, int first)
    {
        IEnumerable<string> positional = argument.Split(',').TakeWhile(static part => !part.Contains('=')).Skip(first);
        int[] sizes = [.. positional.Select(static part => int.Parse(part, CultureInfo.InvariantCulture))];
        bool isSignal = graph.Shape.Count == 2;
        (int height, int width) = (isSignal ? 1 : sizes[0], sizes[^1]);
        int dilation = OptionOf(argument, "Dilation") ?? 1;
        (int Down, int Right) dilations = (isSignal ? 1 : dilation, dilation);
        (int Down, int Right) stride = OptionOf(argument, "Stride") is { } given ? (isSignal ? 1 : given, given) : first == 1 ? (1, 1) : (height, width);
        int padding = OptionOf(argument, "Padding") ?? 0;
        var window = new ReferenceWindow(height, width) { Stride = stride, Dilation = dilations };
        if (!argument.Contains("Same = true", StringComparison.Ordinal))
            return window with { Padding = isSignal ? (0, 0, padding, padding) : (padding, padding, padding, padding) };
        (int top, int bottom) = isSignal ? (0, 0) : Same(graph.Shape[1], height, stride.Down, dilations.Down);
        (int left, int right) = Same(graph.Shape[^1], width, stride.Right, dilations.Right);
        return window with { Padding = (top, bottom, left, right) };
    }

    private static (int Before, int Behind) Same(int size, int window, int stride, int dilation)
    {
        int places = (int)Math.Ceiling(size / (double)stride);
        int all = Math.Max(0, ((places - 1) * stride) + ((window - 1) * dilation) + 1 - size);
        return (all / 2, (all + 1) / 2);
    }

    private static int? OptionOf(string argument, string option)
    {
        Match match = Regex.Match(argument, option + @" = (\d+)");
        return match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"^(\w+)(?:\((.*)\))?$")]
    private static partial Regex Declaration();
}
