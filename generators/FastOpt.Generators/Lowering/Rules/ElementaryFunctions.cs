using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>What the compiler knows of an elementary function f.</summary>
/// <param name="Cost">Vector operations of one call.</param>
/// <param name="Partial">∂f/∂(argument i) of a call; null for a structural zero.</param>
internal sealed record ElementaryFacts(int Cost, Func<Algebra, Node, int, Node?> Partial);

/// <summary>
/// The table of elementary functions: cost and derivative. Where the derivative is cheap from the function's own value it is written with the call
/// itself, so that an activation may keep its output only. Conventions at kinks: PyTorch's, and 0 for |x| at 0.
/// </summary>
internal static class ElementaryFunctions
{
    private static readonly Dictionary<ElementaryFunction, ElementaryFacts> Table = new()
    {
        [ElementaryFunction.Exp] = new(12, static (_, y, _) => y),
        [ElementaryFunction.Exp2] = new(12, static (a, y, _) => a.Multiply(a.Constant(Math.Log(2)), y)),
        [ElementaryFunction.Expm1] = new(18, static (a, y, _) => a.Add(y, a.One)),
        [ElementaryFunction.Log] = new(16, static (a, y, _) => a.Divide(a.One, y[0])),
        [ElementaryFunction.Log2] = new(16, static (a, y, _) => a.Divide(a.Constant(1 / Math.Log(2)), y[0])),
        [ElementaryFunction.Log10] = new(16, static (a, y, _) => a.Divide(a.Constant(1 / Math.Log(10)), y[0])),
        [ElementaryFunction.Log1P] = new(18, static (a, y, _) => a.Divide(a.One, a.Graph.Add(a.One, y[0]))),
        [ElementaryFunction.Pow] = new(32, PowPartial),
        [ElementaryFunction.Sqrt] = new(4, static (a, y, _) => a.Divide(a.Constant(0.5), y)),
        [ElementaryFunction.Cbrt] = new(24, static (a, y, _) => a.Divide(a.Constant(1.0 / 3), a.Graph.Multiply(y, y))),
        [ElementaryFunction.Sin] = new(20, static (a, y, _) => a.Graph.Call(ElementaryFunction.Cos, y.Type, y[0])),
        [ElementaryFunction.Cos] = new(20, static (a, y, _) => a.Negate(a.Graph.Call(ElementaryFunction.Sin, y.Type, y[0]))),
        [ElementaryFunction.Tan] = new(30, static (a, y, _) => a.Add(a.One, a.Graph.Multiply(y, y))),
        [ElementaryFunction.Asin] = new(24, static (a, y, _) => a.Divide(a.One, Root(a, OneMinusSquare(a, y[0])))),
        [ElementaryFunction.Acos] = new(24, static (a, y, _) => a.Divide(a.Constant(-1), Root(a, OneMinusSquare(a, y[0])))),
        [ElementaryFunction.Atan] = new(24, static (a, y, _) => a.Divide(a.One, a.Graph.Add(a.One, Square(a, y[0])))),
        [ElementaryFunction.Sinh] = new(26, static (a, y, _) => a.Graph.Call(ElementaryFunction.Cosh, y.Type, y[0])),
        [ElementaryFunction.Cosh] = new(22, static (a, y, _) => a.Graph.Call(ElementaryFunction.Sinh, y.Type, y[0])),
        [ElementaryFunction.Tanh] = new(18, static (a, y, _) => a.Subtract(a.One, a.Graph.Multiply(y, y))),
        [ElementaryFunction.Asinh] = new(30, static (a, y, _) => a.Divide(a.One, RootOfSquarePlusOne(a, y[0]))),
        [ElementaryFunction.Acosh] = new(30, static (a, y, _) => a.Divide(a.One, a.Graph.Multiply(Root(a, a.Graph.Subtract(y[0], a.One)), Root(a, a.Graph.Add(y[0], a.One))))),
        [ElementaryFunction.Atanh] = new(30, static (a, y, _) => a.Divide(a.One, OneMinusSquare(a, y[0]))),
        [ElementaryFunction.Sigmoid] = new(16, static (a, y, _) => a.Multiply(y, a.Subtract(a.One, y))),
        [ElementaryFunction.Erf] = new(24, ErfPartial),
        [ElementaryFunction.Softplus] = new(28, static (a, y, _) => a.Graph.Call(ElementaryFunction.Sigmoid, y.Type, y[0])),

        [ElementaryFunction.Abs] = new(1, static (a, y, _) => a.Graph.Call(ElementaryFunction.Sign, y.Type, y[0])),
        [ElementaryFunction.Min] = new(1, static (a, y, i) => ExtremumPartial(a, y, i, Op.Less)),
        [ElementaryFunction.Max] = new(1, static (a, y, i) => ExtremumPartial(a, y, i, Op.Greater)),
        [ElementaryFunction.Clamp] = new(2, ClampPartial),
        [ElementaryFunction.Sign] = new(5, Zero),
        [ElementaryFunction.Floor] = new(1, Zero),
        [ElementaryFunction.Ceiling] = new(1, Zero),
        [ElementaryFunction.Round] = new(1, Zero),
        [ElementaryFunction.Truncate] = new(1, Zero),
        [ElementaryFunction.CopySign] = new(2, CopySignPartial),
        [ElementaryFunction.MaxNative] = new(1, static (_, _, _) => throw new InvalidOperationException("Introduced after differentiation.")),
        [ElementaryFunction.MinNative] = new(1, static (_, _, _) => throw new InvalidOperationException("Introduced after differentiation.")),
        [ElementaryFunction.FusedMultiplyAdd] = new(1, static (a, y, i) => i == 0 ? y[1] : i == 1 ? y[0] : a.One),
        [ElementaryFunction.SingleToInt32Bits] = new(0, Zero),
        [ElementaryFunction.Int32BitsToSingle] = new(0, Zero),
        [ElementaryFunction.ConvertToInt32Native] = new(1, Zero),
    };

