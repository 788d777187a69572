using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// Reverse differentiation over the shared graph: from the value down, each node once, what reaches an input is the derivative in it. All of them together cost
/// a few times what the value costs, however many they are. Conventions are those of <see cref="Differentiate"/>: conditions count as constant, rounding has
/// derivative 0.
/// </summary>
/// <param name="graph">Receives the nodes.</param>
/// <param name="type">The type of all values.</param>
internal sealed class Adjoint(Graph graph, ScalarType type)
{
    private readonly Algebra _algebra = new(graph, type);
    private readonly Conditions _conditions = new(graph);
    private readonly Dictionary<Node, Node?> _adjoints = [];

    /// <summary>Of each value the condition under which nothing reaches it: it stands on branches that are not taken.</summary>
    private readonly Dictionary<Node, Node> _isUnreached = [];

    /// <summary>The derivatives of <paramref name="value"/> in the inputs; a literal 0 where it does not depend on one.</summary>
    public IReadOnlyList<Node> Of(Node value, IReadOnlyList<Node> inputs)
    {
        _adjoints[value] = _algebra.One;
        _isUnreached[value] = graph.Bool(false);
        List<Node> order = Traversal.InOrder([value]);
        for (int i = order.Count - 1; i >= 0; i--)
        {
            Node node = order[i];
            if (node.IsVarying && node.Arguments.Count > 0 && _adjoints.TryGetValue(node, out Node? adjoint) && adjoint is not null
                && !Differentiate.CutsDependence(node))
                PassDown(node, adjoint, _isUnreached[node]);
        }

        return [.. inputs.Select(i => _algebra.Materialize(_adjoints.TryGetValue(i, out Node? adjoint) ? adjoint : null))];
    }

    private void PassDown(Node node, Node adjoint, Node isUnreached)
    {
        switch (node.Op)
        {
            case Op.Negate:
                Give(node[0], Negated(adjoint), isUnreached);
                break;
            case Op.Add:
                Give(node[0], adjoint, isUnreached);
                Give(node[1], adjoint, isUnreached);
                break;
            case Op.Subtract:
                Give(node[0], adjoint, isUnreached);
                Give(node[1], Negated(adjoint), isUnreached);
                break;
            case Op.Multiply:
                Give(node[0], Through(node[1], adjoint, isUnreached, isSteep: false, tangentFirst: true), isUnreached);
                Give(node[1], Through(node[0], adjoint, isUnreached, isSteep: false), isUnreached);
                break;
            case Op.Divide:
                Quotient(node, adjoint, isUnreached);
                break;
            case Op.Select:
                Give(node[1], _algebra.Select(node[0], adjoint, null), graph.OrElse(isUnreached, graph.Not(node[0])));
                Give(node[2], _algebra.Select(node[0], null, adjoint), graph.OrElse(isUnreached, node[0]));
                break;
            case Op.Convert:
                Give(node[0], adjoint, isUnreached);
                break;
            case Op.Call:
                Chain(node, adjoint, isUnreached);
                break;
            default:
                throw new InvalidOperationException($"{node.Op} has no derivative.");
        }
    }

    private void Chain(Node node, Node adjoint, Node isUnreached)
    {
        if (RootOfSquare.Of(node) is { } x)
        {
            Give(x, Through(RootOfSquare.Slope(graph, x), adjoint, isUnreached, isSteep: false), isUnreached);
            return;
        }

        bool isSteep = ElementaryFunctions.IsSteep(node.Function);
        for (int i = 0; i < node.Arguments.Count; i++)
        {
            if (Takes(node[i]) && ElementaryFunctions.Facts(node.Function).Partial(_algebra, node, i) is { } partial)
                Give(node[i], Through(partial, adjoint, isUnreached, isSteep), graph.OrElse(isUnreached, _conditions.IsNone(partial)));
        }
    }

