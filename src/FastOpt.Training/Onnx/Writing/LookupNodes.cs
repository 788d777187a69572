namespace FastOpt.Training;

/// <summary>Writes a lookup: neighboring elements that are numbers are gathered together, those between them pass.</summary>
internal static class LookupNodes
{
    public static void Write(GraphExport export, GraphLine line)
    {
        NamedTensor table = export.TensorOf(line.Arguments[1]);
        int inputs = GraphExport.SizeOf(export.ShapeOf(line.Arguments[0]));
        string x = export.Shaped(line.Arguments[0], [inputs]);
        var isNumber = new bool[inputs];
        foreach (int column in line.Columns)
            isNumber[column] = true;
        var parts = new List<string>();
        for (int start = 0, end; start < inputs; start = end)
        {
            for (end = start + 1; end < inputs && isNumber[end] == isNumber[start];)
                end++;
            string part = end - start == inputs ? x : Slice(export.Graph, x, start, end);
            parts.Add(isNumber[start] ? Gather(export, part, table, end - start) : part);
        }

        string result = parts.Count == 1 ? parts[0] : export.Graph.Add("Concat", parts, new OnnxAttribute("axis", 1));
        export.Made(line, result, [inputs + (line.Columns.Count * (table.Shape[1] - 1))]);
    }

    private static string Slice(OnnxGraph graph, string x, int start, int end) =>
        graph.Add("Slice", [x, graph.Constant((long)start), graph.Constant((long)end), graph.Constant(1L)]);

    private static string Gather(GraphExport export, string numbers, NamedTensor table, int count)
    {
        string indices = export.Graph.Add("Cast", [numbers], new OnnxAttribute("to", OnnxType.Int64));
        string vectors = export.Graph.Add("Gather", [export.Tensor(table.Name), indices], new OnnxAttribute("axis", 0));
        return export.Graph.Add("Reshape", [vectors, export.Graph.Constant(0L, (long)count * table.Shape[1])]);
    }
}