    /// <summary>What is known of the function.</summary>
    public static ElementaryFacts Facts(ElementaryFunction function) => Table[function];

    /// <summary>Whether the slope is infinite somewhere. Elsewhere it is a number as long as the value is one.</summary>
    public static bool IsSteep(ElementaryFunction function) => function is ElementaryFunction.Sqrt or ElementaryFunction.Cbrt or ElementaryFunction.Pow
        or ElementaryFunction.Log or ElementaryFunction.Log2 or ElementaryFunction.Log10 or ElementaryFunction.Log1P
        or ElementaryFunction.Asin or ElementaryFunction.Acos or ElementaryFunction.Acosh or ElementaryFunction.Atanh;

    /// <summary>Whether values and slopes are infinite from arguments of moderate size on.</summary>
    public static bool IsExplosive(ElementaryFunction function) => function is ElementaryFunction.Exp or ElementaryFunction.Exp2 or ElementaryFunction.Expm1
        or ElementaryFunction.Sinh or ElementaryFunction.Cosh or ElementaryFunction.Pow;

    private static Node? Zero(Algebra algebra, Node call, int argument) => null;

    private static Node Square(Algebra a, Node x) => a.Graph.Multiply(x, x);

    private static Node Root(Algebra a, Node x) => a.Graph.Call(ElementaryFunction.Sqrt, x.Type, x);

    /// <summary>1 − x² as (1 − x)(1 + x), which keeps its digits near 1.</summary>
    private static Node OneMinusSquare(Algebra a, Node x) => a.Graph.Multiply(a.Graph.Subtract(a.One, x), a.Graph.Add(a.One, x));

    /// <summary>√(x² + 1), which is |x| long before the square is too large.</summary>
    private static Node RootOfSquarePlusOne(Algebra a, Node x)
    {
        Node magnitude = a.Graph.Call(ElementaryFunction.Abs, x.Type, x);
        return a.Graph.Select(a.Graph.Compare(Op.Greater, magnitude, a.Constant(1e9)), magnitude, Root(a, a.Graph.Add(Square(a, x), a.One)));
    }

    /// <summary>erf'(x) = 2/√π · exp(−x²).</summary>
    private static Node? ErfPartial(Algebra a, Node y, int argument) =>
        a.Multiply(a.Constant(2 / Math.Sqrt(Math.PI)), a.Graph.Call(ElementaryFunction.Exp, y.Type, a.Graph.Negate(Square(a, y[0]))));

    /// <summary>∂xⁿ/∂x = n·xⁿ⁻¹, and 0 for n = 0 at every x, which is why that exponent is not lowered; ∂xⁿ/∂n = xⁿ·ln x, and 0 at x = 0.</summary>
    private static Node? PowPartial(Algebra a, Node y, int argument)
    {
        (Node x, Node n) = (y[0], y[1]);
        Node zero = a.Graph.Literal(0, n.Type);
        if (argument == 1)
            return a.Graph.Select(a.Graph.Compare(Op.Equal, x, zero), zero, a.Graph.Multiply(y, a.Graph.Call(ElementaryFunction.Log, y.Type, x)));
        if (n.IsLiteral(2))
            return a.Multiply(a.Constant(2), x);
        Node lowered = n.Op == Op.Literal
            ? a.Graph.Literal(n.FloatingValue - 1, n.Type)
            : a.Graph.Select(a.Graph.Compare(Op.Equal, n, zero), zero, a.Graph.Subtract(n, a.Graph.Literal(1, n.Type)));
        return a.Multiply(n, a.Graph.Call(ElementaryFunction.Pow, y.Type, x, lowered));
    }

    /// <summary>
    /// Against a bound that is the same for all elements the derivative is 0 at the bound (Relu, Relu6); of two varying values that tie, each gets half.
    /// </summary>
    private static Node? ExtremumPartial(Algebra a, Node y, int argument, Op wins)
    {
        (Node mine, Node other) = (y[argument], y[1 - argument]);
        Node winning = a.Graph.Compare(wins, mine, other);
        if (!other.IsVarying)
            return a.Graph.Select(winning, a.One, a.Zero);
        Node tie = a.Graph.Compare(Op.Equal, mine, other);
        return a.Graph.Select(winning, a.One, a.Graph.Select(tie, a.Constant(0.5), a.Zero));
    }

    /// <summary>1 inside and at the bounds, as PyTorch's clamp; the bounds get what the value does not.</summary>
    private static Node? ClampPartial(Algebra a, Node y, int argument)
    {
        Node below = a.Graph.Compare(Op.Less, y[0], y[1]);
        Node above = a.Graph.Compare(Op.Greater, y[0], y[2]);
        return argument switch
        {
            0 => a.Graph.Select(a.Graph.OrElse(below, above), a.Zero, a.One),
            1 => a.Graph.Select(below, a.One, a.Zero),
            _ => a.Graph.Select(above, a.One, a.Zero),
        };
    }

    private static Node? CopySignPartial(Algebra a, Node y, int argument)
    {
        if (argument == 1)
            return null;
        Node magnitude = a.Graph.Call(ElementaryFunction.Sign, y.Type, y[0]);
        return a.Graph.Multiply(magnitude, a.Graph.Call(ElementaryFunction.CopySign, y.Type, a.One, y[1]));
    }
}
