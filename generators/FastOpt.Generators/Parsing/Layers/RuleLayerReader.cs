using System.Globalization;
using FastOpt.Generators.Diagnostics;
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
        {
            stack.IsIncomplete = true;
            return;
        }

        if (kind == RuleKind.Activation)
            GiveInitializer(attribute, type, stack);
        if (Groups(attribute, rule, stack) is not { } groups)
            return;
        string stem = rule.Name.ToLowerInvariant();
        stack.Add(
            new RuleLayer
            {
                Name = stack.NewName(Taken.Contains(stem) ? "rule" + stem : stem),
                Input = stack.Shape,
                Output = stack.Shape,
                Rule = rule,
                Groups = groups,
            },
            attribute);
    }

    /// <summary>The groups of channels over which a normalization takes its statistics; null for a shape that it cannot take, which is reported.</summary>
    private static int? Groups(AttributeData attribute, RuleReference rule, LayerStack stack)
    {
        TensorShape shape = stack.Shape;
        if (rule.Kind == RuleKind.Normalization && rule.Over == Axis.Positions && shape.Positions == 1)
        {
            stack.Diagnostics.Add(DiagnosticDescriptors.NoPositions, stack.LocationOf(attribute), rule.Name, shape);
            return null;
        }

        if (rule.GroupsProperty is not { } property)
            return 1;
        int groups = rule.Arguments.FirstOrDefault(argument => argument.Name == property) is { } value ? int.Parse(value.Literal, CultureInfo.InvariantCulture) : rule.DefaultGroups;
        if (groups >= 1 && shape.Channels % groups == 0)
            return groups;
        stack.Diagnostics.Add(DiagnosticDescriptors.GroupsDoNotDivide, stack.LocationOf(attribute), rule.Name, property, groups, shape.Channels, shape);
        return null;
    }

    /// <summary>A dense layer right in front draws its weights as the activation says, if it does not say so itself.</summary>
    private static void GiveInitializer(AttributeData attribute, INamedTypeSymbol type, LayerStack stack)
    {
        int last = stack.Layers.Count - 1;
        // A normalization in between does not care how large the weights are, and a name changes nothing.
        while (last >= 0 && stack.Layers[last].Layer is MarkLayer or RuleLayer { Rule.Kind: RuleKind.Normalization })
            last--;
        if (last >= 0 && stack.Layers[last].Layer is WeightedLayer { Initializer: "" } weighted && InitializerUse.OfActivation(type) is var (_, initializer))
            stack.Replace(last, weighted with { Initializer = stack.Initializer(attribute, initializer, []) });
    }
}
