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

        bool bias = true;
        ITypeSymbol? initializer = null;
        IReadOnlyList<TypedConstant> arguments = [];
        foreach (var (name, constant) in attribute.NamedArguments.Select(static pair => (pair.Key, pair.Value)))
        {
            if (name == "Bias" && constant.Value is bool chosen)
                bias = chosen;
            else if (name == "Init" && constant.Value is ITypeSymbol type)
                initializer = type;
            else if (name == "InitArguments" && constant is { Kind: TypedConstantKind.Array, IsNull: false })
                arguments = constant.Values;
        }

        if (arguments.Count > 0 && attribute.NamedArguments.All(static argument => argument.Key != "Init"))
        {
            Location? location = AttributeArguments.Named(attribute, "InitArguments", stack.Cancellation);
            stack.Diagnostics.Add(DiagnosticDescriptors.InitializerArgumentsAlone, location, FormattableString.Invariant($"Dense({units})"));
        }

        (bool isFrozen, double learningRateScale, double weightDecayScale) = stack.Groups.Read(attribute);
        stack.Add(
            new DenseLayer
            {
                Name = stack.NewName("dense"),
                Input = stack.Shape,
                Output = TensorShape.Vector(units),
                HasBias = bias,
                Initializer = initializer is null ? "" : stack.Initializer(attribute, initializer, arguments),
                LearningRateScale = learningRateScale,
                WeightDecayScale = weightDecayScale,
                IsFrozen = isFrozen,
            },
            attribute);
    }
}
