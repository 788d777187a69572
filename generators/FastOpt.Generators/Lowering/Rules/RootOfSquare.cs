using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>√(x·x), whose slope is that of |x| also where the square is infinite, or 0.</summary>
internal static class RootOfSquare
{
    /// <summary>x; null for any other expression.</summary>
    public static Node? Of(Node node)
    {
        if (!node.Is(ElementaryFunction.Sqrt))
            return null;
        Node square = node[0];
        return square.Op == Op.Multiply && ReferenceEquals(square[0], square[1]) ? square[0]
            : square.Is(ElementaryFunction.Pow) && square[1].IsLiteral(2) ? square[0]
            : null;
    }

    /// <summary>The slope in x.</summary>
    public static Node Slope(Graph graph, Node x) => graph.Call(ElementaryFunction.Sign, x.Type, x);
}
