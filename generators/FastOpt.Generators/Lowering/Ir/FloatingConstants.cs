using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Ir;

/// <summary>
/// The values of constant floating-point expressions, where an integer is made of one: as a constant, C# refuses what is out of range, or takes another value than the conversion at run
/// time. Calls are none of it: to the C# compiler they are no constants.
/// </summary>
internal static class FloatingConstants
{
    /// <summary>The value; null if it is not known here.</summary>
    public static double? ValueOf(Node node)
    {
        if (node.Op == Op.Literal)
            return node.Type.IsFloating() ? node.FloatingValue : node.Type is ScalarType.Int or ScalarType.Long ? node.Bits : null;
        if (!node.Type.IsFloating())
            return null;
        if (node.Op is Op.Convert or Op.Negate)
            return ValueOf(node[0]) is { } operand ? Rounded(node.Type, node.Op == Op.Negate ? -operand : operand) : null;
        if (node.Op is not (Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Remainder) || ValueOf(node[0]) is not { } a || ValueOf(node[1]) is not { } b)
            return null;

        // A float's operation in double, rounded to float, is the float's own: a double has more than twice the digits.
        double value = node.Op switch
        {
            Op.Add => a + b,
            Op.Subtract => a - b,
            Op.Multiply => a * b,
            Op.Divide => a / b,
            _ => a % b,
        };
        return Rounded(node.Type, value);
    }

    private static double Rounded(ScalarType type, double value) => type == ScalarType.Float ? (float)value : value;
}
