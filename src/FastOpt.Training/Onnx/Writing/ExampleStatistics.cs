namespace FastOpt.Training;

/// <summary>Statistics of one example, or of parts of it.</summary>
/// <param name="Shape">The shape of an example in which they are taken: [features], or [parts, channels of a part, positions].</param>
/// <param name="Values">The value of each statistic by name; it spreads over that shape.</param>
internal sealed record ExampleStatistics(int[] Shape, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Whether they are of all features of a vector.</summary>
    public bool IsOfVector => Shape.Length == 1;

    public static ExampleStatistics Write(GraphExport export, GraphLine line)
    {
        int[] example = export.ShapeOf(line.Arguments[0]);
        int channels = example[0], positions = GraphExport.SizeOf(example) / channels, parts = line.Shape[1];
        int[] shape = parts == 1 && positions == 1 ? [channels] : [parts, channels / parts, positions];
        OnnxAttribute[] over = [new("axes", shape.Length == 1 ? [1] : new[] { 2, 3 }), new("keepdims", 1)];
        OnnxGraph graph = export.Graph;
        string x = export.Shaped(line.Arguments[0], shape);
        string Mean(string values) => graph.Add("ReduceMean", [values], over);
        var results = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in line.Arguments.Skip(1))
        {
            results.Add(name, name switch
            {
                "mean" => Mean(x),
                "variance" => Variance(),
                "meanSquare" => Mean(graph.Add("Mul", [x, x])),
                "maximum" => graph.Add("ReduceMax", [x], over),
                "minimum" => graph.Add("ReduceMin", [x], over),
                "norm" => graph.Add("ReduceL2", [x], over),
                _ => throw export.Refuse(line, $"asks for the statistic '{name}', which this version does not know"),
            });
        }

        return new ExampleStatistics(shape, results);

        string Variance()
        {
            string difference = graph.Add("Sub", [x, Mean(x)]);
            return Mean(graph.Add("Mul", [difference, difference]));
        }
    }
}
