using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>What a network must know of a rule that takes more than x, found in its lowered form.</summary>
internal static class OperandFacts
{
    /// <summary>The facts with those of the operands.</summary>
    public static RuleFacts With(RuleFacts facts, RuleSpec rule, RuleIr ir)
    {
        HashSet<Node> read = [.. Traversal.InOrder(ir.RootsOf(MethodNames.Gradients).Select(static r => r.Value))];
        Node x = ir.Inputs[0];
        return facts with
        {
            IsExtended = true,
            Operands = rule.Operands,
            Over = rule.Over,
            GroupsProperty = rule.GroupsProperty,
            HasMomentum = rule.HasMomentum,
            HasPredict = rule.Predict is not null,
            PredictIsIdentity = PredictIsIdentity(ir),
            PredictOperands = [.. rule.Predict?.Parameters.Skip(1).Select(static p => p.Name) ?? []],
            ComparesUniform = ir.Inputs.Skip(1).FirstOrDefault(static i => i.Text == OperandNames.Uniform) is { } uniform && IsOnlyCompared(ir, uniform),
            GradientReadsX = read.Contains(x),
            GradientReadsOutput = Output(ir) is not null,
        };
    }

    /// <summary>Whether what the rule computes in Predict and Evaluate is x.</summary>
    public static bool PredictIsIdentity(RuleIr ir) => ir.RootsOf(MethodNames.Predict).Any(predict => predict.Value == ir.Inputs[0]);

    /// <summary>The output y that the gradients read in the place of x; null if they read none.</summary>
    public static Node? Output(RuleIr ir) => Traversal.InOrder(ir.RootsOf(MethodNames.Gradients).Select(static r => r.Value))
        .FirstOrDefault(n => n.Op == Op.Input && n != ir.Gradient && !ir.Inputs.Contains(n));

    /// <summary>Whether a value only ever decides, against values that are the same for all lanes.</summary>
    private static bool IsOnlyCompared(RuleIr ir, Node value) =>
        ir.Roots.All(r => r.Value != value)
        && Traversal.InOrder(ir.Roots.Select(static r => r.Value)).Where(n => n.Arguments.Contains(value)).All(static n =>
            n.Op is Op.Less or Op.LessOrEqual or Op.Greater or Op.GreaterOrEqual or Op.Equal or Op.NotEqual && n.Arguments.Any(static a => !a.IsVarying));
}
