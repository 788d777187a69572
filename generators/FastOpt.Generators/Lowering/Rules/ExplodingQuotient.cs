using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// A quotient whose denominator may overflow together with its derivative, as 1/cosh(x): the quotient is 0 there and stays so, while ∞/∞ or 0·∞ would be NaN.
/// </summary>
internal static class ExplodingQuotient
{
    /// <summary>The condition under which the denominator is infinite; null if nothing that depends on the variables makes it so.</summary>
    public static Node? Condition(Algebra algebra, Node denominator, Func<Node, bool> isDependent)
    {
        Graph graph = algebra.Graph;
        return Traversal.InOrder([denominator]).Any(n => n.Op == Op.Call && ElementaryFunctions.IsExplosive(n.Function) && isDependent(n))
            ? graph.Compare(Op.Equal, graph.Call(ElementaryFunction.Abs, denominator.Type, denominator), algebra.Constant(double.PositiveInfinity))
            : null;
    }
}