    /// <summary>partial · adjoint. What stands on one branch stays there: the condition is the outermost, so that sums of such values are one choice.</summary>
    private Node? Through(Node partial, Node adjoint, Node isUnreached, bool isSteep, bool tangentFirst = false)
    {
        if (adjoint.Op != Op.Select || !(adjoint[1].IsLiteral(0) || adjoint[2].IsLiteral(0)))
            return _algebra.Through(partial, adjoint, isUnreached, isSteep, tangentFirst);
        bool isThen = adjoint[2].IsLiteral(0);
        Node without = isThen ? graph.Not(adjoint[0]) : adjoint[0];
        Node? inner = Through(partial, adjoint[isThen ? 1 : 2], ReferenceEquals(isUnreached, without) ? graph.Bool(false) : isUnreached, isSteep, tangentFirst);
        return isThen ? _algebra.Select(adjoint[0], inner, null) : _algebra.Select(adjoint[0], null, inner);
    }

    private Node? Negated(Node adjoint) => adjoint.Op != Op.Select ? _algebra.Negate(adjoint)
        : adjoint[2].IsLiteral(0) ? _algebra.Select(adjoint[0], Negated(adjoint[1]), null)
        : adjoint[1].IsLiteral(0) ? _algebra.Select(adjoint[0], null, Negated(adjoint[2]))
        : _algebra.Negate(adjoint);

    /// <summary>(a/b): 1/b for a, −(a/b)/b for b. Where the quotient stands on a branch that is not taken, b may be 0.</summary>
    private void Quotient(Node node, Node adjoint, Node isUnreached)
    {
        Node? Reached(Node? value) => isUnreached.IsLiteral(false) || !node[1].IsVarying ? value : _algebra.Select(isUnreached, null, value);
        Give(node[0], Reached(_algebra.Divide(adjoint, node[1])), isUnreached);
        if (!Takes(node[1]))
            return;
        if (!node[0].IsVarying && LogisticQuotient.Exponential(node[1]) is { } exponential)
        {
            Node? slope = _algebra.Multiply(node, LogisticQuotient.Rest(_algebra, node, exponential));
            Give(exponential[0], Reached(_algebra.Negate(_algebra.Multiply(slope, adjoint))), isUnreached);
            return;
        }

        Node? slopeOfB = Reached(_algebra.Negate(_algebra.Divide(_algebra.Multiply(node, adjoint), node[1])));
        if (ExplodingQuotient.Condition(_algebra, node[1], static n => n.IsVarying) is { } isInfinite)
            Give(node[1], _algebra.Select(isInfinite, null, slopeOfB), graph.OrElse(isUnreached, isInfinite));
        else
            Give(node[1], slopeOfB, isUnreached);
    }

    private static bool Takes(Node argument) => argument.IsVarying && argument.Type.IsFloating();

    private void Give(Node argument, Node? adjoint, Node isUnreached)
    {
        if (adjoint is null || !Takes(argument))
            return;
        if (!_adjoints.TryGetValue(argument, out Node? before) || before is null)
        {
            (_adjoints[argument], _isUnreached[argument]) = (adjoint, isUnreached);
            return;
        }

        _adjoints[argument] = Sum(before, adjoint);
        _isUnreached[argument] = graph.AndAlso(_isUnreached[argument], isUnreached);
    }

    /// <summary>a + b; two values that are 0 on the same branch are added on the other one.</summary>
    private Node? Sum(Node a, Node b)
    {
        bool isSameChoice = a.Op == Op.Select && b.Op == Op.Select && ReferenceEquals(a[0], b[0]);
        if (isSameChoice && a[2].IsLiteral(0) && b[2].IsLiteral(0))
            return _algebra.Select(a[0], _algebra.Add(a[1], b[1]), null);
        if (isSameChoice && a[1].IsLiteral(0) && b[1].IsLiteral(0))
            return _algebra.Select(a[0], null, _algebra.Add(a[2], b[2]));
        return _algebra.Add(a, b);
    }
}
