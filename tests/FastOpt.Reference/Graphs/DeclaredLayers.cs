using System.Globalization;
using System.Text.RegularExpressions;

namespace FastOpt.Reference.Graphs;

/// <summary>Layers by the text of their declarations: "Dense(16)", "BatchNorm", "Add(\"in\")".</summary>
public static partial class DeclaredLayers
{
    /// <summary>Adds the layer that a text declares.</summary>
    public static ReferenceGraph Declare(this ReferenceGraph graph, string declaration)
    {
        Match match = Declaration().Match(declaration);
        string name = match.Groups[1].Value, argument = match.Groups[2].Value.Trim('"');
        double Number() => double.Parse(argument.Split(',')[0], CultureInfo.InvariantCulture);
        return name switch
        {
            "Dense" => graph.Dense((int)Number(), bias: !argument.Contains("Bias = false", StringComparison.Ordinal)),
            "BatchNorm" => graph.BatchNorm(),
            "LayerNorm" => graph.LayerNorm(),
            "RmsNorm" => graph.RmsNorm(),
            "GroupNorm" => graph.GroupNorm((int)Number()),
            "InstanceNorm" => graph.InstanceNorm(),
            "PRelu" => graph.PRelu(),
            "Dropout" => graph.Dropout(Number()),
            "GaussianNoise" => graph.GaussianNoise(Number()),
            "Mark" => graph.Mark(argument),
            "From" => graph.From(argument),
            "Add" => graph.Add(argument),
            "Multiply" => graph.Multiply(argument),
            "Concat" => graph.Concat(argument),
            _ => graph.Activation(name),
        };
    }

    [GeneratedRegex(@"^(\w+)(?:\((.*)\))?$")]
    private static partial Regex Declaration();
}
