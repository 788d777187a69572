using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// Builds derivatives. A null node is a structural zero: the derivative of something that does not depend on the variable. Because
/// derivatives are the compiler's own expressions, zeros and ones that differentiation gives birth to disappear, literal factors are collected and equal terms are
/// added; the user's expressions inside of them stay as they are.
/// </summary>
internal sealed class Algebra(Graph graph)
{
    public Graph Graph { get; } = graph;

    public Node One { get; } = graph.Literal(1);

    public Node Zero { get; } = graph.Literal(0);

    public Node Constant(double value) => Graph.Literal(value);

    public Node? Add(Node? a, Node? b)
    {
        if (a is null)
            return b;
        if (b is null)
            return a;
        (double factorA, Node? restA) = Split(a);
        (double factorB, Node? restB) = Split(b);
        if (ReferenceEquals(restA, restB))
            return Scale(factorA + factorB, restA);
        if (b.Op == Op.Negate)
            return Graph.Subtract(a, b[0]);
        if (a.Op == Op.Negate)
            return Graph.Subtract(b, a[0]);
        return Graph.Add(a, b);
    }

    public Node? Subtract(Node? a, Node? b)
    {
        if (b is null)
            return a;
        if (a is null)
            return Negate(b);
        (double factorA, Node? restA) = Split(a);
        (double factorB, Node? restB) = Split(b);
        if (ReferenceEquals(restA, restB))
            return Scale(factorA - factorB, restA);
        return b.Op == Op.Negate ? Graph.Add(a, b[0]) : Graph.Subtract(a, b);
    }

    public Node? Negate(Node? a)
    {
        if (a is null)
            return null;
        (double factor, Node? rest) = Split(a);
        return a.Op == Op.Negate ? a[0] : factor != 1 || rest is null ? Scale(-factor, rest) : Graph.Negate(a);
    }

    public Node? Multiply(Node? a, Node? b)
    {
        if (a is null || b is null)
            return null;

        // A factor that is 1, 0 or −1 on either side of a condition chooses, it does not multiply.
        if (IsGate(a))
            return Graph.Select(a[0], Gated(a[1], b), Gated(a[2], b));
        if (IsGate(b))
            return Graph.Select(b[0], Gated(b[1], a), Gated(b[2], a));

        (double factorA, Node? restA) = Split(a);
        (double factorB, Node? restB) = Split(b);
        Node? rest = restA is null ? restB : restB is null ? restA : Product(restA, restB);
        return Scale(factorA * factorB, rest);
    }

    public Node? Divide(Node? a, Node b)
    {
        if (a is null || b.IsLiteral(1))
            return a;
        return a.Op == Op.Negate ? Negate(Graph.Divide(a[0], b)) : Graph.Divide(a, b);
    }

    public Node? Select(Node condition, Node? a, Node? b)
    {
        if (a is null && b is null)
            return null;
        return Graph.Select(condition, a ?? Zero, b ?? Zero);
    }

    /// <summary>The node, or a literal zero of its own for a structural one.</summary>
    public Node Materialize(Node? a) => a ?? Zero;

    /// <summary>a·b, with the uniform factors of both together, so that they are multiplied once per call.</summary>
    private Node Product(Node a, Node b)
    {
        if (!b.IsVarying && a.IsVarying && a.Op == Op.Multiply && a[0].IsVarying != a[1].IsVarying)
            return a[0].IsVarying ? Graph.Multiply(a[0], Graph.Multiply(a[1], b)) : Graph.Multiply(Graph.Multiply(a[0], b), a[1]);
        if (!a.IsVarying && b.IsVarying && b.Op == Op.Multiply && b[0].IsVarying != b[1].IsVarying)
            return b[0].IsVarying ? Graph.Multiply(b[0], Graph.Multiply(a, b[1])) : Graph.Multiply(Graph.Multiply(a, b[0]), b[1]);
        return Graph.Multiply(a, b);
    }

    private static bool IsGate(Node a) => a.Op == Op.Select && IsSign(a[1]) && IsSign(a[2]);

    private static bool IsSign(Node a) => a.IsLiteral(0) || a.IsLiteral(1) || a.IsLiteral(-1);

    private Node Gated(Node sign, Node value) => sign.IsLiteral(0) ? Zero : sign.IsLiteral(1) ? value : Negate(value)!;

    /// <summary>Takes the literal factor off: 2·x is (2, x), 3 is (3, null), x is (1, x), −x is (−1, x).</summary>
    private static (double Factor, Node? Term) Split(Node a)
    {
        if (a.Type != ScalarType.Float)
            return (1, a);
        if (a.Op == Op.Literal)
            return (a.FloatingValue, null);
        if (a.Op == Op.Negate)
        {
            (double factor, Node? rest) = Split(a[0]);
            return (-factor, rest);
        }

        if (a.Op == Op.Multiply && a[0].Op == Op.Literal)
            return (a[0].FloatingValue, a[1]);
        return a.Op == Op.Multiply && a[1].Op == Op.Literal ? (a[1].FloatingValue, a[0]) : (1, a);
    }

    private Node? Scale(double factor, Node? rest) => (factor, rest) switch
    {
        (0, _) => null,
        (_, null) => Constant(factor),
        (1, _) => rest,
        (-1, _) => Graph.Negate(rest!),
        _ => Graph.Multiply(Constant(factor), rest!),
    };
}
