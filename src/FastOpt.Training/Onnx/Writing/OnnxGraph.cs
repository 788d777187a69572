using System.Globalization;

namespace FastOpt.Training;

/// <summary>A graph as it is written: nodes and constants, each value once.</summary>
internal sealed class OnnxGraph
{
    private readonly List<OnnxNode> _nodes = [];
    private readonly List<OnnxTensor> _tensors = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal) { InputName, OutputName };

    /// <summary>The name of the input.</summary>
    public const string InputName = "input";

    /// <summary>The name of the output.</summary>
    public const string OutputName = "output";

    /// <summary>The layer whose operations are added: what its values are named after.</summary>
    public string Scope { get; set; } = "";

    /// <summary>Adds a node and gives the name of its result.</summary>
    public string Add(string operation, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttribute> attributes)
    {
        string output = Unique($"{Scope}/{operation}");
        _nodes.Add(new OnnxNode(operation, inputs, output, attributes));
        return output;
    }

    /// <summary>Adds a tensor of the network under its own name, or gives that of the one that is there.</summary>
    public string Tensor(string name, int[] shape, ReadOnlySpan<float> values)
    {
        if (_names.Add(name))
            _tensors.Add(OnnxTensor.Of(name, shape, values));
        return name;
    }

    public string Constant(float value) =>
        Constant($"float {value.ToString("R", CultureInfo.InvariantCulture)}", name => OnnxTensor.Of(name, [], [value]));

    public string Constant(int value) => Constant($"int {value.ToString(CultureInfo.InvariantCulture)}", name => OnnxTensor.Of(name, value));

    public string Constant(bool value) => Constant(value ? "true" : "false", name => OnnxTensor.Of(name, [], [value]));

    /// <summary>A list of integers, such as a shape.</summary>
    public string Constant(params ReadOnlySpan<long> values)
    {
        long[] elements = values.ToArray();
        return Constant(ReadTensor.Text(elements), name => OnnxTensor.Of(name, [elements.Length], elements));
    }

    /// <summary>A constant of many elements.</summary>
    public string Constant(string name, Func<string, OnnxTensor> tensor)
    {
        if (_names.Add(name))
            _tensors.Add(tensor(name));
        return name;
    }

    /// <summary>The message GraphProto.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="name">The graph's name.</param>
    /// <param name="input">The input's shape for one example.</param>
    /// <param name="result">The value that is the output.</param>
    /// <param name="output">The output's shape for one example.</param>
    public void WriteTo(ProtobufWriter writer, string name, int[] input, string result, int[] output)
    {
        Finish(result);
        foreach (OnnxNode node in _nodes)
            writer.Write(1, node.WriteTo);
        writer.Write(2, name);
        foreach (OnnxTensor tensor in _tensors)
            writer.Write(5, tensor.WriteTo);
        writer.Write(11, message => WriteValue(message, InputName, input));
        writer.Write(12, message => WriteValue(message, OutputName, output));
    }

    /// <summary>Names the output, and drops what it does not need.</summary>
    private void Finish(string result)
    {
        int last = _nodes.FindIndex(node => node.Output == result);
        if (last < 0)
            _nodes.Add(new OnnxNode("Identity", [result], OutputName, []));
        for (int i = 0; i < _nodes.Count && last >= 0; i++)
        {
            OnnxNode node = _nodes[i];
            string[] inputs = [.. node.Inputs.Select(input => input == result ? OutputName : input)];
            _nodes[i] = node with { Inputs = inputs, Output = node.Output == result ? OutputName : node.Output };
        }

        var needed = new HashSet<string>(StringComparer.Ordinal) { OutputName };
        for (int i = _nodes.Count - 1; i >= 0; i--)
        {
            if (needed.Contains(_nodes[i].Output))
                needed.UnionWith(_nodes[i].Inputs);
            else
                _nodes.RemoveAt(i);
        }

        _tensors.RemoveAll(tensor => !needed.Contains(tensor.Name));
    }

    /// <summary>The fields of a ValueInfoProto: floats, [batch, shape].</summary>
    private static void WriteValue(ProtobufWriter writer, string name, int[] shape)
    {
        writer.Write(1, name);
        writer.Write(2, type => type.Write(1, tensor =>
        {
            tensor.Write(1, OnnxType.Float);
            tensor.Write(2, extents =>
            {
                extents.Write(1, batch => batch.Write(2, "batch"));
                foreach (int extent in shape)
                    extents.Write(1, dimension => dimension.Write(1, extent));
            });
        }));
    }

    private string Unique(string stem)
    {
        string name = stem;
        for (int i = 2; !_names.Add(name); i++)
            name = stem + "_" + i.ToString(CultureInfo.InvariantCulture);
        return name;
    }
}
