using FastOpt.Reference;
using FastOpt.Reference.Graphs;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>A network that has one layer in one position, declared and as the oracle computes it.</summary>
/// <param name="Layer">The layer's name in the test.</param>
/// <param name="Position">The position's.</param>
internal sealed record PlacedLayer(string Layer, string Position)
{
    /// <summary>What clips the norm, where it does.</summary>
    public const double MaxNorm = 0.05;

    /// <summary>A block with a branch from what enters it.</summary>
    public const string Block = "[Block, Dense(9), BatchNorm, Tanh, Dense(9), Add(Block.Input)]\npublic sealed partial class Part;\n";

    private static readonly string[] BlockLayers = ["Dense(9)", "BatchNorm", "Tanh", "Dense(9)"];

    /// <summary>Layers of nine features.</summary>
    private static readonly Dictionary<string, string[]> OfFeatures = new()
    {
        ["Dense"] = ["Dense(8)"],
        ["BatchNorm"] = ["BatchNorm"],
        ["LayerNorm"] = ["LayerNorm"],
        ["RmsNorm"] = ["RmsNorm"],
        ["GroupNorm"] = ["GroupNorm(3)"],
        ["Dropout"] = ["Dropout(0.25)"],
        ["GaussianNoise"] = ["GaussianNoise(0.5)"],
        ["PRelu"] = ["PRelu"],
        ["Add"] = ["Mark(\"a\")", "Dense(9)", "Add(\"a\")"],
        ["Multiply"] = ["Mark(\"a\")", "Dense(9)", "Multiply(\"a\")"],
        ["Concat"] = ["Mark(\"a\")", "Dense(5)", "Concat(\"a\")"],
        ["Stack"] = ["Mark(\"first\")", .. BlockLayers, "Add(\"first\")", "Mark(\"second\")", .. BlockLayers, "Add(\"second\")"],
    };

    /// <summary>Layers of four channels with five positions each.</summary>
    private static readonly Dictionary<string, string[]> OfPositions = new()
    {
        ["InstanceNorm"] = ["InstanceNorm"],
        ["BatchNorm of channels"] = ["BatchNorm"],
        ["GroupNorm of channels"] = ["GroupNorm(2)"],
        ["Concat of channels"] = ["Mark(\"a\")", "Tanh", "Concat(\"a\")"],
    };

    private static readonly string[] Positions =
    [
        "first", "before an activation", "after an activation", "last", "last, under labels", "frozen below", "frozen above", "accumulated", "clipped by norm",
    ];

    /// <summary>All of them. A network has a dense layer, only dense layers can be frozen, and behind one a value has no positions.</summary>
    public static IReadOnlyList<PlacedLayer> All { get; } =
    [
        .. from layer in OfFeatures.Keys.Concat(OfPositions.Keys)
           from position in Positions
           where OfFeatures.ContainsKey(layer) || position is not ("last" or "last, under labels" or "frozen below")
           select new PlacedLayer(layer, position),
    ];

    /// <summary>The name of the network's class.</summary>
    public string Name { get; } = "Net" + string.Concat($"{Layer} {Position}".Where(char.IsLetter));

    /// <summary>Whether each step takes the gradients of two batches.</summary>
    public bool IsAccumulated => Position == "accumulated";

    /// <summary>Whether the norm of the gradient is clipped.</summary>
    public bool IsClipped => Position == "clipped by norm";

    private bool IsOfPositions => OfPositions.ContainsKey(Layer);

    private bool HasLabels => Position == "last, under labels";

    private string[] Before => Position switch
    {
        "first" => [],
        "frozen below" => ["Dense(9, Frozen = true)"],
        "after an activation" => [Below, "Sigmoid"],
        "last" or "last, under labels" => [Below, "Tanh"],
        _ => [Below],
    };

    private string[] Behind => Position switch
    {
        "first" => ["Dense(5)", "Tanh", "Dense(3)"],
        "before an activation" => ["Silu", "Dense(3)"],
        "after an activation" => ["Dense(3)"],
        "last" or "last, under labels" => [],
        "frozen above" => ["Dense(6, Frozen = true)", "Tanh", "Dense(3)"],
        _ => ["Tanh", "Dense(3)"],
    };

    /// <summary>A layer with parameters that keeps positions.</summary>
    private string Below => IsOfPositions ? "PRelu" : "Dense(9)";

    private string[] Own => IsOfPositions ? OfPositions[Layer] : OfFeatures[Layer];

    /// <summary>The declaration.</summary>
    public string Source()
    {
        string[] declared = Layer == "Stack" ? ["Stack<Part>(Times = 2)"] : Own;
        string[] attributes =
        [
            $"Network({(IsOfPositions ? "4, 5" : "9")}{(IsAccumulated ? ", AccumulateGradients = true" : "")})",
            .. Before, .. declared, .. Behind,
            HasLabels ? "SoftmaxCrossEntropy" : "MeanSquaredError",
            .. IsClipped ? [$"ClipNorm({MaxNorm})"] : Array.Empty<string>(),
            "Sgd(LearningRate = 1)",
        ];
        return $"[{string.Join(", ", attributes)}]\npublic sealed partial class {Name};\n";
    }

    /// <summary>The network in double precision, and the numbers of its layers that are frozen.</summary>
    public (ReferenceGraph Graph, ReferenceUpdate Update) Reference()
    {
        var graph = new ReferenceGraph(IsOfPositions ? [4, 5] : [9]);
        var frozen = new List<bool>();
        foreach (string layer in (string[])[.. Before, .. Own, .. Behind])
        {
            graph.Declare(layer);
            if (graph.Tensors.Count > 0 && graph.Tensors[^1].Layer == frozen.Count)
                frozen.Add(layer.Contains("Frozen", StringComparison.Ordinal));
        }

        graph.WithLoss(HasLabels ? ReferenceLosses.SoftmaxCrossEntropy : ReferenceLosses.MeanSquaredError);
        return (graph, new ReferenceUpdate(graph.Tensors, 1, static (rate, _) => ReferenceOptimizers.Sgd(rate))
        {
            Rules = IsClipped ? [ReferenceGradientRules.ClipNorm(MaxNorm)] : [],
            Frozen = frozen,
        });
    }
}
