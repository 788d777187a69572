using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>The exponents of a sum of exponentials, or of two that are divided by each other.</summary>
internal sealed class ExponentialSum
{
    /// <summary>A sum of more terms stays as it is written.</summary>
    private const int MostTerms = 64;

    /// <summary>A higher power stays as it is written.</summary>
    private const int HighestPower = 8;

    private readonly List<Node> _exponents = [];
    private readonly HashSet<(Node Node, int Times)> _seen = [];

    private ExponentialSum()
    {
    }

    /// <summary>Whether other terms stand beside the exponentials, which have the exponent 0.</summary>
    public bool HasOthers { get; private set; }

    /// <summary>Whether all factors are numbers of ordinary size.</summary>
    public bool HasPlainFactors { get; private set; } = true;

    /// <summary>Whether all exponentials were written as VectorMath's, whose bits are promised.</summary>
    public bool IsExact { get; private set; } = true;

    /// <summary>Whether the exponents are those of 2; else they are e's.</summary>
    public bool IsOfTwo { get; private set; }

    /// <summary>The exponents of expressions that are divided by each other; null if one has no exponential, too many, or such of 2 and of e.</summary>
    public static ExponentialSum? Of(Graph graph, ExponentialNodes sums, params Node[] expressions)
    {
        var sum = new ExponentialSum();
        return expressions.All(sums.Has) && expressions.All(expression => sum.TryCollect(graph, sums, expression, 1)) ? sum : null;
    }

    /// <summary>Whether an exponent may leave the range: not where the largest is 0 by construction, as in 1 + exp(−|x|).</summary>
    public bool IsDangerous(double safe) => !HasOthers || !_exponents.All(u => Signs.IsAtMost(u, safe));

    /// <summary>The largest exponent.</summary>
    public Node Largest(Graph graph, ScalarType type)
    {
        IEnumerable<Node> all = HasOthers ? [.. _exponents, graph.Literal(0, type)] : _exponents;
        return all.Aggregate((a, b) => graph.Call(ElementaryFunction.Max, type, a, b));
    }

    private bool TryCollect(Graph graph, ExponentialNodes sums, Node node, int times)
    {
        if (!_seen.Add((node, times)))
            return true;
        if (_seen.Count > MostTerms || times > HighestPower)
            return false;
        if (!sums.Has(node))
        {
            HasOthers = true;
            return true;
        }

        switch (node.Op)
        {
            case Op.Call:
                if (_exponents.Count > 0 && IsOfTwo != node.Is(ElementaryFunction.Exp2))
                    return false;
                IsOfTwo = node.Is(ElementaryFunction.Exp2);
                Node exponent = Exponent(graph, node);
                _exponents.Add(times == 1 ? exponent : graph.Multiply(graph.Literal(times, node.Type), exponent));
                HasOthers |= node.Function == ElementaryFunction.Expm1;
                IsExact &= ExponentialNodes.IsExact(node);
                return true;
            case Op.Multiply when ReferenceEquals(node[0], node[1]):
                return TryCollect(graph, sums, node[0], 2 * times);
            case Op.Multiply or Op.Divide:
                (Node term, Node factor) = sums.Has(node[0]) ? (node[0], node[1]) : (node[1], node[0]);
                HasPlainFactors &= ExponentialNodes.IsPlain(factor) && !factor.IsLiteral(0);
                return TryCollect(graph, sums, term, times);
            default:
                return node.Arguments.All(argument => TryCollect(graph, sums, argument, times));
        }
    }

    private static Node Exponent(Graph graph, Node call) => call.Function switch
    {
        ElementaryFunction.Cosh or ElementaryFunction.Sinh => graph.Call(ElementaryFunction.Abs, call.Type, call[0]),
        _ => call[0],
    };
}
