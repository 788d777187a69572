using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// Rewrites that give the same bits for every input, so that they may touch the user's own expressions: no x·0 → 0, no reassociation. Common
/// subexpressions need no step of their own; the graph has each expression once.
/// </summary>
internal static class Simplify
{
    public static RuleIr Run(RuleIr ir)
    {
        Graph graph = ir.Graph;
        var rewriter = new Rewriter(graph, node => Rewrite(graph, node, movesSigns: ir.Kind != RuleKind.Objective));
        return ir.Map(rewriter.Visit);
    }

    private static Node Rewrite(Graph graph, Node node, bool movesSigns) => node.Op switch
    {
        Op.Negate when node[0].Op == Op.Negate && node.Bits == 0 && node[0].Bits == 0 => node[0][0],
        Op.Not when node[0].Op == Op.Not => node[0][0],
        Op.Multiply when node[0].IsLiteral(1) => node[1],
        Op.Multiply when node[1].IsLiteral(1) => node[0],
        Op.Multiply when node[0].IsLiteral(-1) => graph.Negate(node[1]),
        Op.Multiply when node[1].IsLiteral(-1) => graph.Negate(node[0]),
        Op.Multiply when node[0].Op == Op.Negate && node[1].Op == Op.Negate && IsFloating(node) => graph.Multiply(node[0][0], node[1][0]),
        Op.Divide when node[1].IsLiteral(1) => node[0],
        Op.Add when node[1].Op == Op.Negate && IsFloating(node) => graph.Subtract(node[0], node[1][0]),
        Op.Subtract when node[1].Op == Op.Negate && IsFloating(node) => graph.Add(node[0], node[1][0]),
        Op.Subtract when movesSigns && node.IsVarying && IsFloating(node) => NegateUniform(graph, node),
        Op.Select when node[0].Op == Op.Not => graph.Select(node[0][0], node[2], node[1]),
        _ => node,
    };

    private static bool IsFloating(Node node) => node.Type.IsFloating();

    /// <summary>
    /// c − u·x as c + (−u)·x and a·b − u as a·b + (−u) for uniform u: the sign moves out of the lanes, and the sum contracts to one multiply-add.
    /// </summary>
    private static Node NegateUniform(Graph graph, Node difference)
    {
        (Node left, Node right) = (difference[0], difference[1]);
        if (right.Op == Op.Multiply && right.Name is null)
        {
            if (!right[0].IsVarying)
                return graph.Add(left, graph.Multiply(graph.Negate(right[0]), right[1]));
            if (!right[1].IsVarying)
                return graph.Add(left, graph.Multiply(right[0], graph.Negate(right[1])));
        }

        return left.Op == Op.Multiply && !right.IsVarying ? graph.Add(left, graph.Negate(right)) : difference;
    }
}
