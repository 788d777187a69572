using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing.Layers;

/// <summary>Reads what gives the same elements another shape: <c>[Flatten]</c>, <c>[Reshape(1, 28, 28)]</c>.</summary>
internal static class ReshapeReader
{
    public static void Flatten(AttributeData attribute, LayerStack stack) => Add(attribute, "flatten", TensorShape.Vector(stack.Shape.Size), stack);

    public static void Reshape(AttributeData attribute, LayerStack stack)
    {
        int[] extents = [.. attribute.ConstructorArguments.Select(static argument => argument.Value is int value ? value : 1)];
        long size = extents.Aggregate(1L, static (product, extent) => extent < 1 || product > NetworkParser.LargestSize ? 0 : product * extent);
        if (size == stack.Shape.Size)
        {
            Add(attribute, "reshape", new TensorShape([.. extents]), stack);
            return;
        }

        string name = $"Reshape({string.Join(", ", extents.Select(static extent => Literals.Number(extent)))})";
        long elements = extents.Aggregate(1L, static (product, extent) => product * extent);
        string reason = extents.Any(static extent => extent < 1)
            ? "extents are at least 1"
            : FormattableString.Invariant($"it has {elements} elements, and {stack.Shape.Size} enter");
        stack.Diagnostics.Add(DiagnosticDescriptors.LayerDoesNotFit, stack.LocationOf(attribute), name, stack.Shape, reason);
    }

    private static void Add(AttributeData attribute, string stem, TensorShape shape, LayerStack stack) =>
        stack.Add(new ReshapeLayer { Name = stack.NewName(stem), Input = stack.Shape, Output = shape }, attribute);
}
