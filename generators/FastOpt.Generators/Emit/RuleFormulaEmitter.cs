using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit;

/// <summary>
/// Prints what an activation or a normalization tells of itself: the formula that Predict computes, for programs that write networks in other formats. What is
/// the same for all elements stands in it as a number, which the struct's own coefficients give.
/// </summary>
internal static class RuleFormulaEmitter
{
    private const string Interface = "global::FastOpt.IRuleFormula";

    /// <summary>What the struct implements besides.</summary>
    public static IEnumerable<string> Bases(RuleSpec rule) => HasFormula(rule) ? [Interface] : [];

    public static void Emit(SourceWriter writer, RuleSpec rule, RuleIr ir)
    {
        if (!HasFormula(rule))
            return;
        IReadOnlyList<Root> predict = ir.RootsOf(MethodNames.Predict);
        Node value = (predict.Count > 0 ? predict : ir.RootsOf(MethodNames.Apply))[0].Value;
        string[] inputs = rule.Predict is { } declared
            ? [ir.Inputs[0].Text, .. declared.Parameters.Skip(1).Select(static parameter => parameter.Name)]
            : [.. ir.Inputs.Select(static input => input.Text)];
        string formula = PredictionPrinter.Lambda(value, inputs, out IReadOnlyList<string> constants);
        writer.Line();
        if (formula.IndexOf('{') < 0)
        {
            writer.Line($"string {Interface}.Formula => \"{formula}\";");
            return;
        }

        using (writer.Braces($"string {Interface}.Formula"))
        using (writer.Braces("get"))
        {
            foreach (string constant in constants)
                writer.Line(constant);
            writer.Line($"Coefficients {PredictionPrinter.Coefficients} = GetCoefficients();");
            writer.Line($"return global::System.FormattableString.Invariant($\"{formula}\");");
        }
    }

    private static bool HasFormula(RuleSpec rule) => rule.Kind is (RuleKind.Activation or RuleKind.Normalization) && rule.Body is not null;
}
