using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// Sets states of an optimizer that have decayed below 2⁻¹⁰⁰ to zero, before they become denormal numbers, which are slow on many processors. A state
/// whose square root is taken is a second moment, the square of something; for it the limit is 2⁻¹²⁰.
/// </summary>
internal static class FlushStates
{
    private const double Limit = 7.888609052210118e-31; // 2^-100
    private const double SecondMomentLimit = 7.523163845262640e-37; // 2^-120

    public static RuleIr Run(RuleIr ir)
    {
        if (ir.Kind != RuleKind.Optimizer)
            return ir;
        HashSet<Node> underRoots = [.. Traversal.InOrder(Traversal.InOrder(ir.Roots.Select(static r => r.Value)).Where(static n => n.Is(ElementaryFunction.Sqrt)))];
        string weight = ir.Inputs[0].Text;
        return ir with { Roots = [.. ir.Roots.Select(r => r.Name == weight ? r : r with { Value = Flush(ir, r, underRoots) })] };
    }

    private static Node Flush(RuleIr ir, Root root, HashSet<Node> underRoots)
    {
        Node state = ir.Inputs.Single(i => i.Text == root.Name);
        if (ReferenceEquals(state, root.Value))
            return state;
        bool isSecondMoment = underRoots.Contains(root.Value) || underRoots.Contains(state);
        Node magnitude = ir.Graph.Call(ElementaryFunction.Abs, ScalarType.Float, root.Value);
        Node isTiny = ir.Graph.Compare(Op.Less, magnitude, ir.Graph.Literal(isSecondMoment ? SecondMomentLimit : Limit));
        return ir.Graph.Select(isTiny, ir.Graph.Literal(0), root.Value);
    }
}
