using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// What can throw and stands under a condition, as in <c>every > 0 ? step % every : 0</c>, must not throw where the scalar method does not come to it, but a uniform value is computed once
/// per call wherever lanes may need it. Where only uniform conditions stand before it, it is computed under these. Where lanes decide, what would throw gives 0, and checked arithmetic
/// wraps. What the scalar method always computes throws as it does there.
/// </summary>
internal static class GuardThrowing
{
    public static RuleIr Run(RuleIr ir)
    {
        Graph graph = ir.Graph;
        Node[] roots = [.. ir.Roots.Select(static r => r.Value)];
        HashSet<Node> throwing = ContainThrowing(roots);
        if (throwing.Count == 0)
            return ir;

        Dictionary<Node, Reach> reached = Reach.Of(graph, roots, throwing);
        var safe = new Rewriter(graph, node => Harmless(graph, node));
        var guarded = new Dictionary<Node, Node>();
        Node Guard(Node node)
        {
            if (node.IsVarying || !throwing.Contains(node))
                return node;
            if (!guarded.TryGetValue(node, out Node? value))
                guarded[node] = value = Guarded(graph, node, reached[node], safe);
            return value;
        }

        var rewriter = new Rewriter(graph, node => node.IsVarying ? graph.With(node, [.. node.Arguments.Select(Guard)]) : node);
        return ir.Map(root => Guard(rewriter.Visit(root)));
    }

    private static Node Guarded(Graph graph, Node node, Reach reach, Rewriter safe)
    {
        if (reach.Certain.IsLiteral(true))
            return node;
        Node otherwise = reach.LanesDecide ? safe.Visit(node) : Zero(graph, node.Type);
        return graph.Select(reach.Certain, node, otherwise).Named(node.Name);
    }

    /// <summary>The uniform nodes that may throw, or have something below them that may.</summary>
    private static HashSet<Node> ContainThrowing(Node[] roots)
    {
        var throwing = new HashSet<Node>();
        foreach (Node node in Traversal.InOrder(roots))
        {
            if (!node.IsVarying && (Evaluation.ThrowsItself(node) || node.Arguments.Any(throwing.Contains)))
                throwing.Add(node);
        }

        return throwing;
    }

    /// <summary>The node without its exception. A method of the user's cannot be asked whether it will throw; it is called.</summary>
    private static Node Harmless(Graph graph, Node node)
    {
        if (node.IsVarying || !Evaluation.ThrowsItself(node))
            return node;
        if (node.IsChecked)
            return graph.Make(node.Op, node.Type, node.Arguments).Named(node.Name);
        return WouldThrow(graph, node) is { } condition ? graph.Select(condition, Zero(graph, node.Type), node).Named(node.Name) : node;
    }

    /// <summary>The condition under which the node throws; null if there is no saying.</summary>
    private static Node? WouldThrow(Graph graph, Node node)
    {
        switch (node.Op)
        {
            case Op.Divide or Op.Remainder:
                Node byZero = graph.Compare(Op.Equal, node[1], Zero(graph, node.Type));
                if (node[1].Op == Op.Literal && node[1].Bits != -1)
                    return byZero;
                Node overflows = graph.AndAlso(graph.Compare(Op.Equal, node[1], graph.Literal(node.Type, -1)), IsSmallest(graph, node[0]));
                return graph.OrElse(byZero, overflows);
            case Op.Call when node.Function == ElementaryFunction.Abs:
                return IsSmallest(graph, node[0]);
            case Op.Call when node.Function == ElementaryFunction.Sign:
                return graph.Compare(Op.NotEqual, node[0], node[0]);
            case Op.Call when node.Function == ElementaryFunction.Clamp:
                return graph.Compare(Op.Greater, node[1], node[2]);
            case Op.UniformCall when Evaluation.RoundsToDigits(node):
                Node tooFew = graph.Compare(Op.Less, node[1], graph.Literal(ScalarType.Int, 0));
                return graph.OrElse(tooFew, graph.Compare(Op.Greater, node[1], graph.Literal(ScalarType.Int, node.Type == ScalarType.Float ? 6 : 15)));
            default:
                return null;
        }
    }

    private static Node IsSmallest(Graph graph, Node integer) =>
        graph.Compare(Op.Equal, integer, graph.Literal(integer.Type, integer.Type == ScalarType.Long ? long.MinValue : int.MinValue));

    private static Node Zero(Graph graph, ScalarType type) => type.IsFloating() ? graph.Literal(0, type) : graph.Literal(type, 0);
}
