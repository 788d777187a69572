using System.Collections.Immutable;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>
/// What a parameter of a rule is, its place decides; what the author thinks it is, its name says. Where a name is that of the other place, the rule would compile, and differentiate in the
/// target or write the weight.
/// </summary>
internal static class RoleNames
{
    private static readonly string[] Targets = ["target", "targets", "label", "labels", "truth", "expected", "actual", "desired", "ytrue"];

    private static readonly string[] Predictions = ["prediction", "predictions", "predicted", "output", "outputs", "logit", "logits", "estimate", "ypred", "yhat"];

    private static readonly string[] Weights = ["weight", "weights", "parameter", "parameters", "theta"];

    private static readonly string[] Gradients = ["gradient", "gradients", "grad", "grads"];

    /// <summary>Warns of the names of a rule's scalar method.</summary>
    public static void Check(IMethodSymbol method, RuleKind kind, List<Diagnostic> diagnostics)
    {
        (string Role, string[] Others)[] places = kind switch
        {
            RuleKind.Loss => [("prediction", Targets), ("target", Predictions)],
            RuleKind.Optimizer => [("weight", Gradients), ("gradient", Weights)],
            RuleKind.GradientRule when method.ReturnsVoid => [("weight", Gradients), ("gradient", Weights)],
            RuleKind.GradientRule => [("gradient", Weights), ("weight", Gradients)],
            _ => [],
        };
        for (int place = 0; place < Math.Min(places.Length, method.Parameters.Length); place++)
        {
            IParameterSymbol parameter = method.Parameters[place];
            string name = parameter.Name.Replace("_", "").ToLowerInvariant();
            if (parameter.Type.SpecialType != SpecialType.System_Single || !places[place].Others.Contains(name))
                continue;

            // Where both are named for the other's place, they are to change places.
            bool isExchange = method.Parameters.Length > 1 && method.Parameters[1].Type.SpecialType == SpecialType.System_Single;
            string advice = isExchange ? "exchange the two parameters, or name them for what they are" : "name it for what it is";
            ImmutableDictionary<string, string?> properties = isExchange ? ImmutableDictionary<string, string?>.Empty.Add("Exchange", "") : ImmutableDictionary<string, string?>.Empty;
            diagnostics.Add(Diagnostic.Create(
                DiagnosticDescriptors.RoleContradictsName, parameter.Locations[0], properties, parameter.Name, place == 0 ? "first" : "second", method.Name, places[place].Role, advice));
            return;
        }
    }
}
