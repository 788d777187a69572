namespace FastOpt.Playground;

/// <summary>A line of <see cref="INetworkGraph.Graph"/>: <c>relu1 [16] = map(dense1) Relu: x =&gt; …</c>.</summary>
/// <param name="Name">What the line computes.</param>
/// <param name="Size">Values for one example.</param>
/// <param name="Operation">"product", "map", …</param>
/// <param name="Reads">Values of lines above, then tensors.</param>
/// <param name="Rule">The rule of a map, such as "Relu".</param>
internal sealed record GraphLine(string Name, int Size, string Operation, string[] Reads, string Rule)
{
    /// <summary>The lines that compute something, from top to bottom.</summary>
    public static GraphLine[] Parse(string graph) =>
        [.. graph.Split('\n').Select(static line => line.Trim()).Where(static line => line.Contains(" = ", StringComparison.Ordinal)).Select(ParseLine)];

    private static GraphLine ParseLine(string line)
    {
        int shape = line.IndexOf('[', StringComparison.Ordinal), shapeEnd = line.IndexOf(']', StringComparison.Ordinal);
        int open = line.IndexOf('(', shapeEnd), close = line.IndexOf(')', open), colon = line.IndexOf(':', close);
        int size = 1;
        foreach (string extent in line[(shape + 1)..shapeEnd].Split(", "))
            size *= int.Parse(extent, System.Globalization.CultureInfo.InvariantCulture);
        return new GraphLine(
            line[..shape].Trim(),
            size,
            line[(shapeEnd + " = ".Length + 1)..open].Trim(),
            line[(open + 1)..close].Split(", "),
            colon < 0 ? "" : line[(close + 1)..colon].Trim());
    }
}
