using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing.Layers;

/// <summary>Reads <c>[Dense(128, Bias = false)]</c>.</summary>
internal static class DenseReader
{
    public static void Read(AttributeData attribute, LayerStack stack)
    {
        int units = attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Value is int value ? value : 1;
        if (units is < 1 or > NetworkParser.LargestSize)
        {
            stack.Diagnostics.Add(DiagnosticDescriptors.SizeOutOfRange, stack.LocationOf(attribute), "The size of Dense", units, NetworkParser.LargestSize);
            units = 1;
        }

        WeightedOptions options = WeightedReader.Read(attribute, FormattableString.Invariant($"Dense({units})"), stack);
        stack.Add(
            new DenseLayer
            {
                Name = stack.NewName("dense"),
                Input = stack.Shape,
                Output = TensorShape.Vector(units),
                HasBias = options.HasBias,
                Initializer = options.Initializer,
                LearningRateScale = options.LearningRateScale,
                WeightDecayScale = options.WeightDecayScale,
                IsFrozen = options.IsFrozen,
            },
            attribute);
    }
}
