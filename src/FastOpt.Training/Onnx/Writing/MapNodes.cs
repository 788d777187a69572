namespace FastOpt.Training;

/// <summary>Writes a rule that computes every element: as a normalization of ONNX where it is one, else by its formula.</summary>
internal static class MapNodes
{
    public static void Write(GraphExport export, GraphLine line)
    {
        if (!line.IsKnown)
            throw export.Refuse(line, "was compiled by an older FastOpt, which wrote no formula; compile its project again");
        FormulaLambda formula = FormulaParser.Parse(line.Formula);
        if (NormalizationForm.Match(formula) is { } normalization && TryWrite(export, line, formula, normalization))
            return;
        ExampleStatistics? statistics = line.Arguments.Where(export.Statistics.ContainsKey).Select(argument => export.Statistics[argument]).FirstOrDefault();
        int[] shape = statistics?.Shape ?? line.Shape;
        string x = export.Shaped(line.Arguments[0], shape);
        var nodes = new FormulaNodes(export.Graph, what => export.Refuse(line, what));
        nodes.Name(formula.Parameters[0], new FormulaValue(x, FormulaType.Float, IsSpread: true));
        for (int i = 1; i < formula.Parameters.Count; i++)
        {
            string operand = line.Arguments[i], parameter = formula.Parameters[i];
            string value = export.IsTensor(operand) ? ByChannel(export, operand, line.Shape, shape) : export.Statistics[operand].Values[parameter];
            nodes.Name(parameter, new FormulaValue(value, FormulaType.Float, IsSpread: false));
        }

        FormulaValue result = nodes.Evaluate(formula);
        string name = result.IsSpread ? result.Name : export.Graph.Add("Expand", [result.Name, export.Graph.Add("Shape", [x])]);
        export.Made(line, name, shape);
    }

    private static bool TryWrite(GraphExport export, GraphLine line, FormulaLambda formula, NormalizationForm form)
    {
        string Operand(string parameter) => line.Arguments[formula.Parameters.ToList().IndexOf(parameter)];
        string[] affine = [Operand(form.Scale), Operand(form.Shift)];
        string[] statistics = [Operand("mean"), Operand("variance")];
        var epsilon = new OnnxAttribute("epsilon", form.Epsilon);
        if (!affine.All(export.IsTensor))
            return false;
        if (statistics.All(export.IsTensor))
        {
            string x = export.Shaped(line.Arguments[0], line.Shape);
            export.Made(line, export.Graph.Add("BatchNormalization", [x, .. affine.Concat(statistics).Select(export.Tensor)], epsilon));
            return true;
        }

        if (!export.Statistics.TryGetValue(statistics[0], out ExampleStatistics? example) || statistics[1] != statistics[0] || !example.IsOfVector)
            return false;
        string features = export.Shaped(line.Arguments[0], example.Shape);
        string normalized = export.Graph.Add("LayerNormalization", [features, .. affine.Select(export.Tensor)], new OnnxAttribute("axis", -1), epsilon);
        export.Made(line, normalized, example.Shape);
        return true;
    }

    /// <summary>A value for each channel, so that it spreads over an example.</summary>
    private static string ByChannel(GraphExport export, string tensor, int[] example, int[] shape)
    {
        string name = export.Tensor(tensor);
        if (shape.Length == 1)
            return name;
        bool isOfParts = !shape.AsSpan().SequenceEqual(example);
        long[] extents = isOfParts ? [shape[0], shape[1], 1] : [example[0], .. Enumerable.Repeat(1L, example.Length - 1)];
        return export.Graph.Add("Reshape", [name, export.Graph.Constant(extents)]);
    }
}
