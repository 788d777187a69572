using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// Writes in comparisons what vectors have not, or have with another meaning: sign(x), where NaN gives 0, as in PyTorch (the scalar <c>MathF.Sign</c> would throw), and
/// clamp(x, a, b), where the order of the comparisons decides about −0 and about bounds that are NaN.
/// </summary>
internal static class ExpandFunctions
{
    public static RuleIr Run(RuleIr ir)
    {
        Graph graph = ir.Graph;
        var rewriter = new Rewriter(graph, node => !node.IsVarying ? node : node.Is(ElementaryFunction.Sign) ? Sign(graph, node[0]) : node.Is(ElementaryFunction.Clamp) ? Clamp(graph, node) : node);
        return ir.Map(rewriter.Visit);
    }

    private static Node Sign(Graph graph, Node x)
    {
        Node zero = x.Type.IsFloating() ? graph.Literal(0, x.Type) : graph.Literal(x.Type, 0);
        Node one = x.Type.IsFloating() ? graph.Literal(1, x.Type) : graph.Literal(x.Type, 1);
        Node minusOne = x.Type.IsFloating() ? graph.Literal(-1, x.Type) : graph.Literal(x.Type, -1);
        Node isPositive = graph.Compare(Op.Greater, x, zero);
        Node isNegative = graph.Compare(Op.Less, x, zero);
        return graph.Select(isPositive, one, graph.Select(isNegative, minusOne, zero));
    }

    private static Node Clamp(Graph graph, Node clamp)
    {
        (Node x, Node smallest, Node largest) = (clamp[0], clamp[1], clamp[2]);
        Node upper = graph.Select(graph.Compare(Op.Greater, x, largest), largest, x);
        return graph.Select(graph.Compare(Op.Less, x, smallest), smallest, upper);
    }
}
