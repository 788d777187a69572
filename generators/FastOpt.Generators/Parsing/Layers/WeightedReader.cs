using FastOpt.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing.Layers;

/// <summary>What every layer with weights says of them, beside its shape.</summary>
/// <param name="HasBias">Whether it has a bias.</param>
/// <param name="Initializer">The construction of its initializer, or "" for that of the activation behind it.</param>
/// <param name="IsFrozen">Whether it keeps its weights.</param>
/// <param name="LearningRateScale">What the optimizer's learning rate is multiplied by.</param>
/// <param name="WeightDecayScale">What weight decay is multiplied by.</param>
internal sealed record WeightedOptions(bool HasBias, string Initializer, bool IsFrozen, double LearningRateScale, double WeightDecayScale);

/// <summary>Reads <c>Bias = false, Init = typeof(HeNormal), Frozen = true</c>.</summary>
internal static class WeightedReader
{
    /// <summary>Reads the options.</summary>
    /// <param name="attribute">The layer.</param>
    /// <param name="name">"Dense(128)".</param>
    /// <param name="stack">The layers so far.</param>
    public static WeightedOptions Read(AttributeData attribute, string name, LayerStack stack)
    {
        bool bias = true;
        ITypeSymbol? initializer = null;
        IReadOnlyList<TypedConstant> arguments = [];
        foreach (var (option, constant) in attribute.NamedArguments.Select(static pair => (pair.Key, pair.Value)))
        {
            if (option == "Bias" && constant.Value is bool chosen)
                bias = chosen;
            else if (option == "Init" && constant.Value is ITypeSymbol type)
                initializer = type;
            else if (option == "InitArguments" && constant is { Kind: TypedConstantKind.Array, IsNull: false })
                arguments = constant.Values;
        }

        if (arguments.Count > 0 && attribute.NamedArguments.All(static argument => argument.Key != "Init"))
        {
            Location? location = AttributeArguments.Named(attribute, "InitArguments", stack.Cancellation);
            stack.Diagnostics.Add(DiagnosticDescriptors.InitializerArgumentsAlone, location, name);
        }

        (bool isFrozen, double learningRateScale, double weightDecayScale) = stack.Groups.Read(attribute);
        string construction = initializer is null ? "" : stack.Initializer(attribute, initializer, arguments);
        return new WeightedOptions(bias, construction, isFrozen, learningRateScale, weightDecayScale);
    }
}
