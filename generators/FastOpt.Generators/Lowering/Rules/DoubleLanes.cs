using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>What vectors of doubles can compute: arithmetic, comparisons, and the functions that .NET's own vectors have.</summary>
internal static class DoubleLanes
{
    /// <summary>Whether a value that differs from lane to lane can be computed; what does not differ can in any case.</summary>
    public static bool Have(Node node) => !node.IsVarying || node.Op switch
    {
        Op.Remainder or Op.BitwiseNot or Op.ShiftLeft or Op.ShiftRight or Op.ShiftRightUnsigned or Op.UniformCall or Op.LiftedCall or Op.Convert => false,
        Op.Call => node.Type == ScalarType.Double && IsFunction(node.Function),
        _ => node.Type is ScalarType.Double or ScalarType.Bool,
    };

    private static bool IsFunction(ElementaryFunction function) => function is ElementaryFunction.Exp or ElementaryFunction.Log or ElementaryFunction.Log2
        or ElementaryFunction.Sin or ElementaryFunction.Cos or ElementaryFunction.Sqrt or ElementaryFunction.Abs or ElementaryFunction.Min
        or ElementaryFunction.Max
        or ElementaryFunction.Floor or ElementaryFunction.Ceiling or ElementaryFunction.Round or ElementaryFunction.Truncate or ElementaryFunction.CopySign
        or ElementaryFunction.FusedMultiplyAdd;
}

/// <summary>Writes small whole powers as products, for lanes have no power.</summary>
internal static class WritePowers
{
    private const int Largest = 8;

    public static RuleIr Run(RuleIr ir)
    {
        Node Rewrite(Node node) => node.Is(ElementaryFunction.Pow) && node.IsVarying && Whole(node[1]) is { } power ? Power(ir.Graph, node[0], power) : node;
        return ir.Map(new Rewriter(ir.Graph, Rewrite).Visit);
    }

    private static int? Whole(Node exponent) =>
        exponent.Op == Op.Literal && exponent.Type == ScalarType.Double && exponent.FloatingValue is >= 1 and <= Largest and var value
            && value == Math.Floor(value) ? (int)value : null;

    private static Node Power(Graph graph, Node x, int power)
    {
        if (power == 1)
            return x;
        Node half = Power(graph, x, power / 2);
        Node square = graph.Multiply(half, half);
        return power % 2 == 0 ? square : graph.Multiply(square, x);
    }
}
