namespace FastOpt.Training;

/// <summary>
/// Lets weights take over the batch normalizations behind them: y = (W·x + b − μ)·a + β with a = γ/√(σ² + ε) is (a·W)·x + (b − μ)·a + β. In double, rounded
/// once.
/// </summary>
internal static class BatchNormFold
{
    /// <summary>Folds where a normalization alone reads the product in front of it.</summary>
    /// <param name="program">The program.</param>
    /// <param name="tensors">The network's tensors; those that take something over are replaced.</param>
    public static GraphProgram Run(GraphProgram program, Dictionary<string, NamedTensor> tensors)
    {
        List<GraphLine> lines = [.. program.Lines];
        foreach (GraphLine map in program.Lines)
        {
            if (map.Operation != "map" || !map.IsKnown)
                continue;
            FormulaLambda formula = FormulaParser.Parse(map.Formula);
            if (NormalizationForm.Match(formula) is not { } form)
                continue;
            NamedTensor? Operand(string parameter) => tensors.GetValueOrDefault(map.Arguments[formula.Parameters.ToList().IndexOf(parameter)]);
            int at = lines.FindIndex(line => line.Result == map.Arguments[0] && line.Operation is "product" or "convolution");
            if (at < 0 || program.ReadersOf(map.Arguments[0]) > 1 || lines[at].Shape[0] != map.Shape[0])
                continue;
            if ((Operand("mean"), Operand("variance"), Operand(form.Scale), Operand(form.Shift)) is not ({ } mean, { } variance, { } scale, { } shift))
                continue;
            double[] factors = [.. variance.Values.Select((v, i) => scale.Values[i] / Math.Sqrt((double)v + form.Epsilon))];
            GraphLine product = lines[at];
            NamedTensor weight = tensors[product.Arguments[1]];
            float[]? bias = product.Arguments.Count > 2 ? tensors[product.Arguments[2]].Values : null;
            string biasName = product.Arguments.Count > 2 ? product.Arguments[2] : $"{product.Result}.bias";
            int terms = weight.Values.Length / factors.Length;
            tensors[weight.Name] = weight with { Values = [.. weight.Values.Select((w, i) => (float)(w * factors[i / terms]))] };
            float[] folded = [.. factors.Select((factor, i) => (float)((((double)(bias?[i] ?? 0)) - mean.Values[i]) * factor + shift.Values[i]))];
            tensors[biasName] = new NamedTensor(biasName, [folded.Length], folded);
            lines[at] = product with { Result = map.Result, Shape = map.Shape, Arguments = [product.Arguments[0], weight.Name, biasName] };
            lines.RemoveAll(line => ReferenceEquals(line, map));
        }

        return program with { Lines = lines };
    }
}
