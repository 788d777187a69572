using FastOpt.Benchmarks.Peers;

namespace FastOpt.Benchmarks;

/// <summary>
/// The layers of a case as an ONNX model of opset 17 with random weights: Gemm, Conv, Relu, MaxPool, Flatten. Field numbers are those of onnx.proto.
/// </summary>
internal sealed class OnnxModel
{
    private const int OperatorSet = 17, Version = 8, Float = 1, IntegerAttribute = 2, IntegersAttribute = 7;

    private readonly ProtobufWriter _graph = new();
    private readonly Random _random = new(1);
    private string _value = "input";
    private long[] _shape;
    private int _count;

    private OnnxModel(long batch, long[] shape) => _shape = [batch, .. shape];

    /// <summary>Writes the model; its input is "input", of the batch's shape, and its output "output".</summary>
    /// <exception cref="ArgumentException">A layer is not among those above.</exception>
    public static byte[] Write(long batch, long[] shape, LayerText[] layers)
    {
        var model = new OnnxModel(batch, shape);
        foreach (LayerText layer in layers)
            model.Add(layer);
        model.Node("Identity", "output", [model._value]);
        model._graph.Add(2, "case").Add(11, Value("input", [batch, .. shape])).Add(12, Value("output", model._shape));
        return new ProtobufWriter().Add(1, Version).Add(7, model._graph).Add(8, new ProtobufWriter().Add(2, OperatorSet)).ToArray();
    }

    private void Add(LayerText layer)
    {
        switch (layer.Name)
        {
            case "Dense":
                Next("Gemm", [_shape[0], layer.Sizes[0]], [Weights(layer.Sizes[0], _shape[1]), Weights(layer.Sizes[0])], Integer("transB", 1));
                break;
            case "Conv2D":
                Convolve(layer, dimensions: 2);
                break;
            case "Conv1D":
                Convolve(layer, dimensions: 1);
                break;
            case "MaxPool2D" or "MaxPool1D":
                long[] sizes = [.. _shape[2..].Select(_ => layer.Sizes[0])];
                Next(
                    "MaxPool", [.. _shape[..2], .. _shape[2..].Select(extent => extent / layer.Sizes[0])], [],
                    Integers("kernel_shape", sizes), Integers("strides", sizes));
                break;
            case "Flatten":
                Next("Flatten", [_shape[0], _shape[1..].Aggregate(1L, static (a, b) => a * b)], []);
                break;
            case "Relu":
                Next("Relu", _shape, []);
                break;
            default:
                throw new ArgumentException($"the peer has no layer {layer.Name}");
        }
    }

    private void Convolve(LayerText layer, int dimensions)
    {
        long filters = layer.Sizes[0], size = layer.Sizes[1], padding = layer.Option("Padding", 0);
        long[] kernel = [.. Enumerable.Repeat(size, dimensions)];
        long[] extents = [.. _shape[2..].Select(extent => extent + (2 * padding) - size + 1)];
        Next(
            "Conv", [_shape[0], filters, .. extents], [Weights([filters, _shape[1], .. kernel]), Weights(filters)],
            Integers("kernel_shape", kernel), Integers("pads", [.. Enumerable.Repeat(padding, 2 * dimensions)]));
    }

    // A node that takes the present value, and makes the next one.
    private void Next(string kind, long[] shape, string[] weights, params ProtobufWriter[] attributes)
    {
        string result = $"value{++_count}";
        Node(kind, result, [_value, .. weights], attributes);
        (_value, _shape) = (result, shape);
    }

    private void Node(string kind, string result, string[] inputs, params ProtobufWriter[] attributes)
    {
        var node = new ProtobufWriter();
        foreach (string input in inputs)
            node.Add(1, input);
        node.Add(2, result).Add(4, kind);
        foreach (ProtobufWriter attribute in attributes)
            node.Add(5, attribute);
        _graph.Add(1, node);
    }

    private string Weights(params long[] shape)
    {
        string name = $"weights{++_count}";
        var values = new float[shape.Aggregate(1L, static (a, b) => a * b)];
        for (int i = 0; i < values.Length; i++)
            values[i] = (_random.NextSingle() - 0.5f) / 8;
        var tensor = new ProtobufWriter();
        foreach (long extent in shape)
            tensor.Add(1, extent);
        _graph.Add(5, tensor.Add(2, Float).Add(8, name).Add(9, values));
        return name;
    }

    private static ProtobufWriter Integer(string name, long value) => new ProtobufWriter().Add(1, name).Add(3, value).Add(20, IntegerAttribute);

    private static ProtobufWriter Integers(string name, long[] values)
    {
        ProtobufWriter attribute = new ProtobufWriter().Add(1, name);
        foreach (long value in values)
            attribute.Add(8, value);
        return attribute.Add(20, IntegersAttribute);
    }

    private static ProtobufWriter Value(string name, long[] shape)
    {
        var extents = new ProtobufWriter();
        foreach (long extent in shape)
            extents.Add(1, new ProtobufWriter().Add(1, extent));
        ProtobufWriter tensor = new ProtobufWriter().Add(1, Float).Add(2, extents);
        return new ProtobufWriter().Add(1, name).Add(2, new ProtobufWriter().Add(1, tensor));
    }
}
