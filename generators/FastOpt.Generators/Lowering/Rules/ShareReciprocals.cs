using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// In the gradients of an extended rule, divides once by what several quotients have below: a/d and b/d become a·r and b·r with r = 1/d. The divisor of a
/// normalization depends on its statistics alone, so that r is the same for a row or a column, and leaves the loop over the others. Signs move outwards, so
/// that products that differ in their sign are one.
/// </summary>
internal static class ShareReciprocals
{
    public static RuleIr Run(RuleIr ir)
    {
        IReadOnlyList<Root> gradients = ir.RootsOf(MethodNames.Gradients);
        if (gradients.Count == 0)
            return ir;
        HashSet<Node> shared = [.. Traversal.InOrder(gradients.Select(static g => g.Value))
            .Where(static n => n is { Op: Op.Divide, Type: ScalarType.Float } && n[1].IsVarying)
            .GroupBy(static n => n[1])
            .Where(static g => g.Count() > 1)
            .SelectMany(static g => g)];
        if (shared.Count == 0)
            return ir;

        Graph graph = ir.Graph;
        var results = new Dictionary<Node, Node>();
        foreach (Node node in Traversal.InOrder(gradients.Select(static g => g.Value)))
        {
            Node same = graph.With(node, [.. node.Arguments.Select(a => results[a])]);
            results.Add(node, (shared.Contains(node) ? Product(same[0], graph.Divide(graph.Literal(1), same[1])) : Outwards(same)).Named(node.Name));
        }

        return ir with { Roots = [.. ir.Roots.Select(r => r.Method == MethodNames.Gradients ? r with { Value = results[r.Value] } : r)] };

        Node Product(Node a, Node reciprocal) =>
            a.IsLiteral(1) ? reciprocal
            : a.IsLiteral(-1) ? graph.Negate(reciprocal)
            : Outwards(graph.Multiply(a, reciprocal));

        Node Outwards(Node node) =>
            node.Op != Op.Multiply || !node.IsVarying ? node
            : node[0].Op == Op.Negate && node[1].Op == Op.Negate ? graph.Multiply(node[0][0], node[1][0])
            : node[0].Op == Op.Negate ? graph.Negate(graph.Multiply(node[0][0], node[1]))
            : node[1].Op == Op.Negate ? graph.Negate(graph.Multiply(node[0], node[1][0]))
            : node;
    }
}
