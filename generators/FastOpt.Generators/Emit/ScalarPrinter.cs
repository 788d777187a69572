using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Emit;

/// <summary>Prints uniform expressions as scalar C# of the types that the user wrote them in.</summary>
internal class ScalarPrinter(IEnumerable<string> taken) : ExpressionPrinter(taken)
{
    /// <summary>The parameters of the method that is printed, which hide members of the rule by their name.</summary>
    public IReadOnlyCollection<string> Parameters { get; init; } = [];

    /// <summary>Whether the value has arithmetic that wraps, whatever the project says of overflows: it is to stand in an unchecked context.</summary>
    public static bool Wraps(Node node) => node.Op switch
    {
        Op.Add or Op.Subtract or Op.Multiply or Op.Negate => node.Type is (ScalarType.Int or ScalarType.Long) && !node.IsChecked,
        Op.Convert => !node.IsChecked && (node.Type == ScalarType.Int || (node.Type == ScalarType.Long && node[0].Type.IsFloating())),
        _ => false,
    };

    protected override string Declaration(Node node, string name, string text) => $"{node.Type.Keyword()} {name} = {text};";

    protected override bool IsAtom(Node node) => (node.Arguments.Count == 0 && node.Op != Op.UniformCall) || (node.Op == Op.Convert && node[0].Arguments.Count == 0);

    /// <summary>What may throw and stands under a condition stays there.</summary>
    protected override HashSet<Node> InPlace(IReadOnlyList<Node> roots)
    {
        HashSet<Node> throwing = Evaluation.Throwing(roots);
        if (throwing.Count > 0)
            throwing.ExceptWith(Evaluation.Always(roots));
        return throwing;
    }

    protected override Fragment Format(Node node)
    {
        switch (node.Op)
        {
            case Op.Literal:
                return Literal(node);
            case Op.Uniform:
                string name = ((node.Bits & NodeFlags.Member) != 0 && Parameters.Contains(node.Text) ? "this." : "") + Keywords.Escape(node.Text);
                return (node.Bits & NodeFlags.Enum) != 0 ? new Fragment("(int)" + name, Precedence.Unary) : new Fragment(name);
            case Op.Input or Op.Coefficient:
                return new Fragment(Keywords.Escape(node.Text));
            case Op.Negate when node.IsChecked:
                return new Fragment($"checked(-{Apart(node[0], Hidden(node[0])).In(Precedence.Primary)})");
            case Op.Negate or Op.Not or Op.BitwiseNot:
                return Prefix(node.Op == Op.Negate ? "-" : node.Op == Op.Not ? "!" : "~", Text(node[0]));
            case Op.Convert:
                return Convert(node);
            case Op.Select:
                string choice = $"{Text(node[0]).In(Precedence.OrElse)} ? {Text(node[1]).In(Precedence.OrElse)} : {Text(node[2]).In(Precedence.Conditional)}";
                return new Fragment(choice, Precedence.Conditional);
            case Op.Call:
                return Call(node);
            case Op.MultiplyAdd:
                return new Fragment($"{Text(node[0]).In(Precedence.Multiplicative)} * {Text(node[1]).In(Precedence.Unary)} + {Text(node[2]).In(Precedence.Additive)}", Precedence.Additive);
            case Op.UniformCall:
                return new Fragment($"{node.Text}({Arguments(node)})");
            case Op.LiftedCall:
                return new Fragment($"{LiftedNames.Split(node.Text).Method}({Arguments(node)})");
            default:
                return Binary(node);
        }
    }

    /// <summary>A conversion that the context does not make anyway.</summary>
    protected virtual Fragment Convert(Node node) => node.IsChecked
        ? new Fragment($"checked(({node.Type.Keyword()}){Apart(node[0], Hidden(node[0])).In(Precedence.Primary)})")
        : Prefix($"({node.Type.Keyword()})", Text(node[0]));

    /// <summary>An operand of what throws. The C# compiler must not see a constant, or it would report the exception itself.</summary>
    private Fragment Hidden(Node operand) => operand.Op == Op.Literal ? new Fragment($"global::System.Math.Max({Text(operand)}, {Text(operand)})") : Text(operand);

    /// <summary>An operand inside of checked(…), which the source computed outside of it: what wraps in it still does.</summary>
    private static Fragment Apart(Node operand, Fragment text) =>
        !Identifiers.IsName(text.Text) && Traversal.InOrder([operand]).Any(Wraps) ? new Fragment($"unchecked({text})") : text;

    /// <summary>The call of an elementary function.</summary>
    protected virtual Fragment Call(Node node)
    {
        string arguments = node.Type == ScalarType.Double && node.Function < ElementaryFunction.Abs
            ? string.Join(", ", node.Arguments.Select(a => IsWidening(a) ? Text(a[0]).Text : Text(a).Text))
            : Arguments(node);
        return node.Function switch
        {
            _ when node.Text.Length > 0 => new Fragment($"{node.Text}.{node.Function}({arguments})"),
            ElementaryFunction.Sign => new Fragment($"({node.Type.Keyword()})global::System.Math.Sign({arguments})", Precedence.Unary),
            ElementaryFunction.ConvertToInt32Native => new Fragment($"{node[0].Type.Keyword()}.ConvertToIntegerNative<int>({arguments})"),
            _ => new Fragment($"{ScalarFunctions.MethodOf(node.Function, node.Type)}({arguments})"),
        };
    }

