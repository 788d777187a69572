using System.Numerics;
using System.Runtime.InteropServices;

namespace FastOpt.Playground;

/// <summary>
/// What each layer of a network computes, which a compiled step does not tell: the prediction program, line by line, with the library's own scalar rules.
/// A network's own outputs are those of the engine; tests hold the two together.
/// </summary>
internal sealed class LayerProbe
{
    private const string Normalization = "BatchNorm";

    private readonly GraphLine[] _lines;
    private readonly int _inputs;
    private readonly Dictionary<string, (bool IsBuffer, int Offset, int Count)> _tensors = new(StringComparer.Ordinal);

    public LayerProbe(NetworkTrainer network)
    {
        _lines = GraphLine.Parse(network.Graph);
        _inputs = network.InputSize;
        foreach (ParameterInfo parameter in network.Parameters)
            _tensors[parameter.Name] = (false, parameter.Offset, parameter.Count);
        int at = 0;
        foreach (TensorInfo buffer in network.Buffers)
        {
            _tensors[buffer.Name] = (true, at, buffer.Count);
            at += buffer.Count;
        }
    }

    /// <summary>The lines: products, normalizations, activations.</summary>
    public IReadOnlyList<GraphLine> Lines => _lines;

    /// <summary>Those that end a hidden layer: activations. Of a network without hidden layers, none.</summary>
    public IEnumerable<int> Activations => Enumerable.Range(0, _lines.Length).Where(i => _lines[i].Operation == "map" && _lines[i].Rule != Normalization);

    /// <summary>Computes the lines for some examples.</summary>
    /// <returns>For each line [examples × size].</returns>
    public float[][] Run(ReadOnlySpan<float> inputs, float[] parameters, float[] buffers)
    {
        int examples = inputs.Length / _inputs;
        float[][] values = new float[_lines.Length][];
        for (int i = 0; i < _lines.Length; i++)
        {
            GraphLine line = _lines[i];
            int source = Array.FindIndex(_lines, one => one.Name == line.Reads[0]);
            ReadOnlySpan<float> from = source < 0 ? inputs : values[source];
            values[i] = new float[examples * line.Size];
            switch (line.Operation)
            {
                case "product":
                    Multiply(from, Tensor(line.Reads[1]), Tensor(line.Reads[2]), values[i]);
                    break;
                case "map" when line.Rule == Normalization:
                    Normalize(from, Tensor(line.Reads[1]), Tensor(line.Reads[2]), Tensor(line.Reads[3]), Tensor(line.Reads[4]), values[i]);
                    break;
                case "map":
                    Map(line.Rule, from, values[i]);
                    break;
                default:
                    throw new NotSupportedException($"The playground does not know the operation {line.Operation} of {line.Name}.");
            }
        }

        return values;

        ReadOnlySpan<float> Tensor(string name)
        {
            (bool isBuffer, int offset, int count) = _tensors[name];
            return (isBuffer ? buffers : parameters).AsSpan(offset, count);
        }
    }

    private static void Multiply(ReadOnlySpan<float> inputs, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, Span<float> outputs)
    {
        int units = bias.Length, size = weight.Length / units, examples = inputs.Length / size;
        for (int example = 0; example < examples; example++)
        {
            ReadOnlySpan<float> row = inputs.Slice(example * size, size);
            for (int unit = 0; unit < units; unit++)
                outputs[(example * units) + unit] = bias[unit] + Dot(row, weight.Slice(unit * size, size));
        }
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector4> left = MemoryMarshal.Cast<float, Vector4>(a), right = MemoryMarshal.Cast<float, Vector4>(b);
        Vector4 sums = Vector4.Zero;
        for (int i = 0; i < left.Length; i++)
            sums += left[i] * right[i];
        float sum = sums.X + sums.Y + sums.Z + sums.W;
        for (int i = 4 * left.Length; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void Normalize(
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> variance,
        ReadOnlySpan<float> scale,
        ReadOnlySpan<float> shift,
        Span<float> outputs)
    {
        var rule = new BatchNorm();
        for (int i = 0; i < outputs.Length; i++)
        {
            int unit = i % mean.Length;
            outputs[i] = rule.Apply(inputs[i], mean[unit], variance[unit], scale[unit], shift[unit]);
        }
    }

    private static void Map(string rule, ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        Func<float, float> apply = rule switch
        {
            "Relu" => Relu.Apply,
            "Tanh" => Tanh.Apply,
            "Sigmoid" => Sigmoid.Apply,
            "Silu" => Silu.Apply,
            _ => throw new NotSupportedException($"The playground does not know the activation {rule}."),
        };
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = apply(inputs[i]);
    }
}
