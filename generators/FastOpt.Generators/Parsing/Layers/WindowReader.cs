using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing.Layers;

/// <summary>Reads layers whose window slides over an image or a signal: <c>[Conv2D(32, 3, Padding = 1)]</c>, <c>[MaxPool2D(2)]</c>.</summary>
internal static class WindowReader
{
    public static void Conv1D(AttributeData attribute, LayerStack stack) => Convolution(attribute, 1, stack);

    public static void Conv2D(AttributeData attribute, LayerStack stack) => Convolution(attribute, 2, stack);

    public static void MaxPool1D(AttributeData attribute, LayerStack stack) => Pool(attribute, PoolKind.Max, 1, stack);

    public static void MaxPool2D(AttributeData attribute, LayerStack stack) => Pool(attribute, PoolKind.Max, 2, stack);

    public static void AveragePool1D(AttributeData attribute, LayerStack stack) => Pool(attribute, PoolKind.Average, 1, stack);

    public static void AveragePool2D(AttributeData attribute, LayerStack stack) => Pool(attribute, PoolKind.Average, 2, stack);

    public static void GlobalMaxPool(AttributeData attribute, LayerStack stack) => GlobalPool(attribute, PoolKind.Max, stack);

    public static void GlobalAveragePool(AttributeData attribute, LayerStack stack) => GlobalPool(attribute, PoolKind.Average, stack);

    private static void Convolution(AttributeData attribute, int directions, LayerStack stack)
    {
        var form = new WindowForm(attribute, directions, stack);
        int[] sizes = [.. attribute.ConstructorArguments.Select(static argument => argument.Value is int value ? value : 1)];
        WeightedOptions options = WeightedReader.Read(attribute, form.Name, stack);
        if (sizes.Length < 2 || form.Convolution(sizes[0], sizes[1], sizes[sizes.Length - 1]) is not { } window)
            return;
        stack.Add(
            new ConvolutionLayer
            {
                Name = stack.NewName("conv"),
                Input = stack.Shape,
                Output = form.Result(window),
                Directions = directions,
                Window = window,
                HasBias = options.HasBias,
                Initializer = options.Initializer,
                LearningRateScale = options.LearningRateScale,
                WeightDecayScale = options.WeightDecayScale,
                IsFrozen = options.IsFrozen,
            },
            attribute);
    }

    private static void Pool(AttributeData attribute, PoolKind kind, int directions, LayerStack stack)
    {
        var form = new WindowForm(attribute, directions, stack);
        int[] sizes = [.. attribute.ConstructorArguments.Select(static argument => argument.Value is int value ? value : 1)];
        if (sizes.Length == 0 || form.Pool(sizes[0], sizes[sizes.Length - 1]) is not { } window)
            return;
        stack.Add(
            new PoolLayer
            {
                Name = stack.NewName(kind == PoolKind.Max ? "maxpool" : "averagepool"),
                Input = stack.Shape,
                Output = form.Result(window),
                Kind = kind,
                Directions = directions,
                Window = window,
            },
            attribute);
    }

    private static void GlobalPool(AttributeData attribute, PoolKind kind, LayerStack stack)
    {
        var form = new WindowForm(attribute, stack.Shape.Extents.Count - 1, stack);
        if (form.Global() is not { } window)
            return;
        stack.Add(
            new PoolLayer
            {
                Name = stack.NewName(kind == PoolKind.Max ? "globalmaxpool" : "globalaveragepool"),
                Input = stack.Shape,
                Output = TensorShape.Vector(stack.Shape.Channels),
                Kind = kind,
                Directions = 0,
                Window = window,
            },
            attribute);
    }
}
