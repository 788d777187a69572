using System.Globalization;

namespace FastOpt.Training;

/// <summary>A line of a network's graph.</summary>
/// <param name="Result">The name of what it makes.</param>
/// <param name="Shape">Its shape for one example.</param>
/// <param name="Operation">"product".</param>
/// <param name="Arguments">Values of lines above, tensors, statistics.</param>
internal sealed record GraphLine(string Result, int[] Shape, string Operation, IReadOnlyList<string> Arguments)
{
    /// <summary>The window of a convolution or a pool.</summary>
    public GraphWindow? Window { get; init; }

    /// <summary>The elements that a lookup takes as numbers.</summary>
    public IReadOnlyList<int> Columns { get; init; } = [];

    /// <summary>The name of a map's rule.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The formula of a map's rule.</summary>
    public string Formula { get; init; } = "";

    /// <summary>Whether the rule tells its formula; one that an older compiler has made does not.</summary>
    public bool IsKnown => Formula != "unknown";
}

/// <summary>A window that slides over an image of [channels, height, width].</summary>
internal sealed record GraphWindow(int[] Image, int[] Kernel, int[] Strides, int[] Dilations, int[] Padding, int Groups);

/// <summary>A network's prediction program, read from <see cref="INetworkGraph.Graph"/>.</summary>
/// <param name="Input">The input's shape for one example.</param>
/// <param name="Lines">The operations, in order.</param>
/// <param name="Output">The name of the value that Predict writes.</param>
/// <param name="OutputShape">Its shape for one example.</param>
internal sealed record GraphProgram(int[] Input, IReadOnlyList<GraphLine> Lines, string Output, int[] OutputShape)
{
    /// <summary>The name of the input among the values.</summary>
    public const string InputName = "x";

    /// <exception cref="FormatException">The text is no graph.</exception>
    public static GraphProgram Parse(string text)
    {
        string[] lines = text.Split('\n');
        if (lines.Length < 2 || !lines[0].StartsWith("input ", StringComparison.Ordinal) || !lines[^1].StartsWith("output ", StringComparison.Ordinal))
            throw new FormatException("A network's graph begins with its input and ends with its output.");
        (_, int[] input, _) = Head(lines[0]["input ".Length..]);
        (string output, int[] shape, _) = Head(lines[^1]["output ".Length..]);
        return new GraphProgram(input, [.. lines[1..^1].Select(Line)], output, shape);
    }

    /// <summary>How often a value is read; the output counts as read once.</summary>
    public int ReadersOf(string value) => Lines.Sum(line => line.Arguments.Count(argument => argument == value)) + (Output == value ? 1 : 0);

    private static GraphLine Line(string text)
    {
        (string name, int[] shape, string rest) = Head(text);
        int open = rest.IndexOf('('), close = rest.IndexOf(')');
        if (!rest.StartsWith(" = ", StringComparison.Ordinal) || open < 0 || close < open)
            throw new FormatException($"The line '{text}' of a network's graph has no operation.");
        var line = new GraphLine(name, shape, rest[3..open], rest[(open + 1)..close].Split(", "));
        string more = rest[(close + 1)..];
        int colon = more.IndexOf(": ", StringComparison.Ordinal);
        return line.Operation switch
        {
            "convolution" or "maximum" or "average" => line with { Window = Window(more) },
            "lookup" => line with { Columns = Numbers(more[" of ".Length..], ' ') },
            "map" => line with { Rule = more[1..colon], Formula = more[(colon + 2)..] },
            _ => line,
        };
    }

    /// <summary>"dense1 [10]", and what follows.</summary>
    private static (string Name, int[] Shape, string Remainder) Head(string text)
    {
        int open = text.IndexOf(" [", StringComparison.Ordinal), close = text.IndexOf(']');
        return open > 0 && close > open
            ? (text[..open], Numbers(text[(open + 2)..close], ','), text[(close + 1)..])
            : throw new FormatException($"The line '{text}' of a network's graph has no shape.");
    }

    /// <summary>" of 1x28x28, window 3x3, padding 1 1 1 1".</summary>
    private static GraphWindow Window(string text)
    {
        string[] parts = text[" of ".Length..].Split(", ");
        int[] Part(string name, params int[] otherwise) => parts.FirstOrDefault(part => part.StartsWith(name + " ", StringComparison.Ordinal)) is { } part
            ? Numbers(part[(name.Length + 1)..], part.Contains('x') ? 'x' : ' ')
            : otherwise;
        int[] image = Numbers(parts[0], 'x');
        return new GraphWindow(image, Part("window"), Part("step", 1, 1), Part("dilation", 1, 1), Part("padding", 0, 0, 0, 0), Part("groups", 1)[0]);
    }

    private static int[] Numbers(string text, char separator) => [.. text.Split(separator).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
}
