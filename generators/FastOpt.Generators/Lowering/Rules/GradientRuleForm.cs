using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// Gives every gradient rule one form, whichever its scalar method has: the weight and the gradient come in, in this order, and both may be changed. A value that is
/// returned is the gradient's new one.
/// </summary>
internal static class GradientRuleForm
{
    public static RuleIr Run(RuleIr ir, bool returnsGradient)
    {
        if (!returnsGradient)
            return ir;
        Node gradient = ir.Inputs[0];
        Node weight = ir.Inputs.Count > 1 ? ir.Inputs[1] : ir.Graph.Input(ScalarType.Float, gradient.Text == "weight" ? "parameter" : "weight");
        return ir with { Inputs = [weight, gradient], Roots = [ir.Roots[0] with { Name = gradient.Text }] };
    }
}
