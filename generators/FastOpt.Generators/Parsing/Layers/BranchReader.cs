using FastOpt.Generators.Collections;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing.Layers;

/// <summary>Reads what names values and joins them: <c>[Mark("in")]</c>, <c>[Add("in")]</c>.</summary>
internal static class BranchReader
{
    public static void Mark(AttributeData attribute, LayerStack stack)
    {
        if (NameOf(attribute) is not { } name)
            return;
        MarkTable.Entry entry = stack.Marks.Mark(name, stack.Shape, stack.LocationOf(attribute));
        stack.Add(new MarkLayer { Name = "mark " + entry.Label, Input = stack.Shape, Output = stack.Shape, Label = entry.Label }, attribute);
    }

    public static void From(AttributeData attribute, LayerStack stack)
    {
        if (Marked(attribute, "From", stack) is not { } entry)
            return;

        // What stands here goes on only if it has a name.
        if (stack.Layers.Count > 0 && stack.Layers[stack.Layers.Count - 1].Layer is not (MarkLayer or FromLayer))
            stack.Diagnostics.Add(DiagnosticDescriptors.UnusedValue, stack.LocationOf(attribute), stack.Layers[stack.Layers.Count - 1].Layer.Name, stack.Shape, NameOf(attribute) ?? "", entry.Shape);
        stack.Add(new FromLayer { Name = "from " + entry.Label, Input = stack.Shape, Output = entry.Shape, Label = entry.Label }, attribute);
    }

    public static void Add(AttributeData attribute, LayerStack stack) => Join(attribute, JoinKind.Add, stack);

    public static void Multiply(AttributeData attribute, LayerStack stack) => Join(attribute, JoinKind.Multiply, stack);

    public static void Concat(AttributeData attribute, LayerStack stack) => Join(attribute, JoinKind.Concat, stack);

    private static void Join(AttributeData attribute, JoinKind kind, LayerStack stack)
    {
        if (Marked(attribute, kind.ToString(), stack) is not { } entry)
            return;
        TensorShape here = stack.Shape;
        bool fits = kind == JoinKind.Concat ? here.Extents.Skip(1).SequenceEqual(entry.Shape.Extents.Skip(1)) : here == entry.Shape;
        if (!fits)
        {
            string rule = kind == JoinKind.Concat ? "all extents behind the channels must be equal" : "both must have one shape";
            stack.Diagnostics.Add(DiagnosticDescriptors.ShapesDiffer, stack.LocationOf(attribute), kind, NameOf(attribute) ?? "", entry.Shape, here, rule);
            return;
        }

        TensorShape result = kind == JoinKind.Concat ? new TensorShape([here.Channels + entry.Shape.Channels, .. here.Extents.Skip(1)]) : here;
        if (result.LongSize > NetworkParser.LargestSize)
        {
            stack.Diagnostics.Add(
                DiagnosticDescriptors.SizeOutOfRange, stack.LocationOf(attribute), "The size behind Concat", result.LongSize, NetworkParser.LargestSize);
            return;
        }

        stack.Add(new JoinLayer { Name = stack.NewName(kind.ToString().ToLowerInvariant()), Input = here, Output = result, Kind = kind, Label = entry.Label }, attribute);
    }

    private static MarkTable.Entry? Marked(AttributeData attribute, string user, LayerStack stack) =>
        NameOf(attribute) is { } name ? stack.Marks.Use(name, user, stack.Shape, stack.LocationOf(attribute)) : null;

    private static string? NameOf(AttributeData attribute) => attribute.ConstructorArguments.Length == 1 ? attribute.ConstructorArguments[0].Value as string : null;
}
