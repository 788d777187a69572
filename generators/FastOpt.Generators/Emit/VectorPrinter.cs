using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Emit;

/// <summary>
/// Prints varying expressions as portable vector code of one width. Bools are masks: vectors of floats whose bits are all set where true. Uniform operands are
/// broadcast; a multiply-add is the estimate, which is fused where the hardware can and never emulated.
/// </summary>
/// <param name="width">The width in bits.</param>
/// <param name="inputs">The names of the inputs.</param>
/// <param name="coefficients">The name of the uniform values.</param>
/// <param name="taken">Other names that no local may have.</param>
/// <param name="lane">What lanes hold: floats in rules, doubles in objectives.</param>
internal sealed class VectorPrinter(
    int width, IReadOnlyCollection<string> inputs, string coefficients, IEnumerable<string> taken, ScalarType lane = ScalarType.Float)
    : ExpressionPrinter([.. inputs, coefficients, .. taken])
{
    private readonly string _vector = ClassOf(width);
    private readonly string _asLane = lane == ScalarType.Double ? ".AsDouble()" : ".AsSingle()";
    private readonly string _asBits = lane == ScalarType.Double ? ".AsInt64()" : ".AsInt32()";
    private readonly HashSet<Node> _broadcast = [];
    private ConstantPrinter? _constants;

    /// <summary>"simd::Vector512", which means the framework's whatever the user's types are called.</summary>
    public static string ClassOf(int width) => "simd::Vector" + Literals.Number(width);

    /// <summary>The vector type of lanes of the scalar type.</summary>
    public static string TypeOf(int width, ScalarType type) =>
        $"{ClassOf(width)}<{(type == ScalarType.Int ? "int" : type == ScalarType.Double ? "double" : "float")}>";

    /// <summary>
    /// A comparison of leaves is repeated where it is used: the JIT shares it, and keeps it in a mask register, which it does not do with a local.
    /// </summary>
    protected override bool IsAtom(Node node) =>
        node.IsConstant
        || node.Op == Op.Input
        || (node.Op == Op.Coefficient && !node.Type.FitsLanes())
        || (IsComparison(node.Op) && node[0].Type == lane && node.Arguments.All(IsAtom));

    protected override bool IsInputName(string name) => inputs.Contains(name);

    protected override string Declaration(Node node, string name, string text)
    {
        _broadcast.Add(node);
        return $"{TypeOf(width, node.Type == ScalarType.Bool ? lane : node.Type)} {name} = {text};";
    }

    /// <summary>Of a constant, only the whole that lanes use.</summary>
    protected override IEnumerable<Node> Printed(IReadOnlyList<Node> roots)
    {
        var used = new HashSet<Node>(roots);
        foreach (Node node in Traversal.InOrder(roots).Where(static n => !n.IsConstant))
            used.UnionWith(node.Arguments);
        return Traversal.InOrder(roots).Where(n => !n.IsConstant || used.Contains(n));
    }

    protected override Fragment Format(Node node)
    {
        if (node.IsConstant)
            return Constant(node);
        switch (node.Op)
        {
            case Op.Input:
                return new Fragment(Keywords.Escape(node.Text));
            case Op.Coefficient:
                string create = $"{_vector}.Create({coefficients}.{Keywords.Escape(node.Text)})";
                string mask = lane == ScalarType.Double ? $"{_vector}.Create((long){coefficients}.{Keywords.Escape(node.Text)})" : create;
                return new Fragment(node.Type == ScalarType.Bool ? mask + _asLane : create);
            case Op.Negate:
                return new Fragment("-" + Text(node[0]).In(Precedence.Primary), Precedence.Unary);
            case Op.Not or Op.BitwiseNot:
                return new Fragment("~" + Text(node[0]).In(Precedence.Primary), Precedence.Unary);
            case Op.MultiplyAdd:
                return MultiplyAdd(node);
            case Op.Select:
                return Select(node);
            case Op.Convert:
                return Static(node.Type == ScalarType.Float ? "ConvertToSingle" : "ConvertToInt32", node);
            case Op.Call:
                return Call(node);
            case Op.LiftedCall:
                return new Fragment($"{LiftedNames.Split(node.Text).Method}({(LiftedForms.TakesScalars(node) ? ScalarArguments(node) : Arguments(node))})");
            default:
                return IsComparison(node.Op) ? Compare(node) : Binary(node);
        }
    }

    private string Arguments(Node node) => string.Join(", ", node.Arguments.Select(a => Text(a).Text));

    /// <summary>The first argument as lanes, the others as the scalars that they are.</summary>
    private string ScalarArguments(Node node) => string.Join(", ", node.Arguments.Select((a, i) =>
        i == 0 ? Text(a).Text
        : a.IsConstant ? Scalar(a).Text
        : $"{coefficients}.{Keywords.Escape(a.Text)}{(a.Type == ScalarType.Bool ? " != 0" : "")}"));

    private Fragment MultiplyAdd(Node node) => new($"{VectorTarget.MultiplyAddOf(width)}({Arguments(node)})");

    private Fragment Static(string method, Node node) => new($"{_vector}.{method}({Arguments(node)})");

    private Fragment Constant(Node node)
    {
        if (node.Type == ScalarType.Bool)
        {
            string allBits = lane == ScalarType.Double ? "-1L" : "-1";
            return new Fragment(
                node.IsLiteral(true) ? $"{_vector}<{lane.Keyword()}>.AllBitsSet"
                : node.IsLiteral(false) ? $"{_vector}<{lane.Keyword()}>.Zero"
                : $"{_vector}.Create({Scalar(node).In(Precedence.OrElse)} ? {allBits} : 0){_asLane}");
        }


        return node.IsLiteral(0) ? new Fragment($"{_vector}<{lane.Keyword()}>.Zero") : new Fragment($"{_vector}.Create({Scalar(node)})");
    }

    /// <summary>A constant as a scalar; the C# compiler folds it. One that would be long in one piece is computed in locals before.</summary>
    private Fragment Scalar(Node node)
    {
        if (ConstantPrinter.IsLong(node))
        {
            _constants ??= new ConstantPrinter(Taken);
            _constants.Print([node]);
            Lines.AddRange(_constants.Lines);
            _constants.Lines.Clear();
            return _constants.Text(node);
        }

        var printer = new ScalarPrinter([]) { HasLocals = false };
        printer.Print([node]);
        Fragment text = printer.Text(node);
        return Traversal.InOrder([node]).Any(ScalarPrinter.Wraps) ? new Fragment($"unchecked({text})") : text;
    }

    private Fragment Select(Node node) => node.Type == ScalarType.Int
        ? new Fragment($"{_vector}.ConditionalSelect({Text(node[0]).In(Precedence.Primary)}.AsInt32(), {Text(node[1])}, {Text(node[2])})")
        : Static("ConditionalSelect", node);

    private Fragment Call(Node node) => node.Function switch
    {
        ElementaryFunction.SingleToInt32Bits => new Fragment(Text(node[0]).In(Precedence.Primary) + ".AsInt32()"),
        ElementaryFunction.Int32BitsToSingle => new Fragment(Text(node[0]).In(Precedence.Primary) + ".AsSingle()"),
        ElementaryFunction.FusedMultiplyAdd when lane == ScalarType.Float => MultiplyAdd(node),
        _ when lane == ScalarType.Double => Static(node.Function.ToString(), node),
        ElementaryFunction.Sqrt or >= ElementaryFunction.Abs => Static(node.Function.ToString(), node),
        _ => new Fragment($"global::FastOpt.VectorMath.{node.Function}({Arguments(node)})"),
    };

    private static bool IsComparison(Op op) => op is Op.Equal or Op.NotEqual or Op.Less or Op.LessOrEqual or Op.Greater or Op.GreaterOrEqual;

    private Fragment Compare(Node node)
    {
        string method = node.Op switch
        {
            Op.Less => "LessThan",
            Op.LessOrEqual => "LessThanOrEqual",
            Op.Greater => "GreaterThan",
            Op.GreaterOrEqual => "GreaterThanOrEqual",
            _ => "Equals",
        };

        // Masks are compared as bits: as floats, all bits set would be a NaN.
        string arguments = node[0].Type == ScalarType.Bool
            ? string.Join(", ", node.Arguments.Select(a => Text(a).In(Precedence.Primary) + _asBits))
            : Arguments(node);
        string mask = $"{_vector}.{method}({arguments})" + (node[0].Type == lane ? "" : _asLane);
        return node.Op == Op.NotEqual ? new Fragment("~" + mask, Precedence.Unary) : new Fragment(mask);
    }

    private Fragment Binary(Node node)
    {
        (string symbol, Precedence precedence) = Operators.Of(node.Op, isShortCircuit: false);
        if (node.Op is Op.ShiftLeft or Op.ShiftRight or Op.ShiftRightUnsigned)
            return new Fragment($"{Text(node[0]).In(Precedence.Unary)} {symbol} {Count(node[1])}", precedence);
        if (node.Op is Op.And or Op.Or or Op.Xor)
            return new Fragment($"{Text(node[0]).In(Precedence.Unary)} {symbol} {Text(node[1]).In(Precedence.Unary)}", precedence);
        return new Fragment($"{Operand(node, 0).In(precedence)} {symbol} {Operand(node, 1).In(precedence + 1)}", precedence);
    }

    /// <summary>An operand; a uniform factor or divisor may stay a scalar.</summary>
    private Fragment Operand(Node node, int index)
    {
        Node operand = node[index];
        bool mayBeScalar = (node.Op == Op.Multiply || (node.Op == Op.Divide && index == 1)) && node.Type == lane && node[1 - index].IsVarying;
        if (!mayBeScalar || operand.IsVarying || _broadcast.Contains(operand))
            return Text(operand);
        return operand.IsConstant ? Scalar(operand) : new Fragment($"{coefficients}.{Keywords.Escape(operand.Text)}");
    }

    /// <summary>The count of a shift, which is one number for all lanes.</summary>
    private string Count(Node count) => count.IsConstant ? Scalar(count).In(Precedence.Additive) : $"{coefficients}.{Keywords.Escape(count.Text)}";
}
