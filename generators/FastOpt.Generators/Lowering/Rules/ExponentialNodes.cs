using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// Which expressions are sums of exponentials: exp(u), cosh(u) and the like, times factors, beside other terms, and squares of all that. Each is told from its
/// arguments, once.
/// </summary>
internal sealed class ExponentialNodes
{
    private readonly HashSet<Node> _nodes = [];

    /// <summary>Takes note of a node behind its arguments.</summary>
    public void Note(Node node)
    {
        if (node.IsVarying && node.Type.IsFloating() && IsSum(node))
            _nodes.Add(node);
    }

    /// <summary>Whether an exponential that differs among lanes is a term.</summary>
    public bool Has(Node node) => _nodes.Contains(node);

    /// <summary>A sum and the factors in front of it, which have no exponential.</summary>
    public (Node Sum, Node? Factor) WithoutFactors(Graph graph, Node node)
    {
        Node? factor = null;
        while (node.Op == Op.Multiply && Has(node) && !ReferenceEquals(node[0], node[1]))
        {
            (Node term, Node other) = Has(node[0]) ? (node[0], node[1]) : (node[1], node[0]);
            factor = factor is null ? other : graph.Multiply(factor, other);
            node = term;
        }

        return (node, factor);
    }

    /// <summary>Whether a node is a number of ordinary size.</summary>
    public static bool IsPlain(Node node) => node.Op == Op.Literal && Math.Abs(node.FloatingValue) is 0 or (>= 1e-3 and <= 1e3);

    /// <summary>Whether a function was called as VectorMath's, whose bits are promised.</summary>
    public static bool IsExact(Node call) => call.Text == LiftedNames.VectorMath;

    private bool IsSum(Node node) => node.Op switch
    {
        Op.Call => node.Function is ElementaryFunction.Exp or ElementaryFunction.Exp2 or ElementaryFunction.Expm1 or ElementaryFunction.Cosh or ElementaryFunction.Sinh,
        Op.Negate => Has(node[0]),
        Op.Add or Op.Subtract => Has(node[0]) || Has(node[1]),
        Op.Multiply => ReferenceEquals(node[0], node[1]) ? Has(node[0]) : Has(node[0]) != Has(node[1]),
        Op.Divide => Has(node[0]) && !Has(node[1]),
        _ => false,
    };
}
