namespace FastOpt.Training;

/// <summary>Writes a network's prediction program as operations of ONNX.</summary>
/// <param name="network">The network's name, for messages.</param>
/// <param name="program">What it computes.</param>
/// <param name="tensors">Its parameters and buffers by name.</param>
internal sealed class GraphExport(string network, GraphProgram program, IReadOnlyDictionary<string, NamedTensor> tensors)
{
    private readonly Dictionary<string, ExportedValue> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Value, string Shape), string> _shaped = [];

    public OnnxGraph Graph { get; } = new();

    /// <summary>Statistics of examples, by the name of their line.</summary>
    public Dictionary<string, ExampleStatistics> Statistics { get; } = new(StringComparer.Ordinal);

    /// <summary>Floats of one example.</summary>
    public static int SizeOf(IReadOnlyList<int> shape) => shape.Aggregate(1, static (product, extent) => checked(product * extent));

    /// <summary>Writes all operations and gives the name of the last value.</summary>
    /// <param name="input">The input's shape for one example.</param>
    /// <param name="options">What is written besides.</param>
    public string Run(int[] input, OnnxOptions options)
    {
        Graph.Scope = "normalizer";
        (string first, int[] shape) = options.Normalizer is { } normalizer ? NormalizerNodes.Write(Graph, normalizer, input) : (OnnxGraph.InputName, input);
        _values.Add(GraphProgram.InputName, new ExportedValue(first, shape, program.Input));
        foreach (GraphLine line in program.Lines)
        {
            Graph.Scope = line.Result;
            Write(line);
        }

        Graph.Scope = OnnxGraph.OutputName;
        string output = Shaped(program.Output, program.OutputShape);
        if (options.TargetNormalizer is { } targets)
            return NormalizerNodes.WriteInverse(Graph, targets, output, program.OutputShape);
        if (!options.Softmax)
            return output;
        if (program.OutputShape.Length != 1 || program.OutputShape[0] < 2)
        {
            throw new ArgumentException(
                $"A softmax is over two classes or more; {network} puts out [{string.Join(", ", program.OutputShape)}].", nameof(options));
        }

        return Graph.Add("Softmax", [output], new OnnxAttribute("axis", 1));
    }

    /// <summary>The shape that a line gives a value.</summary>
    public int[] ShapeOf(string value) => _values[value].Declared;

    /// <summary>The name of a value in a shape for one example; a reshape stands in front of it where it has another one.</summary>
    public string Shaped(string value, int[] shape)
    {
        ExportedValue known = _values[value];
        if (known.Actual.AsSpan().SequenceEqual(shape))
            return known.Name;
        (string, string) key = (known.Name, string.Join(",", shape));
        if (_shaped.TryGetValue(key, out string? name))
            return name;
        name = shape.Length == 1
            ? Graph.Add("Flatten", [known.Name], new OnnxAttribute("axis", 1))
            : Graph.Add("Reshape", [known.Name, Graph.Constant([0, .. shape])]);
        _shaped.Add(key, name);
        return name;
    }

    /// <summary>Says what a line has made.</summary>
    /// <param name="line">The line.</param>
    /// <param name="name">The value's name in the graph.</param>
    /// <param name="actual">Its shape there; that of the line where nothing is said.</param>
    public void Made(GraphLine line, string name, int[]? actual = null) => _values.Add(line.Result, new ExportedValue(name, actual ?? line.Shape, line.Shape));

    public NamedTensor TensorOf(string name) => tensors[name];

    public bool IsTensor(string name) => tensors.ContainsKey(name);

    /// <summary>The name of a tensor, which the graph has from here on.</summary>
    public string Tensor(string name)
    {
        NamedTensor tensor = tensors[name];
        return Graph.Tensor(name, tensor.Shape, tensor.Values);
    }

    /// <summary>What a graph of opset 17 cannot say.</summary>
    public NotSupportedException Refuse(GraphLine line, string what) =>
        new($"{network} cannot be written as ONNX: layer {line.Result} ({line.Rule}) {what}.");

    private void Write(GraphLine line)
    {
        IReadOnlyList<string> arguments = line.Arguments;
        switch (line.Operation)
        {
            case "product":
                string x = Shaped(arguments[0], [TensorOf(arguments[1]).Shape[1]]);
                Made(line, Graph.Add("Gemm", [x, .. arguments.Skip(1).Select(Tensor)], new OnnxAttribute("transB", 1)), [TensorOf(arguments[1]).Shape[0]]);
                break;
            case "convolution":
                WindowNodes.Convolution(this, line);
                break;
            case "maximum" or "average":
                WindowNodes.Pool(this, line);
                break;
            case "map":
                MapNodes.Write(this, line);
                break;
            case "statistics":
                Statistics.Add(line.Result, ExampleStatistics.Write(this, line));
                break;
            case "lookup":
                LookupNodes.Write(this, line);
                break;
            case "add" or "multiply":
                Made(line, Graph.Add(line.Operation == "add" ? "Add" : "Mul", [.. arguments.Select(argument => Shaped(argument, line.Shape))]));
                break;
            case "concat":
                Made(line, Graph.Add("Concat", [.. arguments.Select(argument => Shaped(argument, ShapeOf(argument)))], new OnnxAttribute("axis", 1)));
                break;
            case "reshape":
                ExportedValue same = _values[arguments[0]];
                Made(line, same.Name, same.Actual);
                break;
            default:
                throw new NotSupportedException($"{network} cannot be written as ONNX: {line.Result} is a {line.Operation}, which this version does not know.");
        }
    }

    /// <summary>A value of the graph.</summary>
    /// <param name="Name">Its name there.</param>
    /// <param name="Actual">Its shape there, for one example.</param>
    /// <param name="Declared">The shape that the network's line gives it.</param>
    private sealed record ExportedValue(string Name, int[] Actual, int[] Declared);
}
