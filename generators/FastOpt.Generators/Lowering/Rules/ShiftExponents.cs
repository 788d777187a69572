using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// Logarithms and quotients of sums of exponentials, such as log(1 + exp(x)), log(cosh(x)), exp(a)/(exp(a) + exp(b)): where the exponents leave the range of
/// the type, all of them are taken from a common one, log Σ exp(uᵢ) = s + log Σ exp(uᵢ − s). The result is then the value, and its derivative the derivative,
/// though the sum itself is infinite, or 0. Elsewhere s is 0, and the bits are those of the expression as it is written. What is written with VectorMath's
/// functions alone has the bits of its scalar method everywhere; its derivative stays in range, too.
/// </summary>
internal sealed class ShiftExponents
{
    private readonly Graph _graph;
    private readonly ScalarType _type;

    /// <summary>Exponents of that size are no danger yet: factors and the number of terms may add some.</summary>
    private readonly double _safe;
    private readonly bool _forSlopes;
    private readonly ExponentialNodes _sums = new();

    private ShiftExponents(Graph graph, ScalarType type, bool forSlopes)
    {
        _graph = graph;
        _type = type;
        _safe = type == ScalarType.Double ? 512 : 64;
        _forSlopes = forSlopes;
    }

    /// <summary>The form of a value that is computed.</summary>
    public static Node ForValue(Graph graph, Node value) => Run(graph, value, ScalarType.Float, forSlopes: false);

    /// <summary>The form of a value that is differentiated.</summary>
    public static Node ForSlopes(Graph graph, Node value, ScalarType type = ScalarType.Float) => Run(graph, value, type, forSlopes: true);

    private static Node Run(Graph graph, Node value, ScalarType type, bool forSlopes)
    {
        Node shifted = new Rewriter(graph, new ShiftExponents(graph, type, forSlopes).Visit).Visit(value);

        // Behind this pass it does not matter by which name a function was called.
        return new Rewriter(graph, node => node is { Op: Op.Call, IsVarying: true, Text.Length: > 0 } ? graph.Call(node.Function, node.Type, [.. node.Arguments]) : node).Visit(shifted);
    }

    /// <summary>Rewrites a node whose arguments have been here.</summary>
    private Node Visit(Node node)
    {
        Node result = !node.IsVarying || node.Type != _type ? node
            : node.Op == Op.Divide ? Quotient(node)
            : node.Op == Op.Call ? Function(node)
            : node;
        if (ReferenceEquals(result, node))
            _sums.Note(node);
        return result;
    }

    private Node Function(Node node) => node.Function switch
    {
        ElementaryFunction.Log => Logarithm(node, Math.E),
        ElementaryFunction.Log2 => Logarithm(node, 2),
        ElementaryFunction.Log10 => Logarithm(node, 10),
        ElementaryFunction.Log1P => LogarithmPlusOne(node),
        _ => node,
    };

    private Node Quotient(Node node)
    {
        (Node dividend, Node? factor) = _forSlopes ? _sums.WithoutFactors(_graph, node[0]) : (node[0], null);
        if (SumOf(null, dividend, node[1]) is not { } sum)
            return node;
        Shift shift = NewShift(sum);
        Node quotient = _graph.Divide(Shifted(dividend, shift), Shifted(node[1], shift));
        return factor is null ? quotient : _graph.Multiply(factor, quotient);
    }

    private Node Logarithm(Node node, double of)
    {
        if (SumOf(node, node[0]) is not { } sum)
            return node;
        Shift shift = NewShift(sum);
        return _graph.Add(_graph.Call(node.Function, _type, Shifted(node[0], shift)), LogarithmOf(shift, of));
    }

    /// <summary>The logarithm of exp(s).</summary>
    private Node LogarithmOf(Shift shift, double of) => of == shift.Base ? shift.By : _graph.Multiply(Constant(Math.Log(shift.Base) / Math.Log(of)), shift.By);

    /// <summary>Beside a large exponential the one is nothing; beside a small one the function keeps its digits.</summary>
    private Node LogarithmPlusOne(Node node)
    {
        Node argument = _graph.Add(Constant(1), node[0]);
        _sums.Note(argument);
        if (SumOf(node, argument) is not { } sum)
            return node;
        Shift shift = NewShift(sum);
        Node shifted = _graph.Call(ElementaryFunction.Log, _type, Shifted(argument, shift));
        return _graph.Select(shift.IsShifted, _graph.Add(shifted, LogarithmOf(shift, Math.E)), node);
    }

    /// <summary>The sum, if its exponents may leave the range, and nothing keeps the form that is written.</summary>
    private ExponentialSum? SumOf(Node? logarithm, params Node[] expressions) => ExponentialSum.Of(_graph, _sums, expressions) is { } sum && sum.IsDangerous(_safe)
        && (_forSlopes || !sum.IsExact || (logarithm is not null && !ExponentialNodes.IsExact(logarithm)))
            ? sum
            : null;

