using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing.Layers;

/// <summary>One reader for each kind of layer, by the attribute that declares it.</summary>
internal static class LayerReaders
{
    private delegate void Reader(AttributeData attribute, LayerStack stack);

    private static readonly Dictionary<string, Reader> Plain = new(StringComparer.Ordinal)
    {
        ["DenseAttribute"] = DenseReader.Read,
        ["Conv1DAttribute"] = WindowReader.Conv1D,
        ["Conv2DAttribute"] = WindowReader.Conv2D,
        ["MaxPool1DAttribute"] = WindowReader.MaxPool1D,
        ["MaxPool2DAttribute"] = WindowReader.MaxPool2D,
        ["AveragePool1DAttribute"] = WindowReader.AveragePool1D,
        ["AveragePool2DAttribute"] = WindowReader.AveragePool2D,
        ["GlobalMaxPoolAttribute"] = WindowReader.GlobalMaxPool,
        ["GlobalAveragePoolAttribute"] = WindowReader.GlobalAveragePool,
        ["EmbeddingAttribute"] = EmbeddingReader.Read,
        ["FlattenAttribute"] = ReshapeReader.Flatten,
        ["ReshapeAttribute"] = ReshapeReader.Reshape,
        ["MarkAttribute"] = BranchReader.Mark,
        ["FromAttribute"] = BranchReader.From,
        ["AddAttribute"] = BranchReader.Add,
        ["MultiplyAttribute"] = BranchReader.Multiply,
        ["ConcatAttribute"] = BranchReader.Concat,
    };

    /// <summary>The attributes that are, or derive from, one with a rule for a type argument.</summary>
    private static readonly Dictionary<string, Action<AttributeData, INamedTypeSymbol, LayerStack>> Generic = new(StringComparer.Ordinal)
    {
        ["ActivationAttribute"] = static (attribute, rule, stack) => RuleLayerReader.Read(attribute, rule, Model.RuleKind.Activation, stack),
        ["NormalizationAttribute"] = static (attribute, rule, stack) => RuleLayerReader.Read(attribute, rule, Model.RuleKind.Normalization, stack),
        ["StackAttribute"] = StackReader.Read,
    };

    /// <summary>The name of a layer as its attribute says it, or null for an attribute that is none.</summary>
    public static string? NameOf(INamedTypeSymbol attribute)
    {
        if (PlainOf(attribute) is not null)
            return attribute.Name.Substring(0, attribute.Name.Length - "Attribute".Length);
        return GenericOf(attribute) is var (_, type) ? type.Name : null;
    }

    /// <summary>Reads a layer.</summary>
    public static void Read(AttributeData attribute, LayerStack stack)
    {
        INamedTypeSymbol type = attribute.AttributeClass!;
        if (PlainOf(type) is { } reader)
            reader(attribute, stack);
        else if (GenericOf(type) is var (read, argument))
            read(attribute, argument, stack);
    }

    private static Reader? PlainOf(INamedTypeSymbol attribute) =>
        attribute is { Arity: 0, ContainingType: null } && RuleUse.IsOurs(attribute) && Plain.TryGetValue(attribute.Name, out Reader? reader) ? reader : null;

    private static (Action<AttributeData, INamedTypeSymbol, LayerStack> Read, INamedTypeSymbol Argument)? GenericOf(INamedTypeSymbol attribute)
    {
        for (INamedTypeSymbol? type = attribute; type is not null; type = type.BaseType)
        {
            if (type is { Arity: 1, ContainingType: null } && RuleUse.IsOurs(type) && Generic.TryGetValue(type.Name, out var read) && type.TypeArguments[0] is INamedTypeSymbol argument)
                return (read, argument);
        }

        return null;
    }
}
