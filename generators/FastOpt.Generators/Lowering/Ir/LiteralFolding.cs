using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Ir;

/// <summary>Exact folding of literals.</summary>
internal static class LiteralFolding
{
    /// <summary>The value of the operation if it is known and exact, else null.</summary>
    public static Node? TryFold(Graph graph, Op op, ScalarType type, IReadOnlyList<Node> a, long bits)
    {
        bool isChecked = bits == NodeFlags.Checked && type is (ScalarType.Int or ScalarType.Long);
        switch (op)
        {
            case Op.Select when a[0].Op == Op.Literal:
                return a[0].Bits != 0 ? a[1] : a[2];
            case Op.Select when ReferenceEquals(a[1], a[2]):
                return a[1];
            case Op.Not when a[0].Op == Op.Literal:
                return graph.Bool(a[0].Bits == 0);
            case Op.Negate when a[0].Op == Op.Literal && type.IsFloating():
                return graph.Literal(-a[0].FloatingValue, type);
            case Op.Negate when a[0].Op == Op.Literal && !(isChecked && a[0].Bits == Smallest(type)):
                return graph.Literal(type, type == ScalarType.Int ? unchecked(-(int)a[0].Bits) : unchecked(-a[0].Bits));
            case Op.Convert when a[0].Type == type:
                return a[0];
            case Op.Convert when a[0].Op == Op.Literal:
                return isChecked && !Fits(type, a[0]) ? null : FoldConversion(graph, type, a[0]);
            case Op.Convert when !type.IsFloating() && a[0].IsConstant && a[0].Type.IsFloating() && FloatingConstants.ValueOf(a[0]) is { } value:
                return TryFold(graph, op, type, [graph.Literal(value, a[0].Type)], bits);
            case Op.And or Op.Or when type == ScalarType.Bool:
                return FoldLogic(graph, op, a[0], a[1]);
        }

        if (a.Count != 2 || a[0].Op != Op.Literal || a[1].Op != Op.Literal || a[0].Type != a[1].Type)
            return null;
        if (isChecked && Overflows(op, type, a[0].Bits, a[1].Bits))
            return null;
        return a[0].Type switch
        {
            ScalarType.Int => FoldInt(graph, op, unchecked((int)a[0].Bits), unchecked((int)a[1].Bits)),
            ScalarType.Long => FoldLong(graph, op, a[0].Bits, a[1].Bits),
            _ => null,
        };
    }

    private static Node? FoldConversion(Graph graph, ScalarType type, Node literal)
    {
        if (literal.Type is ScalarType.Int or ScalarType.Long)
        {
            return type switch
            {
                ScalarType.Float => graph.Literal((float)literal.Bits),
                ScalarType.Double => graph.Literal((double)literal.Bits, ScalarType.Double),
                ScalarType.Long => graph.Literal(type, literal.Bits),
                ScalarType.Int => graph.Literal(type, unchecked((int)literal.Bits)),
                _ => null,
            };
        }

        if (!literal.Type.IsFloating())
            return null;
        return type switch
        {
            ScalarType.Float or ScalarType.Double => graph.Literal(literal.FloatingValue, type),
            ScalarType.Int => graph.Literal(type, ToInt(literal.FloatingValue)),
            ScalarType.Long => graph.Literal(type, ToLong(literal.FloatingValue)),
            _ => null,
        };
    }

    /// <summary>As .NET 9 and later convert on every processor: what is too large becomes the largest, NaN becomes 0.</summary>
    private static int ToInt(double value) => value >= int.MaxValue ? int.MaxValue : value <= int.MinValue ? int.MinValue : double.IsNaN(value) ? 0 : (int)value;

    private static long ToLong(double value) =>
        value >= 9223372036854775808.0 ? long.MaxValue : value <= -9223372036854775808.0 ? long.MinValue : double.IsNaN(value) ? 0 : (long)value;

    private static long Smallest(ScalarType type) => type == ScalarType.Int ? int.MinValue : long.MinValue;

    /// <summary>Whether a checked conversion of the literal gives a value.</summary>
    private static bool Fits(ScalarType type, Node literal)
    {
        if (!literal.Type.IsFloating())
            return type == ScalarType.Long || literal.Bits is >= int.MinValue and <= int.MaxValue;
        double value = Math.Truncate(literal.FloatingValue);
        return type == ScalarType.Int ? value is >= int.MinValue and <= int.MaxValue : value is >= -9223372036854775808.0 and < 9223372036854775808.0;
    }

    /// <summary>Whether checked arithmetic of two literals throws.</summary>
    private static bool Overflows(Op op, ScalarType type, long a, long b)
    {
        try
        {
            long result = checked(op == Op.Add ? a + b : op == Op.Subtract ? a - b : a * b);
            return type == ScalarType.Int && result is (< int.MinValue or > int.MaxValue);
        }
        catch (OverflowException)
        {
            return true;
        }
    }

    private static Node? FoldLogic(Graph graph, Op op, Node a, Node b)
    {
        bool neutral = op == Op.And;
        if (a.IsLiteral(neutral))
            return b;
        if (b.IsLiteral(neutral))
            return a;
        return a.IsLiteral(!neutral) || b.IsLiteral(!neutral) ? graph.Bool(!neutral) : null;
    }

    private static Node? FoldInt(Graph graph, Op op, int a, int b) => op switch
    {
        Op.Add => graph.Literal(ScalarType.Int, unchecked(a + b)),
        Op.Subtract => graph.Literal(ScalarType.Int, unchecked(a - b)),
        Op.Multiply => graph.Literal(ScalarType.Int, unchecked(a * b)),
        Op.Divide when b != 0 && !(b == -1 && a == int.MinValue) => graph.Literal(ScalarType.Int, a / b),
        Op.Remainder when b != 0 && !(b == -1 && a == int.MinValue) => graph.Literal(ScalarType.Int, a % b),
        Op.And => graph.Literal(ScalarType.Int, a & b),
        Op.Or => graph.Literal(ScalarType.Int, a | b),
        Op.Xor => graph.Literal(ScalarType.Int, a ^ b),
        Op.ShiftLeft => graph.Literal(ScalarType.Int, a << b),
        Op.ShiftRight => graph.Literal(ScalarType.Int, a >> b),
        Op.Equal => graph.Bool(a == b),
        Op.NotEqual => graph.Bool(a != b),
        Op.Less => graph.Bool(a < b),
        Op.LessOrEqual => graph.Bool(a <= b),
        Op.Greater => graph.Bool(a > b),
        Op.GreaterOrEqual => graph.Bool(a >= b),
        _ => null,
    };

    /// <summary>What may wrap as a constant expression the C# compiler would refuse.</summary>
    private static Node? FoldLong(Graph graph, Op op, long a, long b) => op switch
    {
        Op.Add => graph.Literal(ScalarType.Long, unchecked(a + b)),
        Op.Subtract => graph.Literal(ScalarType.Long, unchecked(a - b)),
        Op.Multiply => graph.Literal(ScalarType.Long, unchecked(a * b)),
        Op.Divide when b != 0 && !(b == -1 && a == long.MinValue) => graph.Literal(ScalarType.Long, a / b),
        Op.Remainder when b != 0 && !(b == -1 && a == long.MinValue) => graph.Literal(ScalarType.Long, a % b),
        Op.Equal => graph.Bool(a == b),
        Op.NotEqual => graph.Bool(a != b),
        Op.Less => graph.Bool(a < b),
        Op.LessOrEqual => graph.Bool(a <= b),
        Op.Greater => graph.Bool(a > b),
        Op.GreaterOrEqual => graph.Bool(a >= b),
        _ => null,
    };
}
