using System.Globalization;

namespace FastOpt.Reference.Graphs;

/// <summary>
/// A random network of convolutions and pools over an image or a signal, with what stands between them: activations, normalizations, noise, residual and
/// concatenated branches. The same for a seed on every machine. Its layers come with their declarations.
/// </summary>
public sealed class RandomConvolution
{
    /// <summary>Products of one example in one layer, at most: the oracle computes them one by one.</summary>
    private const int MostTerms = 30_000;

    /// <summary>Elements of one example, at most: among many, one is always near a kink.</summary>
    private const int MostElements = 700;

    /// <summary>
    /// Among so few elements a maximum may leave two that differ, whose normalized values do not depend on theirs: gradients would be rounding alone.
    /// </summary>
    private const int FewToNormalize = 8;

    private static readonly string[] Smooth = ["Tanh", "Sigmoid", "Silu", "Softplus", "Gelu"];

    private readonly List<string> _layers = [];
    private readonly HashSet<string> _frozen = [], _kinds = [];
    private readonly IntegerGenerator _generator;
    private int _convolutions, _marks;
    private bool _hasKink;

    /// <summary>The network of a seed.</summary>
    public RandomConvolution(ulong seed)
    {
        _generator = new IntegerGenerator((seed * 104729) + 3);
        Batch = 1 + (2 * _generator.NextInt32(3));
        int[] image = FirstImage();
        bool isReshaped = OneIn(12);
        InputShape = isReshaped ? [1 + _generator.NextInt32(9)] : image;
        Graph = new ReferenceGraph(InputShape);
        if (isReshaped)
        {
            Append($"Dense({Product(image)})");
            Append("Tanh");
            Append($"Reshape({string.Join(", ", image)})");
        }

        if (OneIn(8))
            AddPool(OneIn(2) ? "AveragePool" : "MaxPool");
        for (int i = 1 + _generator.NextInt32(3); i > 0; i--)
            AddBlock();
        AddEnd();
        Classifies = Graph.Shape.Count == 1 && Graph.Outputs > 1 && OneIn(2);
        Graph.WithLoss(Classifies ? ReferenceLosses.SoftmaxCrossEntropy : ReferenceLosses.MeanSquaredError);
    }

    /// <summary>One example.</summary>
    public int[] InputShape { get; }

    /// <summary>Examples per batch: 1, 3 or 5.</summary>
    public int Batch { get; }

    /// <summary>Whether the loss is the softmax cross-entropy; otherwise it is the mean squared error.</summary>
    public bool Classifies { get; }

    /// <summary>The layers as they are declared, in order.</summary>
    public IReadOnlyList<string> Layers => _layers;

    /// <summary>
    /// What its convolutions are: "depthwise", "whole" (the kernel is as large as the image), "rectangular", "wide" (more channels or filters than a vector has
    /// lanes).
    /// </summary>
    public IReadOnlySet<string> Kinds => _kinds;

    /// <summary>The network as the oracle computes it, to which nothing is frozen.</summary>
    public ReferenceGraph Graph { get; }

