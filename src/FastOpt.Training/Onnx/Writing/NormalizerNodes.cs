namespace FastOpt.Training;

/// <summary>
/// Writes a normalizer in front of the first operation, y = (t − offset)·scale by column or a whitening's matrix, and that of targets behind the last one.
/// </summary>
internal static class NormalizerNodes
{
    /// <summary>How the names of its constants begin.</summary>
    public const string Prefix = "normalizer.";

    /// <summary>An offset's remainder counts where it moves a result by more than this.</summary>
    private const double Negligible = 1e-7;

    /// <summary>Writes it.</summary>
    /// <param name="graph">Takes the operations.</param>
    /// <param name="normalizer">The normalizer.</param>
    /// <param name="input">The input's shape for one example.</param>
    /// <returns>The name and the shape of what leaves.</returns>
    public static (string Name, int[] Shape) Write(OnnxGraph graph, Normalizer normalizer, int[] input)
    {
        int size = normalizer.Size;
        string Constant(string name, int[] shape, IEnumerable<double> values) =>
            graph.Constant(Prefix + name, full => OnnxTensor.Of(full, shape, [.. values.Select(static value => (float)value)]));

        string x = OnnxGraph.InputName;
        bool[] logarithms = normalizer.Log1pColumns;
        if (logarithms.Length > 0)
        {
            string isLogarithm = graph.Constant(Prefix + "log1p", full => OnnxTensor.Of(full, input, logarithms));
            var nodes = new FormulaNodes(graph, static what => new NotSupportedException(what));
            string logarithm = FormulaFunctions.Call(nodes, "log1P", [new FormulaValue(x, FormulaType.Float, true)]).Name;
            x = graph.Add("Where", [isLogarithm, logarithm, x]);
        }

        // What is missing is missing behind the logarithm, too: it is NaN.
        string isMissing = graph.Add("IsNaN", [OnnxGraph.InputName]);
        double[] offsets = new double[size], scales = new double[size];
        x = graph.Add("Where", [isMissing, Constant("missing", input, normalizer.MissingValues.ToArray()), x]);
        if (!normalizer.TryGetAffine(offsets, scales))
            return Whitening(graph, normalizer, x, input, Constant);
        bool hasRemainder = Enumerable.Range(0, size).Any(i => Math.Abs((offsets[i] - (float)offsets[i]) * scales[i]) > Negligible);
        x = Centered(graph, x, offsets, hasRemainder, input, Constant);
        return (graph.Add("Mul", [x, Constant("scale", input, scales)]), input);
    }

    /// <summary>Writes the way back behind the last operation: t = y / scale + offset, and eᵗ − 1 where t is a logarithm.</summary>
    /// <param name="graph">Takes the operations.</param>
    /// <param name="targets">The normalizer.</param>
    /// <param name="y">What the network puts out.</param>
    /// <param name="shape">Its shape for one example.</param>
    public static string WriteInverse(OnnxGraph graph, TargetNormalizer targets, string y, int[] shape)
    {
        double[] offsets = new double[targets.Size], scales = new double[targets.Size];
        targets.GetAffine(offsets, scales);
        string Constant(string name, IEnumerable<double> values) =>
            graph.Constant(Prefix + name, full => OnnxTensor.Of(full, shape, [.. values.Select(static value => (float)value)]));

        // A column of one value has the scale 0 and gets that value.
        y = graph.Add("Mul", [y, Constant("target_scale", scales.Select(static scale => scale == 0 ? 0 : 1 / scale))]);
        y = graph.Add("Add", [y, Constant("target_offset", offsets)]);
        bool[] logarithms = [.. Enumerable.Range(0, targets.Size).Select(targets.IsLog1p)];
        if (!logarithms.Contains(true))
            return y;
        string isLogarithm = graph.Constant(Prefix + "target_log1p", full => OnnxTensor.Of(full, shape, logarithms));
        var nodes = new FormulaNodes(graph, static what => new NotSupportedException(what));
        string x = FormulaFunctions.Call(nodes, "expm1", [new FormulaValue(y, FormulaType.Float, true)]).Name;
        return graph.Add("Where", [isLogarithm, x, y]);
    }

    private static (string Name, int[] Shape) Whitening(
        OnnxGraph graph, Normalizer normalizer, string x, int[] input, Func<string, int[], IEnumerable<double>, string> constant)
    {
        int size = normalizer.Size;
        double[] offsets = new double[size], matrix = new double[checked(size * size)];
        normalizer.TryGetWhitening(offsets, matrix);
        x = Centered(graph, x, offsets, offsets.Any(static offset => offset != (float)offset), input, constant);
        if (input.Length > 1)
            x = graph.Add("Flatten", [x], new OnnxAttribute("axis", 1));
        return (graph.Add("Gemm", [x, constant("matrix", [size, size], matrix)], new OnnxAttribute("transB", 1)), [size]);
    }

    /// <summary>x − offset; an offset that a float cannot hold well enough is taken away in two parts.</summary>
    private static string Centered(
        OnnxGraph graph, string x, double[] offsets, bool hasRemainder, int[] input, Func<string, int[], IEnumerable<double>, string> constant)
    {
        x = graph.Add("Sub", [x, constant("offset", input, offsets)]);
        return hasRemainder ? graph.Add("Sub", [x, constant("offset_remainder", input, offsets.Select(static offset => offset - (float)offset))]) : x;
    }
}
