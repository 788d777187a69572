using FastOpt.Generators.Lowering.Ir;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// A division of integers that stands under a condition, as in <c>every > 0 ? step % every : 0</c>, must not throw where the condition does not hold, but a uniform value is computed once
/// per call wherever lanes may need it. So one by 0 gives 0, which nobody sees. A division that is always computed throws as the scalar method does.
/// </summary>
internal static class GuardDivisions
{
    public static RuleIr Run(RuleIr ir)
    {
        Graph graph = ir.Graph;
        Node[] roots = [.. ir.Roots.Select(static r => r.Value)];
        HashSet<Node> always = Evaluation.Always(roots);
        Node[] divisions = [.. Traversal.InOrder(roots).Where(node => !node.IsVarying && Evaluation.MayDivideByZero(node) && !always.Contains(node))];
        if (divisions.Length == 0)
            return ir;

        var rewriter = new Rewriter(graph, static node => node);
        foreach (Node division in divisions)
        {
            Node divisor = rewriter.Visit(division[1]);
            Node quotient = graph.With(division, [rewriter.Visit(division[0]), divisor]);
            Node zero = graph.Literal(division.Type, 0);
            rewriter.Replace(division, graph.Select(graph.Compare(Op.Equal, divisor, graph.Literal(divisor.Type, 0)), zero, quotient).Named(division.Name));
        }

        return ir.Map(rewriter.Visit);
    }
}