    /// <summary>The arguments, separated.</summary>
    protected string Arguments(Node node) => string.Join(", ", node.Arguments.Select(a => Text(a).Text));

    /// <summary>A prefix before an operand; never one minus before another.</summary>
    private static Fragment Prefix(string prefix, Fragment operand) =>
        new(prefix + operand.In(operand.Text[0] == '-' ? Precedence.Primary : Precedence.Unary), Precedence.Unary);

    private static bool IsWidening(Node node) => node.Op == Op.Convert && node.Type == ScalarType.Double && node[0].Op != Op.Literal;

    private static Fragment Literal(Node node)
    {
        string text = node.Type switch
        {
            ScalarType.Bool => node.Bits != 0 ? "true" : "false",
            ScalarType.Float => Literals.Float((float)node.FloatingValue),
            ScalarType.Double => Literals.Double(node.FloatingValue),
            ScalarType.Long => Literals.Number(node.Bits) + "L",
            _ => Literals.Number(node.Bits),
        };
        return new Fragment(text, text[0] == '-' ? Precedence.Unary : Precedence.Primary);
    }

    private Fragment Binary(Node node)
    {
        (string symbol, Precedence precedence) = Operators.Of(node.Op, node.IsShortCircuit);
        Node left = node[0];
        Node right = node[1];

        // Beside a double, an int or a long becomes a double by itself.
        if (node.IsChecked)
        {
            Fragment second = left.Op == Op.Literal ? Hidden(right) : Text(right);
            return new Fragment($"checked({Apart(left, Text(left)).In(precedence)} {symbol} {Apart(right, second).In(precedence + 1)})");
        }

        string l = IsWidening(left) && !IsWidening(right) && right.Type == ScalarType.Double ? Text(left[0]).In(precedence) : Text(left).In(precedence);
        string r = IsWidening(right) && !IsWidening(left) && left.Type == ScalarType.Double ? Text(right[0]).In(precedence + 1) : Text(right).In(precedence + 1);
        bool throws = Evaluation.ThrowsItself(node);
        if (throws && left.Op == Op.Literal && right.Op == Op.Literal)
            r = Hidden(right).Text;
        return new Fragment($"{l} {symbol} {r}", precedence);
    }
}

/// <summary>C#'s operators.</summary>
internal static class Operators
{
    public static (string Symbol, Precedence Precedence) Of(Op op, bool isShortCircuit) => op switch
    {
        Op.Add => ("+", Precedence.Additive),
        Op.Subtract => ("-", Precedence.Additive),
        Op.Multiply => ("*", Precedence.Multiplicative),
        Op.Divide => ("/", Precedence.Multiplicative),
        Op.Remainder => ("%", Precedence.Multiplicative),
        Op.And => isShortCircuit ? ("&&", Precedence.AndAlso) : ("&", Precedence.And),
        Op.Or => isShortCircuit ? ("||", Precedence.OrElse) : ("|", Precedence.Or),
        Op.Xor => ("^", Precedence.Xor),
        Op.ShiftLeft => ("<<", Precedence.Shift),
        Op.ShiftRight => (">>", Precedence.Shift),
        Op.ShiftRightUnsigned => (">>>", Precedence.Shift),
        Op.Equal => ("==", Precedence.Equality),
        Op.NotEqual => ("!=", Precedence.Equality),
        Op.Less => ("<", Precedence.Relational),
        Op.LessOrEqual => ("<=", Precedence.Relational),
        Op.Greater => (">", Precedence.Relational),
        Op.GreaterOrEqual => (">=", Precedence.Relational),
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, null),
    };
}

/// <summary>The scalar methods behind elementary functions.</summary>
internal static class ScalarFunctions
{
    public static string MethodOf(ElementaryFunction function, ScalarType type) => (function, type) switch
    {
        (ElementaryFunction.SingleToInt32Bits or ElementaryFunction.Int32BitsToSingle, _) => "global::System.BitConverter." + function,
        (ElementaryFunction.Clamp, _) or (_, ScalarType.Int or ScalarType.Long) => "global::System.Math." + function,
        (ElementaryFunction.Exp2, _) => type.Keyword() + ".Exp2",
        (ElementaryFunction.Expm1, ScalarType.Double) => "double.ExpM1",
        (ElementaryFunction.Log1P, ScalarType.Double) => "double.LogP1",
        (_, ScalarType.Double) => "global::System.Math." + function,
        (ElementaryFunction.Expm1 or ElementaryFunction.Log1P or ElementaryFunction.Sigmoid or ElementaryFunction.Erf or ElementaryFunction.Softplus, _) =>
            "global::FastOpt.VectorMath." + function,
        _ => "global::System.MathF." + function,
    };
}
