using FastOpt.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing.Layers;

/// <summary>Reads <c>[Stack&lt;Residual&gt;(Times = 4)]</c>: the layers of a block, as if they stood here.</summary>
internal static class StackReader
{
    /// <summary>Blocks within blocks, at most.</summary>
    private const int Deepest = 16;

    /// <summary>Layers of a network, at most: a block of blocks soon has more than anyone meant.</summary>
    private const int MostLayers = 10_000;

    public static void Read(AttributeData attribute, INamedTypeSymbol block, LayerStack stack)
    {
        if (block.TypeKind == TypeKind.Error)
            return;
        Location? location = stack.LocationOf(attribute);
        int times = attribute.NamedArguments.FirstOrDefault(static pair => pair.Key == "Times").Value.Value is int value ? value : 1;
        AttributeData[] layers = [.. block.GetAttributes().Where(static layer => layer.AttributeClass is { } type && LayerReaders.NameOf(type) is not null)];
        string? mistake = times < 1 ? FormattableString.Invariant($"Times is {times}, but it must be at least 1")
            : !IsBlock(block) ? $"{block.Name} is not marked [Block]"
            : layers.Length == 0 ? $"{block.Name} has no layers"
            : stack.Depth >= Deepest ? $"{block.Name} stands within itself, or within more than {Deepest} blocks"
            : stack.Layers.Count + (long)times * layers.Length > MostLayers ? FormattableString.Invariant($"the network would have more than {MostLayers} layers")
            : null;
        if (mistake is not null)
        {
            stack.Diagnostics.Add(DiagnosticDescriptors.StackOfNoBlock, location, block.Name, mistake);
            return;
        }

        for (int i = 0; i < times && !stack.Diagnostics.HasErrors; i++)
        {
            stack.Depth++;
            MarkTable.Entry entering = stack.EnterBlock(attribute);
            foreach (AttributeData layer in layers)
                LayerReaders.Read(layer, stack);
            stack.LeaveBlock(entering);
            stack.Depth--;
        }
    }

    private static bool IsBlock(INamedTypeSymbol type) => type.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "BlockAttribute", Arity: 0 } marker && RuleUse.IsOurs(marker));
}
