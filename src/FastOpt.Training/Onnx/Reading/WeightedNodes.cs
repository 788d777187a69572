namespace FastOpt.Training;

/// <summary>An operation of a file with its weights, in the order of ONNX.</summary>
internal sealed record WeightedNode(string Operation, IReadOnlyList<FoundTensor> Tensors);

/// <summary>The operations of a file that have weights.</summary>
internal static class WeightedNodes
{
    /// <summary>The operations in order, each with those of its inputs that are constants.</summary>
    public static IReadOnlyList<WeightedNode> Of(OnnxFile file)
    {
        var nodes = new List<WeightedNode>();
        foreach (ReadNode node in file.Nodes)
        {
            FoundTensor[] tensors = node.Operation switch
            {
                "Gemm" => Gemm(file, node),
                "MatMul" => MatMul(file, node),
                "Conv" or "BatchNormalization" or "LayerNormalization" or "PRelu" => [.. Constants(file, node.Inputs.Skip(1), false)],
                "Gather" => [.. Constants(file, node.Inputs.Take(1), false)],
                _ => [],
            };
            if (tensors.Length > 0)
                nodes.Add(new WeightedNode(node.Operation, tensors));
        }

        return nodes;
    }

    /// <summary>Whether a matrix stands as [in, out].</summary>
    public static bool IsTransposed(OnnxFile file, string name) => file.Nodes.Any(node => node.Inputs.ElementAtOrDefault(1) == name
        && (node.Operation == "MatMul" || (node.Operation == "Gemm" && node.Numbers.GetValueOrDefault("transB") == 0)));

    private static FoundTensor[] Gemm(OnnxFile file, ReadNode node)
    {
        if (node.Numbers.GetValueOrDefault("alpha", 1) != 1 || node.Numbers.GetValueOrDefault("beta", 1) != 1 || node.Numbers.GetValueOrDefault("transA") != 0)
        {
            throw new InvalidDataException(
                $"its Gemm '{node.Outputs.FirstOrDefault()}' has an alpha or beta other than 1, or a transposed input, which no layer here has");
        }

        bool isTransposed = node.Numbers.GetValueOrDefault("transB") == 0;
        return [.. Constants(file, node.Inputs.Skip(1).Take(1), isTransposed), .. Constants(file, node.Inputs.Skip(2), false)];
    }

    /// <summary>The matrix, and the bias that the next operation adds.</summary>
    private static FoundTensor[] MatMul(OnnxFile file, ReadNode node)
    {
        ReadNode? add = file.Nodes.FirstOrDefault(next => next.Operation == "Add" && node.Outputs.Any(next.Inputs.Contains));
        FoundTensor[] matrix = [.. Constants(file, node.Inputs.Skip(1).Take(1), isTransposed: true)];
        return matrix.Length == 0 ? [] : [.. matrix, .. Constants(file, add?.Inputs ?? [], false)];
    }

    private static IEnumerable<FoundTensor> Constants(OnnxFile file, IEnumerable<string> names, bool isTransposed) =>
        names.Select(name => Constant(file, name)).OfType<ReadTensor>().Select(constant => new FoundTensor(constant, isTransposed));

    /// <summary>A constant, also one that another operation has given a shape for many dimensions.</summary>
    private static ReadTensor? Constant(OnnxFile file, string name)
    {
        if (file.Constants.TryGetValue(name, out ReadTensor? constant))
            return constant;
        ReadNode? shaped = file.Nodes.FirstOrDefault(node => node.Operation is "Unsqueeze" or "Reshape" or "Identity" && node.Outputs.Contains(name));
        return shaped is null ? null : file.Constants.GetValueOrDefault(shaped.Inputs.FirstOrDefault() ?? "");
    }
}
