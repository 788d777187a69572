namespace FastOpt.Training;

/// <summary>What an import needs of a file: the nodes of its graph and its constants.</summary>
/// <param name="Nodes">The nodes, in order.</param>
/// <param name="Constants">The initializers by name.</param>
internal sealed record OnnxFile(IReadOnlyList<ReadNode> Nodes, IReadOnlyDictionary<string, ReadTensor> Constants)
{
    /// <exception cref="InvalidDataException">The bytes are no whole model.</exception>
    public static OnnxFile Parse(ReadOnlySpan<byte> bytes)
    {
        OnnxFile? file = null;
        long version = 0;
        bool hasOpset = false;
        var model = new ProtobufReader(bytes);
        while (model.Read())
        {
            if (model.Field == 1)
                version = model.Integer;
            else if (model.Field == 7)
                file = Graph(model.Content);
            else if (model.Field == 8)
                hasOpset |= model.Content.Length > 0;
        }

        string? missing = version is < 1 or > 100 ? "version" : file is null ? "graph" : hasOpset ? null : "opset";
        return missing is null ? file! : throw new InvalidDataException($"the file is damaged or cut off, or no ONNX file: it has no {missing}");
    }

    private static OnnxFile Graph(ReadOnlySpan<byte> bytes)
    {
        var nodes = new List<ReadNode>();
        var constants = new Dictionary<string, ReadTensor>(StringComparer.Ordinal);
        var graph = new ProtobufReader(bytes);
        while (graph.Read())
        {
            if (graph.Field == 1)
                nodes.Add(ReadNode.Parse(graph.Content));
            else if (graph.Field == 5 && ReadTensor.Parse(graph.Content) is var tensor && !constants.TryAdd(tensor.Name, tensor))
                throw new InvalidDataException($"the file has two tensors '{tensor.Name}'");
        }

        return new OnnxFile(nodes, constants);
    }
}

/// <summary>A node of a graph.</summary>
/// <param name="Operation">"Gemm".</param>
/// <param name="Inputs">The names of what it reads; empty where one is left out.</param>
/// <param name="Outputs">The names of what it makes.</param>
/// <param name="Numbers">Its attributes that are numbers.</param>
internal sealed record ReadNode(string Operation, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, double> Numbers)
{
    public static ReadNode Parse(ReadOnlySpan<byte> bytes)
    {
        List<string> inputs = [], outputs = [];
        string operation = "";
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        var node = new ProtobufReader(bytes);
        while (node.Read())
        {
            switch (node.Field)
            {
                case 1:
                    inputs.Add(node.Text);
                    break;
                case 2:
                    outputs.Add(node.Text);
                    break;
                case 4:
                    operation = node.Text;
                    break;
                case 5:
                    AddAttribute(node.Content, numbers);
                    break;
            }
        }

        return new ReadNode(operation, inputs, outputs, numbers);
    }

    private static void AddAttribute(ReadOnlySpan<byte> bytes, Dictionary<string, double> numbers)
    {
        string name = "";
        double? value = null;
        var attribute = new ProtobufReader(bytes);
        while (attribute.Read())
        {
            switch (attribute.Field)
            {
                case 1:
                    name = attribute.Text;
                    break;
                case 2:
                    value = attribute.Single;
                    break;
                case 3:
                    value = attribute.Integer;
                    break;
            }
        }

        if (value is { } number)
            numbers[name] = number;
    }
}