    /// <summary>s, and whether it is not 0; to differentiation it is a constant, for the result does not depend on it.</summary>
    private Shift NewShift(ExponentialSum sum)
    {
        Node largest = sum.Largest(_graph, _type);
        Node size = sum.HasOthers || Signs.IsNeverNegative(largest) ? largest : _graph.Call(ElementaryFunction.Abs, _type, largest);
        Node most = Constant(_type == ScalarType.Double ? double.MaxValue : float.MaxValue);
        Node isShifted = _graph.AndAlso(_graph.Compare(Op.Greater, size, Constant(_safe)), _graph.Compare(Op.LessOrEqual, size, most)).Named("isShifted");
        Node shift = _graph.Select(isShifted, largest, Constant(0)).Named("shift");
        return new Shift(_graph.Make(Op.Stop, _type, [shift]), isShifted, sum.HasPlainFactors, sum.IsOfTwo);
    }

    /// <summary>A sum of exponentials, or another value, times exp(−s).</summary>
    private Node Shifted(Node node, Shift shift)
    {
        if (shift.Results.TryGetValue(node, out Node? known))
            return known;
        Node result = !_sums.Has(node) ? Other(node, shift) : node.Op switch
        {
            Op.Negate => _graph.Negate(Shifted(node[0], shift)),
            Op.Add => _graph.Add(Shifted(node[0], shift), Shifted(node[1], shift)),
            Op.Subtract => _graph.Subtract(Shifted(node[0], shift), Shifted(node[1], shift)),
            Op.Divide => _graph.Divide(Shifted(node[0], shift), node[1]),
            Op.Multiply when ReferenceEquals(node[0], node[1]) => Square(Shifted(node[0], shift.Half(_graph, Constant(0.5)))),
            Op.Multiply => _sums.Has(node[0]) ? _graph.Multiply(Shifted(node[0], shift), node[1]) : _graph.Multiply(node[0], Shifted(node[1], shift)),
            _ => Exponential(node, shift),
        };
        shift.Results[node] = result;
        return result;
    }

    private Node Exponential(Node call, Shift shift)
    {
        Node u = call[0];
        Node Exp(Node exponent) => _graph.Call(ElementaryFunction.Exp, _type, _graph.Subtract(exponent, shift.By));
        Node Magnitude() => _graph.Call(ElementaryFunction.Abs, _type, u);
        return call.Function switch
        {
            ElementaryFunction.Exp => Exp(u),
            ElementaryFunction.Exp2 => _graph.Call(ElementaryFunction.Exp2, _type, _graph.Subtract(u, shift.By)),
            ElementaryFunction.Expm1 => _graph.Select(shift.IsShifted, _graph.Add(Exp(u), Other(Constant(-1), shift)), call),
            ElementaryFunction.Cosh => _graph.Select(shift.IsShifted, _graph.Multiply(Constant(0.5), Exp(Magnitude())), call),
            ElementaryFunction.Sinh => _graph.Select(
                shift.IsShifted, _graph.Multiply(_graph.Multiply(Constant(0.5), _graph.Call(ElementaryFunction.Sign, _type, u)), Exp(Magnitude())), call),
            _ => throw new InvalidOperationException($"{call.Function} is no exponential."),
        };
    }

    /// <summary>
    /// What is no exponential, times exp(−s): a number of ordinary size is nothing beside exponentials that are shifted, and itself beside others.
    /// </summary>
    private Node Other(Node node, Shift shift) => shift.HasPlainFactors && ExponentialNodes.IsPlain(node)
        ? _graph.Select(shift.IsShifted, Constant(0), node)
        : _graph.Multiply(node, _graph.Call(shift.IsOfTwo ? ElementaryFunction.Exp2 : ElementaryFunction.Exp, _type, _graph.Negate(shift.By)));

    private Node Square(Node node) => _graph.Multiply(node, node);

    private Node Constant(double value) => _graph.Literal(value, _type);

    /// <summary>What all exponents are taken from.</summary>
    /// <param name="By">s.</param>
    /// <param name="IsShifted">Whether it is not 0.</param>
    /// <param name="HasPlainFactors">Whether the exponentials stand there as they are, or times numbers of ordinary size.</param>
    /// <param name="IsOfTwo">Whether exponents are those of 2; else they are e's.</param>
    private sealed record Shift(Node By, Node IsShifted, bool HasPlainFactors, bool IsOfTwo)
    {
        public double Base => IsOfTwo ? 2 : Math.E;

        /// <summary>What was shifted already.</summary>
        public Dictionary<Node, Node> Results { get; } = [];

        /// <summary>The shift of each of two equal factors.</summary>
        public Shift Half(Graph graph, Node half) => _half ??= new Shift(graph.Multiply(half, By), IsShifted, HasPlainFactors, IsOfTwo);

        private Shift? _half;
    }
}
