using System.Globalization;

namespace FastOpt.Reference.Graphs;

/// <summary>
/// A random network over all layers, with branches, odd widths and an odd batch: the same for a seed on every machine. Its layers come with their declarations,
/// so that a test can declare the network as well as compute it.
/// </summary>
public sealed class RandomGraph
{
    private static readonly string[] Smooth = ["Tanh", "Sigmoid", "Gelu", "Silu", "Softplus", "Mish"];

    /// <summary>Rules with a kink: one for each network, so that data exists that is away from it.</summary>
    private static readonly string[] Kinked = ["Relu", "LeakyRelu", "Elu", "PRelu"];

    private readonly List<string> _layers = [];
    private readonly IntegerGenerator _generator;

    /// <summary>The network of a seed.</summary>
    public RandomGraph(ulong seed)
    {
        _generator = new IntegerGenerator((seed * 7919) + 1);
        InputShape = _generator.NextInt32(3) switch
        {
            0 => [1 + _generator.NextInt32(9)],
            1 => [1 + _generator.NextInt32(4), 2 + _generator.NextInt32(4)],
            _ => [1 + _generator.NextInt32(4), 1 + _generator.NextInt32(3), 2 + _generator.NextInt32(3)],
        };
        Graph = new ReferenceGraph(InputShape);
        int blocks = 1 + _generator.NextInt32(3);
        for (int block = 0; block < blocks; block++)
            AddBlock(block);
        if (_generator.NextInt32(2) == 0)
            AddDense(1 + _generator.NextInt32(5));
        Classifies = Graph.Outputs > 1 && _generator.NextInt32(2) == 0;
        Graph.WithLoss(Classifies ? ReferenceLosses.SoftmaxCrossEntropy : ReferenceLosses.MeanSquaredError);
        Batch = 3 + (2 * _generator.NextInt32(4));
    }

    /// <summary>One example.</summary>
    public int[] InputShape { get; }

    /// <summary>Examples per batch: 3, 5, 7 or 9.</summary>
    public int Batch { get; }

    /// <summary>Whether the loss is the softmax cross-entropy; otherwise it is the mean squared error.</summary>
    public bool Classifies { get; }

    /// <summary>The layers as they are declared, in order.</summary>
    public IReadOnlyList<string> Layers => _layers;

    /// <summary>The network as the oracle computes it.</summary>
    public ReferenceGraph Graph { get; }

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", InputShape)}] b{Batch}: {string.Join(", ", Layers)}";

    /// <summary>Some layers, closed by a branch that joins what entered.</summary>
    private void AddBlock(int number)
    {
        string mark = $"m{number}";
        int[] entered = [.. Graph.Shape];
        int kind = _generator.NextInt32(5);
        if (kind > 0)
            Append($"Mark(\"{mark}\")");
        bool widens = kind < 3 && _generator.NextInt32(3) > 0;
        for (int i = 1 + _generator.NextInt32(3); i > 0; i--)
            AddElementwise();
        if (widens)
            AddDense(kind == 0 || entered.Length > 1 ? 1 + _generator.NextInt32(19) : entered[0]);
        for (int i = _generator.NextInt32(3); i > 0; i--)
            AddElementwise();
        if (kind > 0)
            Join(mark, entered);
    }

    /// <summary>Joins the marked value by an addition, a product, a concatenation, or through a second branch that starts from it.</summary>
    private void Join(string mark, int[] entered)
    {
        if (!Graph.Shape.SequenceEqual(entered))
        {
            // A flat value from an image: the branch is closed by a layer of the same width from the mark.
            int units = Graph.Outputs;
            Append($"Mark(\"{mark}b\")");
            Append($"From(\"{mark}\")");
            AddDense(units);
            mark += "b";
        }

        switch (_generator.NextInt32(3))
        {
            case 0:
                Append($"Add(\"{mark}\")");
                break;
            case 1:
                Append($"Multiply(\"{mark}\")");
                break;
            default:
                Append($"Concat(\"{mark}\")");
                break;
        }
    }

    private void AddDense(int units) => Append(string.Create(CultureInfo.InvariantCulture, $"Dense({units})"));

    private void AddElementwise()
    {
        bool isImage = Graph.Shape.Count > 1, isWide = Graph.Outputs > 2;
        switch (_generator.NextInt32(11))
        {
            case 0:
                Append("BatchNorm");
                break;
            case 1 when isWide:
                Append("LayerNorm");
                break;
            case 2 when isWide:
                Append("RmsNorm");
                break;
            case 3 when isImage || isWide:
                int groups = Groups(Graph.Shape[0], isImage);
                Append(string.Create(CultureInfo.InvariantCulture, $"GroupNorm({groups})"));
                break;
            case 4 when isImage:
                Append("InstanceNorm");
                break;
            case 5 when !_layers.Exists(layer => Kinked.Contains(layer)):
                string kinked = Kinked[_generator.NextInt32(Kinked.Length)];
                Append(kinked);
                break;
            case 6:
                Append("Dropout(0.25)");
                break;
            case 7:
                Append("GaussianNoise(0.5)");
                break;
            default:
                string name = Smooth[_generator.NextInt32(Smooth.Length)];
                Append(name);
                break;
        }
    }

    /// <summary>Equal groups of channels of which none is a single number.</summary>
    private int Groups(int channels, bool isImage)
    {
        int[] fitting = [.. Enumerable.Range(1, channels).Where(groups => channels % groups == 0 && (isImage || channels / groups > 1))];
        return fitting[_generator.NextInt32(fitting.Length)];
    }

    private void Append(string declaration)
    {
        _layers.Add(declaration);
        Graph.Declare(declaration);
    }
}
