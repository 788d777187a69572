using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// Builds derivatives. A null node is a structural zero: the derivative of something that does not depend on the variable. Because
/// derivatives are the compiler's own expressions, zeros and ones that differentiation gives birth to disappear, literal factors are collected and equal terms are
/// added; the user's expressions inside of them stay as they are.
/// </summary>
/// <remarks>
/// What the user wrote as 1e-25·(1e-25·x) is in range at every step, and 1e-50·x is not. So literals are multiplied with each other only where the product is a float as any other, and
/// are moved past another value only where they are of moderate size. Uniform values, whose size nobody knows, are multiplied into a lane one by one, and with each other in double.
/// </remarks>
/// <param name="graph">Receives the nodes.</param>
/// <param name="type">The type of all values: float in rules, double in objectives.</param>
internal sealed class Algebra(Graph graph, ScalarType type = ScalarType.Float)
{
    private const double SmallestNormalFloat = 1.17549435082228751e-38;
    private const double SmallestNormalDouble = 2.2250738585072014e-308;

    /// <summary>A factor of this size at most, or of its reciprocal at least, changes nobody's range by much.</summary>
    private const double Moderate = 256;

    /// <summary>Products of uniform values that were made here; what the user multiplied stays together.</summary>
    private readonly HashSet<Node> _products = [];

    public Graph Graph { get; } = graph;

    public Node One { get; } = graph.Literal(1, type);

    public Node Zero { get; } = graph.Literal(0, type);

    public Node Constant(double value) => Graph.Literal(value, type);

    public Node? Add(Node? a, Node? b)
    {
        if (a is null)
            return b;
        if (b is null)
            return a;
        (a, b) = (Settle(a), Settle(b));
        (double factorA, Node? restA) = Split(a);
        (double factorB, Node? restB) = Split(b);
        if (ReferenceEquals(restA, restB) && IsSafe(factorA + factorB))
            return Scale(factorA + factorB, restA);
        if (b.Op == Op.Negate)
            return Graph.Subtract(a, b[0]);
        if (a.Op == Op.Negate)
            return Graph.Subtract(b, a[0]);

        // In scalar code a sum with a negative factor reads as a difference; in lanes it contracts to one multiply-add as it is.
        if (type == ScalarType.Double && factorB < 0)
            return Graph.Subtract(a, Scale(-factorB, restB)!);
        return Graph.Add(a, b);
    }

    public Node? Subtract(Node? a, Node? b)
    {
        if (b is null)
            return a;
        if (a is null)
            return Negate(b);
        (a, b) = (Settle(a), Settle(b));
        (double factorA, Node? restA) = Split(a);
        (double factorB, Node? restB) = Split(b);
        if (ReferenceEquals(restA, restB) && IsSafe(factorA - factorB))
            return Scale(factorA - factorB, restA);
        if (type == ScalarType.Double && factorB < 0)
            return Graph.Add(a, Scale(-factorB, restB)!);
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

        // A factor that is 1, 0 or −1 on either side of a condition, or half at a tie, chooses, it does not multiply: what is not chosen may be infinite.
        if (IsGate(a))
            return Graph.Select(a[0], Gated(a[1], b), Gated(a[2], b));
        if (IsGate(b))
            return Graph.Select(b[0], Gated(b[1], a), Gated(b[2], a));

        (double factorA, Node? restA) = Split(a);
        (double factorB, Node? restB) = Split(b);
        bool keepsRange = restA is null || restB is null || (IsModerate(factorA) && IsModerate(factorB));
        if (!keepsRange || !IsSafe(factorA * factorB))
            return Product(a, b);
        Node? rest = restA is null ? restB : restB is null ? restA : Product(restA, restB);
        return Scale(factorA * factorB, rest);
    }

