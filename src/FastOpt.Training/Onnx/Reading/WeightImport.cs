namespace FastOpt.Training;

/// <summary>Finds a network's tensors in a file, by name or by the order of its operations, and copies them.</summary>
internal static class WeightImport
{
    /// <summary>Reads all tensors, or none: nothing outside of the two arrays is changed.</summary>
    /// <param name="file">The file.</param>
    /// <param name="program">What the network computes.</param>
    /// <param name="tensors">Its parameters and buffers.</param>
    /// <param name="parameters">Receives the parameters in canonical order.</param>
    /// <param name="buffers">Receives the buffers in canonical order.</param>
    /// <exception cref="InvalidDataException">The file is of another network.</exception>
    public static void Read(OnnxFile file, GraphProgram program, IReadOnlyList<TensorInfo> tensors, float[] parameters, float[] buffers)
    {
        Dictionary<string, FoundTensor> found = tensors.Any(tensor => file.Constants.ContainsKey(tensor.Name))
            ? ByName(file, tensors)
            : ByOrder(WeightedNodes.Of(file), program, tensors);
        foreach (TensorInfo tensor in tensors)
        {
            float[] all = tensor.Role == TensorRole.Parameter ? parameters : buffers;
            found[tensor.Name].CopyTo(tensor, all.AsSpan(tensor.Offset, tensor.Count));
        }
    }

    private static Dictionary<string, FoundTensor> ByName(OnnxFile file, IReadOnlyList<TensorInfo> tensors)
    {
        var found = new Dictionary<string, FoundTensor>(StringComparer.Ordinal);
        foreach (TensorInfo tensor in tensors)
        {
            if (!file.Constants.TryGetValue(tensor.Name, out ReadTensor? constant))
            {
                string others = string.Join(", ", file.Constants.Keys.Order(StringComparer.Ordinal));
                throw new InvalidDataException($"it has no tensor '{tensor.Name}', which is {ReadTensor.Text(tensor.Shape)}; its tensors are {others}");
            }

            found.Add(tensor.Name, new FoundTensor(constant, IsTransposed: WeightedNodes.IsTransposed(file, tensor.Name)));
        }

        foreach (WeightedNode node in WeightedNodes.Of(file))
        {
            if (node.Tensors.FirstOrDefault(other => !found.ContainsKey(other.Constant.Name) && !IsOfNormalizer(other.Constant.Name)) is { } unknown)
                throw new InvalidDataException($"it has a {node.Operation} with '{unknown.Constant.Name}', which the network has not");
        }

        return found;

        static bool IsOfNormalizer(string name) => name.StartsWith(NormalizerNodes.Prefix, StringComparison.Ordinal);
    }

    private static Dictionary<string, FoundTensor> ByOrder(IReadOnlyList<WeightedNode> nodes, GraphProgram program, IReadOnlyList<TensorInfo> tensors)
    {
        Dictionary<string, TensorInfo> known = tensors.ToDictionary(static tensor => tensor.Name, StringComparer.Ordinal);
        GraphLine[] lines = [.. program.Lines.Where(line => line.Arguments.Any(known.ContainsKey))];
        var found = new Dictionary<string, FoundTensor>(StringComparer.Ordinal);
        for (int i = 0; i < lines.Length; i++)
        {
            // In the order of ONNX: what scales and shifts before statistics.
            TensorInfo[] wanted = [.. lines[i].Arguments.Skip(1).Where(known.ContainsKey).Select(name => known[name]).OrderBy(static tensor => tensor.Role)];
            string expected = $"{lines[i].Result} with {string.Join(", ", wanted.Select(static tensor => $"{tensor.Name} {ReadTensor.Text(tensor.Shape)}"))}";
            if (i >= nodes.Count)
                throw new InvalidDataException($"{Counts()}: there is nothing for {expected}");
            WeightedNode node = nodes[i];
            if (node.Tensors.Count != wanted.Length)
            {
                string others = string.Join(", ", node.Tensors.Select(static tensor => tensor.ToString()));
                throw new InvalidDataException(
                    $"the network's layer {i + 1} with weights is {expected}, and that of the file a {node.Operation} with {others}");
            }

            for (int j = 0; j < wanted.Length; j++)
                found.Add(wanted[j].Name, node.Tensors[j]);
        }

        if (nodes.Count > lines.Length)
            throw new InvalidDataException($"{Counts()}: there is no layer for its {nodes[lines.Length].Operation}");
        if (tensors.FirstOrDefault(tensor => !found.ContainsKey(tensor.Name)) is { } unread)
            throw new InvalidDataException($"Predict does not read '{unread.Name}', and the file has other names, so that it cannot be found by its place");
        return found;

        string Counts() => $"the network has {lines.Length} layers with weights and the file {nodes.Count}";
    }
}

/// <summary>A tensor of a file in the place of one of the network's.</summary>
/// <param name="Constant">The tensor.</param>
/// <param name="IsTransposed">Whether it is a matrix [in, out].</param>
internal sealed record FoundTensor(ReadTensor Constant, bool IsTransposed)
{
    public override string ToString() => $"{Constant.Name} {ReadTensor.Text(Shape)}";

    private IReadOnlyList<long> Shape => IsTransposed ? [.. Constant.Shape.Reverse()] : Constant.Shape;

    /// <summary>Copies the values; the shapes must be the same, or differ by extents of 1 alone, as those of slopes by channel do.</summary>
    public void CopyTo(TensorInfo tensor, Span<float> values)
    {
        static IEnumerable<long> Extents(IEnumerable<long> shape) => shape.Where(static extent => extent != 1);
        bool fits = tensor.Shape.Count == 1
            ? Extents(Shape).SequenceEqual(Extents(tensor.Shape.Select(static extent => (long)extent)))
            : Shape.SequenceEqual(tensor.Shape.Select(static extent => (long)extent));
        if (!fits)
        {
            throw new InvalidDataException(
                $"the network's tensor '{tensor.Name}' is {ReadTensor.Text(tensor.Shape)}, and '{Constant.Name}' of the file {ReadTensor.Text(Shape)}");
        }

        if (Constant.Values is not { } found)
        {
            throw new InvalidDataException(
                $"the tensor '{Constant.Name}' of the file, for '{tensor.Name}', is {Constant.Kind}; floats or doubles inside of the file are read");
        }

        if (!IsTransposed)
        {
            found.CopyTo(values);
            return;
        }

        (int rows, int columns) = (tensor.Shape[0], tensor.Shape[1]);
        for (int i = 0; i < values.Length; i++)
            values[i] = found[(i % columns * rows) + (i / columns)];
    }
}
