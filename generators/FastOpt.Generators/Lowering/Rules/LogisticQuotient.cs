using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// The derivative of y = c/(1 + exp(u)), the sigmoid written out: −y·(1 − q)·u' with q = 1/(1 + exp(u)). Of a large q, 1 − q has lost its digits, and exp(u)·q
/// has not; where exp(u) is too large for its type, it is the other way round.
/// </summary>
internal static class LogisticQuotient
{
    /// <summary>The exp(u) of 1 + exp(u); null for any other denominator.</summary>
    public static Node? Exponential(Node denominator)
    {
        if (denominator.Op != Op.Add)
            return null;
        (Node a, Node b) = (denominator[0], denominator[1]);
        Node? call = a.IsLiteral(1) ? b : b.IsLiteral(1) ? a : null;
        return call?.Is(ElementaryFunction.Exp) == true ? call : null;
    }

    /// <summary>1 − q.</summary>
    public static Node Rest(Algebra algebra, Node quotient, Node exponential)
    {
        Graph graph = algebra.Graph;
        Node q = quotient[0].IsLiteral(1) ? quotient : graph.Divide(algebra.One, quotient[1]);
        return graph.Select(graph.Compare(Op.Less, exponential, algebra.One), graph.Multiply(exponential, q), graph.Subtract(algebra.One, q));
    }
}