    /// <summary>The gradients without those of frozen layers, which are 0.</summary>
    public double[] Unfrozen(double[] gradients)
    {
        double[] result = [.. gradients];
        foreach (ReferenceTensor tensor in Graph.Tensors.Where(tensor => _frozen.Contains(tensor.Name.Split('.')[0])))
            result.AsSpan(tensor.Offset, tensor.Count).Clear();
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", InputShape)}] b{Batch}: {string.Join(", ", Layers)}";

    private bool IsSignal => Graph.Shape.Count == 2;

    private int Channels => Graph.Shape[0];

    private int Positions => Graph.Outputs / Channels;

    private int[] FirstImage()
    {
        int channels = OneIn(6) ? 16 + _generator.NextInt32(4) : 1 + _generator.NextInt32(7);
        int Extent() => OneIn(9) ? 1 : 2 + _generator.NextInt32(8);
        return _generator.NextInt32(12) switch
        {
            < 3 => [channels, 1 + _generator.NextInt32(30)],
            3 => [channels, 1, 1],
            _ => [channels, Extent(), Extent()],
        };
    }

    /// <summary>A convolution and what stands behind it, a residual block, or a concatenation.</summary>
    private void AddBlock()
    {
        switch (_generator.NextInt32(5))
        {
            case 0:
                int channels = Channels;
                string entered = Mark();
                AddConvolution(filters: null, keepsExtents: true);
                AddBetween();
                AddConvolution(channels, keepsExtents: true);
                Append($"{(OneIn(4) ? "Multiply" : "Add")}(\"{entered}\")");
                break;
            case 1:
                string mark = Mark();
                AddConvolution(filters: null, keepsExtents: true);
                AddBetween();
                Append($"Concat(\"{mark}\")");
                break;
            case 2:
                AddConvolution(filters: null, keepsExtents: OneIn(2));
                if (OneIn(2))
                    AddActivation(OneIn(2));
                AddPool("MaxPool");
                break;
            default:
                AddConvolution(filters: null, keepsExtents: false);
                break;
        }

        AddBetween();
        if (OneIn(2))
            AddPool(OneIn(3) ? "AveragePool" : "MaxPool");
    }

    /// <summary>A window over the image here, by draws until one fits.</summary>
    private void AddConvolution(int? filters, bool keepsExtents)
    {
        int groups = Divisor(Channels, filters ?? Channels);
        string options = (groups > 1 ? $", Groups = {groups}" : "") + (OneIn(4) ? ", Bias = false" : "") + (OneIn(8) ? ", Frozen = true" : "");
        string declaration;
        int made, most = OneIn(4) ? 36 : 9;
        do
        {
            made = filters ?? (groups * (1 + _generator.NextInt32(Math.Max(1, most / groups))));
            declaration = $"{(IsSignal ? "Conv1D" : "Conv2D")}({made}, {Window(keepsExtents)}{options})";
            most = Math.Max(1, most - 1);
        }
        while (Refused(declaration, made, Channels / groups, filters ?? 0));
        _convolutions++;
        if (options.Contains("Frozen", StringComparison.Ordinal))
            _frozen.Add($"conv{_convolutions}");
        Note(declaration, groups, made);
        Append(declaration);
    }

    private void Note(string declaration, int groups, int filters)
    {
        string[] sizes = [.. declaration.Split('(', ')')[1].Split(", ").TakeWhile(static part => !part.Contains('=')).Skip(1)];
        string[] extents = [.. Graph.Shape.Skip(1).Select(static extent => $"{extent}")];
        if (groups > 1 && groups == Channels)
            _kinds.Add("depthwise");
        if (Positions > 1 && (IsSignal ? sizes : [sizes[0], sizes[^1]]).SequenceEqual(extents))
            _kinds.Add("whole");
        if (sizes.Length == 2 && sizes[0] != sizes[1])
            _kinds.Add("rectangular");
        if (Math.Max(Channels, filters) > 16)
            _kinds.Add("wide");
    }

    /// <summary>The kernel of a convolution and how it moves.</summary>
    private string Window(bool keepsExtents)
    {
        int kind = _generator.NextInt32(6);
        if (keepsExtents || kind == 0)
        {
            // A dilated window over an image of one row may see nothing of it.
            bool isDilated = OneIn(3) && Graph.Shape.Skip(1).Min() > 3;
            return $"{Kernel(4)}, Same = true" + Option("Dilation", isDilated ? 2 : 1) + Option("Stride", !keepsExtents && OneIn(2) ? 2 : 1);
        }

        if (kind == 1)
            return IsSignal ? $"{Graph.Shape[1]}" : $"{Graph.Shape[1]}, {Graph.Shape[2]}";
        return Kernel(5) + Option("Stride", 1 + _generator.NextInt32(3)) + Padding(_generator.NextInt32(4)) +
            Option("Dilation", OneIn(3) ? 2 + _generator.NextInt32(2) : 1);
    }

    private string Kernel(int most)
    {
        int size = 1 + _generator.NextInt32(most);
        return !IsSignal && OneIn(3) ? $"{size}, {1 + _generator.NextInt32(most)}" : $"{size}";
    }

    private static string Option(string name, int value) => value > 1 ? $", {name} = {value}" : "";

    private static string Padding(int value) => value > 0 ? $", Padding = {value}" : "";

    /// <summary>Whether the window does not fit, or gives too much; what keeps the extents of a wide image cannot be small.</summary>
    private bool Refused(string declaration, int filters, int channels, int given)
    {
        (int places, int area) = DeclaredLayers.Extents(Graph, declaration);
        return places < 1 || (area > 1 && places * area * filters * channels > MostTerms) ||
            (filters != given && places * filters > Math.Max(MostElements, Graph.Outputs));
    }

    private void AddPool(string reduction)
    {
        if (Positions < 2)
            return;
        if (reduction == "AveragePool")
            Bend();

        // Of negative values a Gelu makes next to nothing, between which a maximum has a kink.
        else if (_layers.Count > 0 && _layers[^1] == "Gelu")
            AddConvolution(filters: null, keepsExtents: true);
        string kind = reduction + (IsSignal ? "1D" : "2D");
        string declaration;
        do
        {
            (int height, int width) = (1 + _generator.NextInt32(3), 1 + _generator.NextInt32(3));
            bool isSquare = IsSignal || OneIn(2);
            int padding = OneIn(3) ? (isSquare ? width : Math.Min(height, width)) / 2 : 0;
            string stride = OneIn(2) ? $", Stride = {1 + _generator.NextInt32(3)}" : "";
            declaration = $"{kind}({(isSquare ? $"{width}" : $"{height}, {width}")}{stride}{Padding(padding)})";
        }
        while (DeclaredLayers.Extents(Graph, declaration).Places < 1);
        Append(declaration);
    }

    private void AddBetween()
    {
        for (int i = _generator.NextInt32(3); i > 0; i--)
            AddElementwise();
    }

    private void AddElementwise()
    {
        switch (_generator.NextInt32(12))
        {
            case 0 or 1 when Batch * Positions > FewToNormalize:
                Append("BatchNorm");
                break;
            case 2 when Graph.Outputs > FewToNormalize:
                int groups = Divisor(Channels, Channels);
                if (Graph.Outputs / groups > FewToNormalize)
                    Append($"GroupNorm({groups})");
                break;
            case 3 when Positions > FewToNormalize:
                Append("InstanceNorm");
                break;
            case 4:
                Append("Dropout(0.25)");
                break;
            default:
                AddActivation(OneIn(2));
                break;
        }
    }

    /// <summary>
    /// One kink is enough for a network, so that data exists that is away from it; behind a Gelu there is none, whose values come as near to 0 as can be.
    /// </summary>
    private void AddActivation(bool hasKink)
    {
        hasKink &= !_hasKink && !(_layers.Count > 0 && Smooth.Contains(_layers[^1]));
        string name = hasKink ? OneIn(3) ? "PRelu" : "Relu" : Smooth[_generator.NextInt32(Smooth.Length)];
        _hasKink |= hasKink;
        Append(name);
    }

    /// <summary>Puts an activation before a mean: that of normalized values, and of sums of them, is a constant, whose gradients are rounding alone.</summary>
    private void Bend()
    {
        if (_layers.Count > 0 && !Smooth.Contains(_layers[^1]))
            AddActivation(hasKink: false);
    }

    /// <summary>A global pool, a dense layer, both or neither.</summary>
    private void AddEnd()
    {
        int kind = _generator.NextInt32(8);
        if (kind is 0 or 1)
        {
            Bend();
            Append("GlobalAveragePool");
        }
        else if (kind is 2 or 3)
        {
            Append(kind == 2 ? "GlobalMaxPool" : "Flatten");
        }

        if (kind is not (1 or 4) || _frozen.Count == _convolutions)
            Append($"Dense({1 + _generator.NextInt32(5)})");
    }

    private string Mark()
    {
        string name = $"m{_marks++}";
        Append($"Mark(\"{name}\")");
        return name;
    }

    /// <summary>A number that divides both: 1 half of the time, often the largest.</summary>
    private int Divisor(int first, int second)
    {
        int[] both = [.. Enumerable.Range(1, Math.Min(first, second)).Where(groups => first % groups == 0 && second % groups == 0)];
        return _generator.NextInt32(4) switch
        {
            0 => both[^1],
            1 => both[_generator.NextInt32(both.Length)],
            _ => 1,
        };
    }

    private bool OneIn(int many) => _generator.NextInt32(many) == 0;

    private static int Product(int[] shape) => shape.Aggregate(1, static (product, extent) => product * extent);

    private void Append(string declaration)
    {
        _layers.Add(declaration);
        Graph.Declare(declaration);
    }
}
