using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing.Layers;

/// <summary>Reads a layer that is a rule: <c>[Relu]</c>, <c>[Activation&lt;Swish&gt;]</c>, <c>[BatchNorm]</c>.</summary>
internal static class RuleLayerReader
{
    /// <summary>Names that other kinds of layers have.</summary>
    private static readonly HashSet<string> Taken = new(["dense", "add", "multiply", "concat", "block", "x"], StringComparer.Ordinal);

    public static void Read(AttributeData attribute, INamedTypeSymbol type, RuleKind kind, LayerStack stack)
    {
        if (stack.Rules.Read(attribute, type, kind, stack.LocationOf(attribute)) is not { } rule)
            return;
        GiveInitializer(attribute, type, stack);
        string stem = rule.Name.ToLowerInvariant();
        stack.Add(
            new RuleLayer
            {
                Name = stack.NewName(Taken.Contains(stem) ? "rule" + stem : stem),
                Input = stack.Shape,
                Output = stack.Shape,
                Rule = rule,
            },
            attribute);
    }

    /// <summary>A dense layer right in front draws its weights as the activation says, if it does not say so itself.</summary>
    private static void GiveInitializer(AttributeData attribute, INamedTypeSymbol type, LayerStack stack)
    {
        int last = stack.Layers.Count - 1;
        if (last >= 0 && stack.Layers[last].Layer is DenseLayer { Initializer: "" } dense && InitializerUse.OfActivation(type) is var (_, initializer))
            stack.Replace(last, dense with { Initializer = stack.Initializer(attribute, initializer, []) });
    }
}
