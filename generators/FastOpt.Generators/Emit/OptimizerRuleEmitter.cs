using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Emit;

/// <summary>Prints an optimizer's rule over spans of weights, for whoever takes any optimizer: a loop over the scalar method.</summary>
internal static class OptimizerRuleEmitter
{
    private const string Interface = "global::FastOpt.IOptimizerRule";

    /// <summary>What the struct implements besides.</summary>
    public static IEnumerable<string> Bases(RuleSpec rule) => IsWritten(rule) ? [Interface] : [];

    public static void Emit(SourceWriter writer, RuleSpec rule)
    {
        if (!IsWritten(rule))
            return;
        MethodParameter[] parameters = [.. rule.Body!.Parameters];
        int states = parameters.Count(static p => p.IsRef) - 1;
        writer.Line();
        writer.Line($"int {Interface}.StatesPerWeight => {Literals.Number(states)};");
        writer.Line();
        string floats = "global::System.Span<float>";
        using (writer.Braces($"void {Interface}.UpdateAll({floats} weights, global::System.ReadOnlySpan<float> gradients, {floats} states, long step)"))
        using (writer.Braces("for (int i = 0; i < weights.Length; i++)"))
            writer.Line($"{MethodNames.Update}({string.Join(", ", Arguments(parameters))});");
    }

    private static IEnumerable<string> Arguments(MethodParameter[] parameters)
    {
        int references = 0;
        foreach (MethodParameter parameter in parameters)
        {
            if (parameter.IsRef)
            {
                yield return references == 0 ? "ref weights[i]"
                    : references == 1 ? "ref states[i]"
                    : references == 2 ? "ref states[i + weights.Length]"
                    : $"ref states[i + {Literals.Number(references - 1)} * weights.Length]";
                references++;
            }
            else
            {
                yield return parameter.Type == ScalarType.Long ? "step" : "gradients[i]";
            }
        }
    }

    private static bool IsWritten(RuleSpec rule) => rule.Kind == RuleKind.Optimizer && rule.Body is not null;
}
