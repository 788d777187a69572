using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// Recognizes bounds: <c>x &lt; c ? c : x</c> and <c>x > c ? c : x</c> with a constant c ≠ 0 are one instruction on every processor, with the same bits: NaN in x
/// passes, and no two zeros of different sign can meet. (With c = 0, or with x in the first branch, processors differ.) A clamp is two of them, the second around the first.
/// </summary>
internal static class RecognizeBounds
{
    public static RuleIr Run(RuleIr ir)
    {
        var rewriter = new Rewriter(ir.Graph, node => node.Op == Op.Select && node.Type == ScalarType.Float ? Rewrite(ir.Graph, node) : node);
        return ir.Map(rewriter.Visit);
    }

    private static Node Rewrite(Graph graph, Node select)
    {
        (Node condition, Node bound, Node x) = (select[0], select[1], select[2]);
        if (bound.Op != Op.Literal || bound.FloatingValue == 0 || double.IsNaN(bound.FloatingValue) || !x.IsVarying || condition.Arguments.Count != 2)
            return select;
        Node value = x;
        if (!condition.Arguments.Contains(x) && IsOtherBound(condition.Op, x, bound))
            x = x[1];
        bool straight = ReferenceEquals(condition[0], x) && ReferenceEquals(condition[1], bound);
        bool mirrored = ReferenceEquals(condition[1], x) && ReferenceEquals(condition[0], bound);
        if (!straight && !mirrored)
            return select;
        ElementaryFunction? function = condition.Op switch
        {
            Op.Less or Op.LessOrEqual => straight ? ElementaryFunction.MaxNative : ElementaryFunction.MinNative,
            Op.Greater or Op.GreaterOrEqual => straight ? ElementaryFunction.MinNative : ElementaryFunction.MaxNative,
            _ => null,
        };
        return function is { } native ? graph.Call(native, ScalarType.Float, bound, value) : select;
    }

    /// <summary>Whether x is bounded on its other side already, and no value is out of both bounds: where the comparison holds, the other bound has changed nothing.</summary>
    private static bool IsOtherBound(Op comparison, Node x, Node bound) => comparison switch
    {
        Op.Less or Op.LessOrEqual => x.Is(ElementaryFunction.MinNative) && bound.FloatingValue <= x[0].FloatingValue,
        Op.Greater or Op.GreaterOrEqual => x.Is(ElementaryFunction.MaxNative) && bound.FloatingValue >= x[0].FloatingValue,
        _ => false,
    };
}
