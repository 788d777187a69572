using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// Forward differentiation in one variable over the shared graph: each node is differentiated once, so the derivative shares what the value shares.
/// Through a condition the branches are differentiated, the condition itself counts as constant; rounding has derivative 0. A derivative that is given by hand is taken.
/// </summary>
/// <param name="graph">Receives the nodes.</param>
/// <param name="seeds">The derivatives of the inputs in which values are differentiated: 1 for a variable, or the components of a direction.</param>
/// <param name="type">The type of all values.</param>
/// <param name="given">The derivatives given by hand, for each argument of an <see cref="Op.Given"/>.</param>
internal sealed class Differentiate(Graph graph, IReadOnlyDictionary<Node, Node> seeds, ScalarType type, Func<Node, Node?[]> given)
{
    private readonly Algebra _algebra = new(graph, type);
    private readonly Conditions _conditions = new(graph);
    private readonly Dictionary<Node, Node?> _tangents = [];

    /// <summary>Of each value the condition under which the variable has no influence on it: on the branches that are taken, it is a constant.</summary>
    private readonly Dictionary<Node, Node> _isConstant = [];

    /// <summary>Differentiates floats in one variable, which may be an integer that nothing depends on smoothly.</summary>
    /// <param name="graph">Receives the nodes.</param>
    /// <param name="variable">The input in which values are differentiated.</param>
    /// <param name="given">The derivatives given by hand, for each argument of an <see cref="Op.Given"/>.</param>
    public Differentiate(Graph graph, Node variable, Func<Node, Node?[]> given)
        : this(graph, new Dictionary<Node, Node> { [variable] = graph.Literal(1) }, ScalarType.Float, given)
    {
    }

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
            if (_tangents.ContainsKey(node))
                continue;
            Node? tangent = Tangent(node, out Node isConstant);
            _tangents.Add(node, tangent);
            _isConstant.Add(node, tangent is null ? graph.Bool(true) : isConstant);
        }

        return _algebra.Materialize(_tangents[value]);
    }

    /// <summary>Whether the value follows its arguments in steps, if at all.</summary>
    public static bool CutsDependence(Node node) =>
        node.Type == ScalarType.Bool
        || node.Op == Op.Stop
        || (node.Op == Op.Convert && !node.Type.IsFloating())
        || node.Is(ElementaryFunction.ConvertToInt32Native)
        || node.Is(ElementaryFunction.Sign) || node.Is(ElementaryFunction.Floor) || node.Is(ElementaryFunction.Ceiling)
        || node.Is(ElementaryFunction.Round) || node.Is(ElementaryFunction.Truncate);

    private Node? Tangent(Node node, out Node isConstant)
    {
        isConstant = graph.Bool(false);
        if (seeds.TryGetValue(node, out Node? seed))
            return seed;
        if (node.Arguments.Count == 0 || !node.Type.IsFloating())
            return null;

        Node?[] d = [.. node.Arguments.Select(a => _tangents[a])];
        switch (node.Op)
        {
            case Op.Select:
                isConstant = _conditions.Choose(node[0], _isConstant[node[1]], _isConstant[node[2]]);
                return _algebra.Select(node[0], d[1], d[2]);
            case Op.Stop:
                return null;
            case var _ when d.All(static t => t is null):
                return null;
            case var _ when RootOfSquare.Of(node) is { } x:
                isConstant = _isConstant[x];
                return _algebra.Through(RootOfSquare.Slope(graph, x), _tangents[x], isConstant, isSteep: false);
            default:
                Node?[] partials = node.Op == Op.Given ? [_algebra.One, .. given(node)] : [];
                isConstant = Join(node, i => node.Op == Op.Call ? ElementaryFunctions.Facts(node.Function).Partial(_algebra, node, i) : partials.Length > 0 ? partials[i] : _algebra.One);
                return Tangent(node, d, partials, isConstant);
        }
    }

    private Node? Tangent(Node node, Node?[] d, Node?[] partials, Node isConstant)
    {
        switch (node.Op)
        {
            case Op.Negate:
                return _algebra.Negate(d[0]);
            case Op.Add:
                return _algebra.Add(d[0], d[1]);
            case Op.Subtract:
                return _algebra.Subtract(d[0], d[1]);
            case Op.Multiply:
                return Product(node, d);
            case Op.MultiplyAdd:
                return _algebra.Add(Product(node, d), d[2]);
            case Op.Divide:
                Node? quotient = Quotient(node, d[0], d[1]);
                return isConstant.IsLiteral(false) || !node[1].IsVarying ? quotient : _algebra.Select(isConstant, null, quotient);
            case Op.Convert:
                return node[0].Type.IsFloating() ? _algebra.Materialize(d[0]) : null;
            case Op.Given:
                return Chain(node, d, i => partials[i]);
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
                sum = _algebra.Add(sum, _algebra.Through(partial(i), d[i], _isConstant[node[i]], node.Op != Op.Call || ElementaryFunctions.IsSteep(node.Function)));
        }

        return sum;
    }

    private Node? Product(Node node, Node?[] d) =>
        _algebra.Add(_algebra.Through(node[1], d[0], _isConstant[node[0]], isSteep: false, tangentFirst: true), _algebra.Through(node[0], d[1], _isConstant[node[1]], isSteep: false));

    /// <summary>The condition under which no argument brings influence: it has none itself, or the value does not follow it there.</summary>
    private Node Join(Node node, Func<int, Node?> partial)
    {
        Node all = graph.Bool(true);
        for (int i = 0; i < node.Arguments.Count; i++)
        {
            Node isConstant = _isConstant[node[i]];
            if (!isConstant.IsLiteral(true) && _conditions.IsNone(partial(i)) is var none && !none.IsLiteral(false))
                isConstant = graph.OrElse(isConstant, none);
            all = graph.AndAlso(all, isConstant);
        }

        return all;
    }

    /// <summary>(a/b)' = (a' − (a/b)·b') / b; and for c/(1 + exp(u)) as <see cref="LogisticQuotient"/> says.</summary>
    private Node? Quotient(Node node, Node? da, Node? db)
    {
        if (db is null)
            return _algebra.Divide(da, node[1]);
        if (da is null && LogisticQuotient.Exponential(node[1]) is { } exponential)
            return _algebra.Multiply(_algebra.Multiply(node, LogisticQuotient.Rest(_algebra, node, exponential)), _algebra.Negate(_tangents[exponential[0]]));

        Node? quotient = _algebra.Divide(_algebra.Subtract(da, _algebra.Multiply(node, db)), node[1]);
        return ExplodingQuotient.Condition(_algebra, node[1], n => _tangents.TryGetValue(n, out Node? tangent) && tangent is not null) is { } isInfinite
            ? _algebra.Select(isInfinite, null, quotient)
            : quotient;
    }
}