    /// <summary>
    /// partial · tangent. Where a branch was taken on which the variable has no influence, the tangent is a zero that says so, and contributes 0 however steep the value is there.
    /// </summary>
    /// <param name="partial">The derivative of the value in its argument.</param>
    /// <param name="tangent">The derivative of the argument.</param>
    /// <param name="isZero">The condition under which the argument has no influence from the variable.</param>
    /// <param name="isSteep">Whether the partial derivative may be infinite, or none, where the value is a number like any other.</param>
    /// <param name="tangentFirst">Whether the product is written the other way round.</param>
    public Node? Through(Node? partial, Node? tangent, Node isZero, bool isSteep, bool tangentFirst = false)
    {
        Node? Times(Node? a) => tangentFirst ? Multiply(a, partial) : Multiply(partial, a);
        if (partial is null || tangent is null)
            return null;
        if (!partial.IsVarying || IsGate(partial) || IsGate(tangent) || isZero.IsLiteral(false))
            return Times(tangent);
        if (tangent.Op == Op.Select && tangent[2].IsLiteral(0) && ReferenceEquals(isZero, Graph.Not(tangent[0])))
            return Select(tangent[0], Times(tangent[1]), null);
        if (tangent.Op == Op.Select && tangent[1].IsLiteral(0) && ReferenceEquals(isZero, tangent[0]))
            return Select(tangent[0], null, Times(tangent[2]));
        return isSteep ? Select(isZero, null, Times(tangent)) : Times(tangent);
    }

    public Node? Divide(Node? a, Node b)
    {
        if (a is null || b.IsLiteral(1))
            return a;
        a = Settle(a);
        return a.Op == Op.Negate ? Negate(Graph.Divide(a[0], b)) : Graph.Divide(a, b);
    }

    public Node? Select(Node condition, Node? a, Node? b)
    {
        if (a is null && b is null)
            return null;
        return Graph.Select(condition, Materialize(a), Materialize(b));
    }

    /// <summary>The node, or a literal zero of its own for a structural one.</summary>
    public Node Materialize(Node? a) => a is null ? Zero : Settle(a);

    /// <summary>a·b. Uniform factors of a product that was made here go into a lane one by one.</summary>
    private Node Product(Node a, Node b)
    {
        if (a.IsVarying && _products.Contains(b))
            return Product(Product(a, b[0]), b[1]);
        if (b.IsVarying && _products.Contains(a))
            return Product(Product(a[0], b), a[1]);
        Node product = Graph.Multiply(a, b);
        if (!product.IsVarying && product.Op == Op.Multiply)
            _products.Add(product);
        return product;
    }

    /// <summary>A product of three or more uniform values in double, where it neither overflows nor vanishes on the way; two are rounded to the same float in any case.</summary>
    private Node Settle(Node a)
    {
        if (type == ScalarType.Double || !_products.Contains(a) || !a.Arguments.Any(_products.Contains))
            return a;
        Node Wide(Node factor) => _products.Contains(factor)
            ? Graph.Multiply(Wide(factor[0]), Wide(factor[1]))
            : Graph.Convert(ScalarType.Double, factor);
        return Graph.Convert(ScalarType.Float, Wide(a));
    }

    private bool IsSafe(double factor) => factor == 0 || (type == ScalarType.Double
        ? Math.Abs(factor) is >= SmallestNormalDouble and <= double.MaxValue
        : Math.Abs(factor) is >= SmallestNormalFloat and <= float.MaxValue);

    private static bool IsModerate(double factor) => Math.Abs(factor) is >= 1 / Moderate and <= Moderate;

    private static bool IsGate(Node a) => a.Op == Op.Select && IsSign(a[1]) && (IsSign(a[2]) || IsTie(a[2]));

    private static bool IsSign(Node a) => a.IsLiteral(0) || a.IsLiteral(1) || a.IsLiteral(-1);

    private static bool IsTie(Node a) => a.Op == Op.Select && a[1].IsLiteral(0.5) && a[2].IsLiteral(0);

    private Node Gated(Node weight, Node value) => weight.Op == Op.Select ? Graph.Select(weight[0], Gated(weight[1], value), Gated(weight[2], value))
        : weight.IsLiteral(0) ? Zero
        : weight.IsLiteral(1) ? value
        : weight.IsLiteral(-1) ? Negate(value)!
        : Materialize(Multiply(weight, value));

    /// <summary>Takes the literal factor off: 2·x is (2, x), 3 is (3, null), x is (1, x), −x is (−1, x).</summary>
    private (double Factor, Node? Term) Split(Node a)
    {
        if (a.Type != type)
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
        _ => Product(Constant(factor), rest!),
    };
}
