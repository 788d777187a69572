using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>Writes sign(x), which vectors do not have, as x > 0 ? 1 : x &lt; 0 ? −1 : 0. NaN gives 0, as in PyTorch; the scalar <c>MathF.Sign</c> would throw.</summary>
internal static class ExpandSign
{
    public static RuleIr Run(RuleIr ir)
    {
        Graph graph = ir.Graph;
        var rewriter = new Rewriter(graph, node => node.Is(ElementaryFunction.Sign) && node.IsVarying ? Expand(graph, node[0]) : node);
        return ir.Map(rewriter.Visit);
    }

    private static Node Expand(Graph graph, Node x)
    {
        Node zero = x.Type.IsFloating() ? graph.Literal(0) : graph.Literal(x.Type, 0);
        Node one = x.Type.IsFloating() ? graph.Literal(1) : graph.Literal(x.Type, 1);
        Node minusOne = x.Type.IsFloating() ? graph.Literal(-1) : graph.Literal(x.Type, -1);
        Node isPositive = graph.Compare(Op.Greater, x, zero);
        Node isNegative = graph.Compare(Op.Less, x, zero);
        return graph.Select(isPositive, one, graph.Select(isNegative, minusOne, zero));
    }
}
