using FastOpt.Reference.Graphs;

namespace FastOpt.Reference.Tests;

/// <summary>Every layer in every position, and random graphs, against differences of the loss.</summary>
public class GraphDerivativeTests
{
    /// <summary>Layers of a flat value of six features or of an image of six channels.</summary>
    private static readonly Dictionary<string, Func<ReferenceGraph, ReferenceGraph>> Layers = new()
    {
        ["Dense"] = graph => graph.Dense(6),
        ["Dense without bias"] = graph => graph.Dense(6, bias: false),
        ["Gelu"] = graph => graph.Activation("Gelu"),
        ["Relu"] = graph => graph.Activation("Relu"),
        ["PRelu"] = graph => graph.PRelu(),
        ["BatchNorm"] = graph => graph.BatchNorm(),
        ["LayerNorm"] = graph => graph.LayerNorm(),
        ["LayerNorm of elements"] = graph => graph.Map(ReferenceMaps.LayerNorm() with { TrainsElements = true }),
        ["RmsNorm"] = graph => graph.RmsNorm(),
        ["GroupNorm"] = graph => graph.GroupNorm(2),
        ["InstanceNorm"] = graph => graph.InstanceNorm(),
        ["Dropout"] = graph => graph.Dropout(0.25),
        ["GaussianNoise"] = graph => graph.GaussianNoise(0.5),
        ["MultiplicativeNoise"] = graph => graph.Map(ReferenceMaps.MultiplicativeNoise(0.5)),
        ["ScaleNorm"] = graph => graph.Map(new ReferenceMap("scalenorm", a => a.X * a.Trained[0] / a.Norm)
        {
            Statistics = [ReferenceStatistic.Norm],
            Over = ReferenceAxis.Features,
            Trained = [new("gain", 1)],
        }),
        ["RangeNorm"] = graph => graph.Map(new ReferenceMap("rangenorm", a => (a.X - a.Minimum) / (a.Maximum - a.Minimum + 0.5))
        {
            Statistics = [ReferenceStatistic.Minimum, ReferenceStatistic.Maximum],
            Over = ReferenceAxis.Features,
        }),
        ["Everything"] = graph => graph.Map(new ReferenceMap(
            "everything",
            a => (Math.Sin(a.X - a.Mean) * a.Trained[1] / Math.Sqrt(a.Variance + a.MeanSquare)) +
                (a.Uniform * a.Norm * Math.Tanh(a.Trained[0] + a.Maximum - (a.Minimum * a.Normal))))
        {
            Statistics = [.. Enum.GetValues<ReferenceStatistic>()],
            Over = ReferenceAxis.Batch,
            Trained = [new("first", 0.5), new("second", 1)],
            Draws = [ReferenceDraw.Uniform, ReferenceDraw.Normal],
        }),
        ["Add"] = graph => graph.Mark("a").Activation("Tanh").Add("a"),
        ["Multiply"] = graph => graph.Mark("a").Activation("Tanh").Multiply("a"),
        ["Square"] = graph => graph.Mark("a").Multiply("a"),
        ["Concat"] = graph => graph.Mark("a").Activation("Tanh").Concat("a"),
        ["From"] = graph => graph.Mark("a").Activation("Tanh").Mark("b").From("a").Activation("Sigmoid").Multiply("b").Add("a"),
    };

    private static readonly string[] Positions = ["first", "inner, before an activation", "inner, after an activation", "last"];

    public static TheoryData<string, string, bool> Places =>
    [
        .. from layer in Layers.Keys
           from position in Positions
           from isImage in new[] { false, true }
           where isImage || layer != "InstanceNorm"
           select (layer, position, isImage),
    ];

    /// <summary>Windows over an image or a signal of six channels.</summary>
    public static TheoryData<string, bool> Windows =>
    [
        .. from layer in new[]
           {
               "Conv2D(4, 3)", "Conv2D(4, 3, Padding = 1)", "Conv2D(5, 2, 3, Stride = 2, Padding = 2, Bias = false)",
               "Conv2D(4, 3, Dilation = 2, Padding = 3)", "Conv2D(6, 2, Groups = 3)", "Conv2D(12, 3, Groups = 6, Padding = 1)",
               "Conv2D(3, 4, Same = true, Stride = 2)", "Conv2D(3, 5, 4)", "Conv2D(4, 1, Padding = 2)", "MaxPool2D(2)",
               "MaxPool2D(3, Stride = 1, Padding = 1)", "MaxPool2D(2, 1, Stride = 3)", "AveragePool2D(2)", "AveragePool2D(3, Stride = 2, Padding = 1)",
           }
           select (layer, false),
        .. from layer in new[]
           {
               "Conv1D(4, 3)", "Conv1D(4, 3, Padding = 2, Stride = 2)", "Conv1D(6, 2, Dilation = 3, Groups = 2)", "Conv1D(6, 4, Same = true, Groups = 6)",
               "MaxPool1D(2)", "MaxPool1D(3, Stride = 2, Padding = 1)", "AveragePool1D(2, Stride = 1)", "AveragePool1D(4, Padding = 2)",
           }
           select (layer, true),
        .. from layer in new[] { "GlobalMaxPool", "GlobalAveragePool", "Flatten", "Reshape(10, 12)", "Reshape(5, 4, 6)" }
           from isSignal in new[] { false, true }
           select (layer, isSignal),
    ];

