using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model.Layers;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>
/// Looks over the attributes of a network as a whole, for what no single one of them shows: a list spread over parts of the class, an activation that the loss applies
/// again, weights that start equal and stay so, layers that are one.
/// </summary>
internal sealed class StackReview(INamedTypeSymbol network, DiagnosticList diagnostics, CancellationToken cancellation)
{
    private static readonly (string Function, string[] Names) OfLogits = ("the sigmoid", ["Sigmoid", "LogSigmoid"]);
    private static readonly (string Function, string[] Names) OfSoftmaxRows = ("the softmax", ["Softmax", "LogSoftmax"]);

    /// <summary>Activations of the library whose derivative at 0 is 0: nothing passes back through a layer that gives only zeros.</summary>
    private static readonly HashSet<string> DeadAtZero = new(["Relu", "Relu6"], StringComparer.Ordinal);

    /// <summary>The place of each attribute must decide its meaning, so all of them stand on the part with [Network].</summary>
    public void CheckParts(AttributeData marker)
    {
        SyntaxNode? part = Part(marker);
        foreach (AttributeData attribute in network.GetAttributes())
        {
            if (!ReferenceEquals(Part(attribute), part) && IsOurs(attribute.AttributeClass))
                diagnostics.Add(DiagnosticDescriptors.StackInSeveralParts, LocationOf(attribute), NameOf(attribute), network.Name, NameOf(marker));
        }
    }

    /// <summary>Warns of declarations that compile and do not learn.</summary>
    public void Advise(IReadOnlyList<(LayerSpec Layer, AttributeData Attribute)> layers, bool isIncomplete)
    {
        FirstWeights? dense = null;
        LayerSpec? last = null;
        bool saidLinear = false;
        foreach ((LayerSpec layer, AttributeData attribute) in layers)
        {
            if (layer is DenseLayer next)
            {
                var weights = FirstWeights.Of(next, attribute);
                if (dense is { IsConstant: true, Units: > 1 } && weights.IsConstant)
                    Warn(weights, FormattableString.Invariant($"The weights of Dense({dense.Units}) start equal, and so do those of Dense({weights.Units}): the {dense.Units} units between them get equal gradients and stay equal"));
                if (!saidLinear && !isIncomplete && !diagnostics.HasErrors && last is DenseLayer)
                {
                    string linear = FormattableString.Invariant($"Dense({weights.Units})");
                    diagnostics.Add(DiagnosticDescriptors.LinearPair, LocationOf(attribute), linear, FormattableString.Invariant($"Dense({dense!.Units})"));
                    saidLinear = true;
                }

                dense = weights;
            }
            else if (dense is { IsZero: true } && layer is RuleLayer && attribute.AttributeClass is { } type && RuleUse.RuleOf(type, "ActivationAttribute") is { } activation
                && IsLibrarys(activation) && DeadAtZero.Contains(activation.Name))
            {
                Warn(dense, FormattableString.Invariant($"The weights and biases of Dense({dense.Units}) are 0, and so is the derivative of {activation.Name} at 0: no gradient comes back to Dense({dense.Units})"));
            }

            last = layer;
        }

        AdviseOnLoss();
    }

    private void AdviseOnLoss()
    {
        AttributeData? previous = null;
        foreach (AttributeData attribute in network.GetAttributes())
        {
            cancellation.ThrowIfCancellationRequested();
            if (attribute.AttributeClass is not { } type)
                continue;
            if (RuleUse.RuleOf(type, "LossAttribute") is { } loss && previous is not null && ActivationOf(previous) is { } before && OwnActivation(loss) is { } own && own.Names.Contains(before))
            {
                diagnostics.Add(DiagnosticDescriptors.ActivationOfLoss, LocationOf(previous), before, loss.Name, own.Function);
            }

            previous = attribute;
        }
    }

    /// <summary>What a loss does to the outputs itself, and the names under which people look for it in the library, to put it in front of the loss; null for
    /// most.</summary>
    private static (string Function, string[] Names)? OwnActivation(INamedTypeSymbol loss) =>
        LossParser.IsOfRows(loss) ? OfSoftmaxRows : IsLibrarys(loss) && loss.Name == "BinaryCrossEntropy" ? OfLogits : null;

    private void Warn(FirstWeights layer, string mistake) => diagnostics.Add(DiagnosticDescriptors.SymmetricWeights, LocationOf(layer.Attribute), mistake);

    /// <summary>The name of one of the library's activations, or that under which one was looked for that does not exist; null for all else. Of a user's own rule the name says nothing.</summary>
    private static string? ActivationOf(AttributeData attribute) => attribute.AttributeClass switch
    {
        { TypeKind: TypeKind.Error } => NameOf(attribute),
        { } type when RuleUse.RuleOf(type, "ActivationAttribute") is { } rule && (rule.TypeKind == TypeKind.Error || IsLibrarys(rule)) => rule.Name,
        _ => null,
    };

    private static bool IsLibrarys(INamedTypeSymbol rule) => rule.ContainingType is null && RuleUse.IsOurs(rule);

    private static string NameOf(AttributeData attribute)
    {
        string name = attribute.AttributeClass?.Name ?? "";
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    /// <summary>Whether an attribute, or one that it derives from, is FastOpt's.</summary>
    private static bool IsOurs(INamedTypeSymbol? attribute)
    {
        for (INamedTypeSymbol? type = attribute; type is not null; type = type.BaseType)
        {
            if (RuleUse.IsOurs(type))
                return true;
        }

        return false;
    }

    private SyntaxNode? Part(AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).Parent?.Parent;

    private Location? LocationOf(AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation();

    /// <summary>A dense layer as far as its first weights go.</summary>
    private sealed record FirstWeights(AttributeData Attribute, int Units, bool IsConstant, bool IsZero)
    {
        public static FirstWeights Of(DenseLayer layer, AttributeData attribute)
        {
            KeyValuePair<string, TypedConstant> arguments = attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "InitArguments");
            double? first = arguments.Value is { Kind: TypedConstantKind.Array, IsNull: false, Values.Length: > 0 } values ? HyperparameterRange.Number(values.Values[0]) : null;
            bool isConstant = layer.Initializer.StartsWith("new global::FastOpt.Constant(", StringComparison.Ordinal);
            bool isZero = layer.Initializer.StartsWith("new global::FastOpt.Zeros(", StringComparison.Ordinal) || (isConstant && first is null or 0);
            return new FirstWeights(attribute, layer.Outputs, isZero || isConstant, isZero);
        }
    }
}
