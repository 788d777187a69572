namespace FastOpt.Playground;

/// <summary>The Euclidean norm of each dense layer's part of a gradient.</summary>
internal sealed class LayerNorms
{
    private readonly List<(string Name, int Offset, int Count)> _layers = [];

    public LayerNorms(IEnumerable<ParameterInfo> parameters)
    {
        foreach (ParameterInfo parameter in parameters)
        {
            string name = parameter.Name[..parameter.Name.LastIndexOf('.')];
            if (!name.StartsWith("dense", StringComparison.Ordinal))
                continue;
            if (_layers.Count > 0 && _layers[^1].Name == name)
                _layers[^1] = _layers[^1] with { Count = parameter.Offset + parameter.Count - _layers[^1].Offset };
            else
                _layers.Add((name, parameter.Offset, parameter.Count));
        }
    }

    /// <summary>The layers' names, from the input to the output.</summary>
    public IReadOnlyList<string> Names => [.. _layers.Select(static layer => layer.Name)];

    public double[] Of(ReadOnlySpan<float> gradients)
    {
        double[] norms = new double[_layers.Count];
        for (int layer = 0; layer < norms.Length; layer++)
        {
            double sum = 0;
            foreach (float value in gradients.Slice(_layers[layer].Offset, _layers[layer].Count))
                sum += (double)value * value;
            norms[layer] = Math.Sqrt(sum);
        }

        return norms;
    }
}
