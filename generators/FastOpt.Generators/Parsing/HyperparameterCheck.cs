using FastOpt.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>Holds the values that an attribute gives a rule to the ranges of its hyperparameters, and the rule's own defaults too.</summary>
internal static class HyperparameterCheck
{
    private const string LearningRate = "LearningRate";

    /// <summary>From so many times the rule's own default on, a learning rate is most likely a slip.</summary>
    private const double LargeFactor = 1000;

    /// <summary>Reports values of a use, such as <c>[Adam(Beta1 = 1.5)]</c> or <c>[Optimizer&lt;Lion&gt;(-1)]</c>, at their expressions.</summary>
    public static void Use(AttributeData attribute, INamedTypeSymbol rule, DiagnosticList diagnostics, CancellationToken cancellation)
    {
        if (HyperparameterParser.Constructor(rule, cancellation) is not { } constructor)
            return;
        foreach (GivenHyperparameter given in GivenHyperparameter.Of(attribute, [.. constructor.Parameters.Select(static p => p.Name)], cancellation))
        {
            if (given.Index < constructor.Parameters.Length)
                Value(constructor.Parameters[given.Index], given.Value, given.Where);
        }

        void Value(IParameterSymbol parameter, TypedConstant constant, Location? location)
        {
            if (HyperparameterRange.Number(constant) is not { } value)
                return;
            if (HyperparameterRange.Of(parameter) is { } range && !range.Contains(value))
                diagnostics.Add(DiagnosticDescriptors.HyperparameterOutOfRange, location, rule.Name, parameter.Name, HyperparameterRange.Text(value), range.ToString());
            else if (parameter.Name == LearningRate && parameter.HasExplicitDefaultValue && HyperparameterRange.Number(parameter.ExplicitDefaultValue) is > 0 and var usual && value >= LargeFactor * usual)
                diagnostics.Add(DiagnosticDescriptors.LargeLearningRate, location, rule.Name, HyperparameterRange.Text(value), HyperparameterRange.Text(Math.Round(value / usual)), HyperparameterRange.Text(usual));
        }
    }

    /// <summary>Reports a default outside of its own range, and a range that holds no number.</summary>
    public static void Declaration(IParameterSymbol parameter, List<Diagnostic> diagnostics)
    {
        if (HyperparameterRange.Of(parameter) is not { } range)
            return;
        string? mistake = range.IsEmpty ? "the range from " + HyperparameterRange.Text(range.Minimum) + " to " + HyperparameterRange.Text(range.Maximum) + ", in which there is no number"
            : parameter.HasExplicitDefaultValue && HyperparameterRange.Number(parameter.ExplicitDefaultValue) is { } value && !range.Contains(value)
                ? $"the default {HyperparameterRange.Text(value)}, but it must be {range}"
                : null;
        if (mistake is not null)
            diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.DefaultOutOfRange, parameter.Locations.FirstOrDefault() ?? Location.None, parameter.Name, mistake));
    }
}