    public static TheoryData<int> Tens => [.. Enumerable.Range(0, 30)];

    [Theory]
    [MemberData(nameof(Places))]
    public void OfEveryLayer(string layer, string position, bool isImage)
    {
        var graph = new ReferenceGraph(isImage ? [6, 1, 2] : [6]);
        Func<ReferenceGraph, ReferenceGraph> build = Layers[layer];

        // An image stays one through the layer only where no dense layer comes before.
        ReferenceGraph Below(ReferenceGraph below) => isImage ? below.Map(ReferenceMaps.PRelu()) : below.Dense(6);
        _ = position switch
        {
            "first" => build(graph).Dense(4).Activation("Tanh").Dense(3),
            "inner, before an activation" => build(Below(graph)).Activation("Silu").Dense(3),
            "inner, after an activation" => build(Below(graph).Activation("Sigmoid")).Dense(3),
            _ => build(Below(graph).Activation("Tanh")),
        };
        GraphDifferences.Check(graph, batch: 5, $"{layer}, {position}");
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void OfEveryWindow(string layer, bool isSignal)
    {
        int[] image = isSignal ? [6, 20] : [6, 5, 4];
        GraphDifferences.Check(new ReferenceGraph(image).Declare(layer).Activation("Tanh").Dense(3), batch: 3, $"{layer}, first");
        ReferenceGraph below = new ReferenceGraph(image).Declare($"Conv{image.Length - 1}D(6, 1)").Activation("Sigmoid");
        GraphDifferences.Check(below.Declare(layer), batch: 3, $"{layer}, last");
    }

    [Theory]
    [MemberData(nameof(Tens))]
    public void OfRandomConvolutions(int ten)
    {
        // A maximum has a kink for each pair of values, so the steps are short.
        for (int i = 10 * ten; i < Math.Min(200, (10 * ten) + 10); i++)
        {
            var random = new RandomConvolution((ulong)i);
            GraphDifferences.Check(random.Graph, random.Batch, $"{i}: {random}", hasWeights: i % 2 == 0, step: 1e-6, coordinates: 20);
        }
    }

    [Theory]
    [MemberData(nameof(Tens))]
    public void OfRandomGraphs(int ten)
    {
        for (int i = 0; i < 10; i++)
        {
            var random = new RandomGraph((ulong)((10 * ten) + i));
            GraphDifferences.Check(random.Graph, random.Batch, $"{(10 * ten) + i}: {random}", hasWeights: i % 2 == 0);
        }
    }

    [Theory]
    [InlineData("class weights")]
    [InlineData("label smoothing")]
    [InlineData("class weights and label smoothing")]
    [InlineData("soft targets")]
    [InlineData("summed")]
    [InlineData("given gradient")]
    public void OfLosses(string name)
    {
        ReferenceLoss loss = name switch
        {
            "class weights" => ReferenceLosses.SoftmaxCrossEntropyWith([1, 0.25, 3]),
            "label smoothing" => ReferenceLosses.SoftmaxCrossEntropyWith(smoothing: 0.1),
            "class weights and label smoothing" => ReferenceLosses.SoftmaxCrossEntropyWith([1, 0.25, 3], 0.1),
            "soft targets" => ReferenceLosses.SoftmaxCrossEntropyWith([1, 0.25, 3], 0.1, softTargets: true),
            "summed" => ReferenceLosses.MeanSquaredError.SummedOverOutputs(),
            _ => ReferenceLosses.GivenGradient,
        };
        GraphDifferences.Check(new ReferenceGraph(4).Dense(5).Activation("Tanh").Dense(3).WithLoss(loss), 7, name);
        GraphDifferences.Check(new ReferenceGraph(4).Dense(5).Activation("Tanh").Dense(3).WithLoss(loss), 7, name, hasWeights: true);
    }
}
