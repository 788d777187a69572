using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// Forward differentiation in one variable over the shared graph: each node is differentiated once, so the derivative shares what the value shares.
/// Through a condition the branches are differentiated, the condition itself counts as constant; rounding has derivative 0. A derivative that is given by hand is taken.
/// </summary>
/// <param name="graph">Receives the nodes.</param>
/// <param name="variable">The input in which values are differentiated.</param>
/// <param name="given">The derivatives given by hand, for each argument of an <see cref="Op.Given"/>.</param>
internal sealed class Differentiate(Graph graph, Node variable, Func<Node, Node?[]> given)
{
    private readonly Algebra _algebra = new(graph);
    private readonly Dictionary<Node, Node?> _tangents = [];

    /// <summary>Whether the derivative exists: not where a float's bits are taken, nor through a function that has none.</summary>
    public static bool IsPossible(Node value, Node variable)
    {
        var dependent = new HashSet<Node>();
        foreach (Node node in Traversal.InOrder([value]))
        {
            bool depends = ReferenceEquals(node, variable) || node.Arguments.Any(dependent.Contains);
            if (!depends || CutsDependence(node))
                continue;
            dependent.Add(node);
            if (node.Is(ElementaryFunction.SingleToInt32Bits) || (node.Op == Op.LiftedCall && LiftedForms.Derivatives(node) == 0) || node.Op == Op.UniformCall
                || node.Type == ScalarType.Double)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The derivative of <paramref name="value"/>; a literal 0 where it does not depend on the variable.</summary>
    public Node Of(Node value)
    {
        foreach (Node node in Traversal.InOrder([value]))
        {
            if (!_tangents.ContainsKey(node))
                _tangents.Add(node, Tangent(node));
        }

        return _algebra.Materialize(_tangents[value]);
    }

    private static bool CutsDependence(Node node) =>
        node.Type == ScalarType.Bool
        || node.Op == Op.Stop
        || (node.Op == Op.Convert && !node.Type.IsFloating())
        || node.Is(ElementaryFunction.ConvertToInt32Native)
        || node.Is(ElementaryFunction.Sign) || node.Is(ElementaryFunction.Floor) || node.Is(ElementaryFunction.Ceiling)
        || node.Is(ElementaryFunction.Round) || node.Is(ElementaryFunction.Truncate);

    private Node? Tangent(Node node)
    {
        if (ReferenceEquals(node, variable))
            return _algebra.One;
        if (node.Arguments.Count == 0 || !node.Type.IsFloating())
            return null;

        Node?[] d = [.. node.Arguments.Select(a => _tangents[a])];
        switch (node.Op)
        {
            case Op.Select:
                return _algebra.Select(node[0], d[1], d[2]);
            case Op.Stop:
                return null;
            case var _ when d.All(static t => t is null):
                return null;
            case Op.Negate:
                return _algebra.Negate(d[0]);
            case Op.Add:
                return _algebra.Add(d[0], d[1]);
            case Op.Subtract:
                return _algebra.Subtract(d[0], d[1]);
            case Op.Multiply:
                return _algebra.Add(_algebra.Multiply(d[0], node[1]), _algebra.Multiply(node[0], d[1]));
            case Op.MultiplyAdd:
                return _algebra.Add(_algebra.Add(_algebra.Multiply(d[0], node[1]), _algebra.Multiply(node[0], d[1])), d[2]);
            case Op.Divide:
                return Quotient(node, d[0], d[1]);
            case Op.Convert:
                return node[0].Type.IsFloating() ? _algebra.Materialize(d[0]) : null;
            case Op.Given:
                Node?[] partials = given(node);
                return Chain(node, d, i => i == 0 ? _algebra.One : partials[i - 1]);
            case Op.Call:
                return Chain(node, d, i => ElementaryFunctions.Facts(node.Function).Partial(_algebra, node, i));
            case Op.LiftedCall:
                return Chain(node, d, i => LiftedForms.Derivative(graph, node, i));
            default:
                throw new InvalidOperationException($"{node.Op} has no derivative.");
        }
    }

    private Node? Chain(Node node, Node?[] d, Func<int, Node?> partial)
    {
        Node? sum = null;
        for (int i = 0; i < d.Length; i++)
        {
            if (d[i] is not null)
                sum = _algebra.Add(sum, _algebra.Multiply(partial(i), d[i]));
        }

        return sum;
    }

    /// <summary>(a/b)' = (a' − (a/b)·b') / b; and for 1/(1 + exp(−t)), the sigmoid written out, y(1 − y)·t', which needs nothing but y.</summary>
    private Node? Quotient(Node node, Node? da, Node? db)
    {
        if (db is null)
            return _algebra.Divide(da, node[1]);
        if (da is null && node[0].IsLiteral(1) && SigmoidArgument(node[1]) is { } exponent)
        {
            Node? slope = _algebra.Multiply(node, _algebra.Subtract(_algebra.One, node));
            return _algebra.Multiply(slope, _algebra.Negate(_tangents[exponent]));
        }

        return _algebra.Divide(_algebra.Subtract(da, _algebra.Multiply(node, db)), node[1]);
    }

    /// <summary>The u of 1 + exp(u).</summary>
    private static Node? SigmoidArgument(Node denominator)
    {
        if (denominator.Op != Op.Add)
            return null;
        (Node a, Node b) = (denominator[0], denominator[1]);
        Node? call = a.IsLiteral(1) ? b : b.IsLiteral(1) ? a : null;
        return call?.Is(ElementaryFunction.Exp) == true ? call[0] : null;
    }
}
