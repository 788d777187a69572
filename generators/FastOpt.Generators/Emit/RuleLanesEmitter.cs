using System.Globalization;
using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Lowering.Rules;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Emit;

/// <summary>
/// Prints what makes a rule's coefficients the argument of the runtime's kernels, which are generic in it: the lifted methods of each width behind one
/// interface.
/// </summary>
internal static class RuleLanesEmitter
{
    /// <summary>The interface that coefficients of the rule implement, or null.</summary>
    public static string? InterfaceOf(RuleSpec rule) => rule.Kind switch
    {
        RuleKind.Activation when !rule.IsExtended => "engine::IActivationLanes",
        RuleKind.Optimizer => "engine::IUpdateLanes",
        RuleKind.GradientRule => "engine::IGradientRuleLanes",
        RuleKind.Loss => "engine::ILossLanes",
        _ => null,
    };

    /// <summary>Prints the interface's members into the struct of coefficients.</summary>
    public static void Emit(SourceWriter writer, RuleSpec rule, RuleIr ir)
    {
        if (InterfaceOf(rule) is not { } type)
            return;
        bool isFirst = true;
        void Separate()
        {
            if (!isFirst)
                writer.Line();
            isFirst = false;
        }

        foreach (string fact in Facts(rule, ir))
        {
            Separate();
            writer.Line($"static {string.Format(CultureInfo.InvariantCulture, fact, type)};");
        }

        foreach (int width in RuleEmitter.Widths)
        {
            Separate();
            EmitWidth(writer, rule, type, width, ir.Inputs.Count - 2);
        }
    }

    /// <summary>What is constant, with a place for the interface: the JIT and ILC fold it.</summary>
    private static IEnumerable<string> Facts(RuleSpec rule, RuleIr ir)
    {
        if (rule.Kind != RuleKind.Loss)
            yield return $"int {{0}}.Cost => {Literals.Number(RuleLowering.Facts(rule).Cost)}";
        if (rule.Kind == RuleKind.Activation)
            yield return $"bool {{0}}.KeepsInput => {(ir.DerivativeForm == DerivativeForm.Input ? "true" : "false")}";
        else if (rule.Kind == RuleKind.Optimizer)
            yield return $"int {{0}}.States => {Literals.Number(ir.Inputs.Count - 2)}";
    }

    private static void EmitWidth(SourceWriter writer, RuleSpec rule, string type, int width, int states)
    {
        (string vector, string name) = (VectorPrinter.TypeOf(width, ScalarType.Float), rule.Declaration.TypeName);
        writer.Line(FileFrame.Inlining);
        switch (rule.Kind)
        {
            case RuleKind.Activation:
                writer.Line($"{vector} {type}.Apply({vector} x) => {name}.{MethodNames.Apply}(x, in this);").Line();
                writer.Line(FileFrame.Inlining);
                writer.Line($"{vector} {type}.Derivative({vector} kept) => {name}.{MethodNames.Derivative}(kept, in this);");
                break;
            case RuleKind.GradientRule:
                writer.Line($"void {type}.Apply(ref {vector} weight, ref {vector} gradient) => {name}.{MethodNames.Apply}(ref weight, ref gradient, in this);");
                break;
            case RuleKind.Loss:
                writer.Line($"{vector} {type}.Apply({vector} prediction, {vector} target, out {vector} derivative) => " +
                    $"{name}.ApplyWithDerivative(prediction, target, in this, out derivative);");
                break;
            default:
                using (writer.Braces($"void {type}.Update(ref {vector} weight, {vector} gradient, ref float state, nint distance)"))
                    EmitUpdate(writer, name, width, states);
                break;
        }
    }

    private static void EmitUpdate(SourceWriter writer, string name, int width, int states)
    {
        string type = VectorPrinter.ClassOf(width);
        for (int i = 0; i < states; i++)
            writer.Line($"{type}<float> state{Literals.Number(i)} = {type}.LoadUnsafe(ref state{Offset(i)});");
        string references = string.Concat(Enumerable.Range(0, states).Select(static i => $", ref state{Literals.Number(i)}"));
        writer.Line($"{name}.{MethodNames.Update}(ref weight, gradient{references}, in this);");
        for (int i = 0; i < states; i++)
            writer.Line($"{type}.StoreUnsafe(state{Literals.Number(i)}, ref state{Offset(i)});");
    }

    private static string Offset(int state) => state == 0 ? "" : state == 1 ? ", (nuint)distance" : $", (nuint)({Literals.Number(state)} * distance)";
}
