using FastOpt.Generators.Collections;

namespace FastOpt.Generators.Model.Expressions;

/// <summary>Operators of one operand.</summary>
internal enum UnaryOperator
{
    Negate,
    Not,
    BitwiseNot,
}

/// <summary>Operators of two operands. In lanes the conditional forms of and/or mean the same as the others, since both sides are computed; of uniform operands the right one may throw.</summary>
internal enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    And,
    Or,
    AndAlso,
    OrElse,
    Xor,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>
/// A typed expression of a rule's body, as the C# compiler understood it: every conversion is explicit, every constant folded.
/// Immutable and structurally equal; holds no symbol, syntax or position.
/// </summary>
/// <param name="Type">The C# type of the value.</param>
internal abstract record Expression(ScalarType Type)
{
    /// <summary>The expressions that this one is made of.</summary>
    public IEnumerable<Expression> Parts => this switch
    {
        UnaryExpression unary => [unary.Operand],
        BinaryExpression binary => [binary.Left, binary.Right],
        ConditionalExpression conditional => [conditional.Condition, conditional.WhenTrue, conditional.WhenFalse],
        ConvertExpression convert => [convert.Operand],
        ElementaryCall call => call.Arguments,
        UniformCall call => call.Arguments,
        InlinedCall call => call.Arguments,
        LiftedCall call => call.Arguments,
        ElementExpression element => [element.Index],
        TableExpression element => [element.Index],
        _ => [],
    };
}

/// <summary>A constant. Its bits, not its value, are compared, so that −0 differs from 0.</summary>
/// <param name="Type">The type.</param>
/// <param name="Bits">The integer; 0 or 1 of a bool; the bits of a double, to which a float is widened.</param>
internal sealed record LiteralExpression(ScalarType Type, long Bits) : Expression(Type)
{
    /// <summary>A floating-point constant.</summary>
    public static LiteralExpression Floating(ScalarType type, double value) => new(type, BitConverter.DoubleToInt64Bits(value));

    /// <summary>The value of a floating-point constant.</summary>
    public double FloatingValue => BitConverter.Int64BitsToDouble(Bits);
}

/// <summary>A local variable or a parameter of the method.</summary>
internal sealed record VariableExpression(ScalarType Type, string Name) : Expression(Type);

/// <summary>A member of the rule's struct (or a parameter of its primary constructor): the same for all elements.</summary>
/// <param name="Type">The type; an enum counts as int.</param>
/// <param name="Name">The member's name.</param>
/// <param name="IsEnum">Whether the member must be converted to be an int.</param>
/// <param name="IsMember">Whether <c>this.</c> may stand before it: not before the parameter of a constructor.</param>
internal sealed record HyperparameterExpression(ScalarType Type, string Name, bool IsEnum = false, bool IsMember = true) : Expression(Type);

/// <summary>An operator of one operand; of an integer that is checked, an overflow throws.</summary>
internal sealed record UnaryExpression(ScalarType Type, UnaryOperator Operator, Expression Operand, bool IsChecked = false) : Expression(Type);

/// <summary>An operator of two operands of one type, except that a shift's count is an int; of integers that are checked, an overflow throws.</summary>
internal sealed record BinaryExpression(ScalarType Type, BinaryOperator Operator, Expression Left, Expression Right, bool IsChecked = false) : Expression(Type);

/// <summary><c>condition ? whenTrue : whenFalse</c>.</summary>
internal sealed record ConditionalExpression(ScalarType Type, Expression Condition, Expression WhenTrue, Expression WhenFalse) : Expression(Type);

/// <summary>A numeric conversion; one to an integer that is checked throws where the value does not fit.</summary>
internal sealed record ConvertExpression(ScalarType Type, Expression Operand, bool IsChecked = false) : Expression(Type);

/// <summary>
/// An element of the vector that an objective takes. Where the method is expanded, the index is a number, and the element a variable of its own.
/// </summary>
/// <param name="Vector">The name of the parameter.</param>
/// <param name="Index">The index, an int.</param>
internal sealed record ElementExpression(string Vector, Expression Index) : Expression(ScalarType.Double)
{
    /// <summary>The name of the variable.</summary>
    public static string NameOf(string vector, long index) => FormattableString.Invariant($"{vector}[{index}]");
}

/// <summary>An element of a constant table; the index is a number where the method is expanded.</summary>
/// <param name="Type">The type of the elements.</param>
/// <param name="Table">The index of the table in <see cref="MethodBody.Tables"/> of the outermost method.</param>
/// <param name="Index">The index of the element, an int.</param>
internal sealed record TableExpression(ScalarType Type, int Table, Expression Index) : Expression(Type);

/// <summary>A call of a function that the compiler knows.</summary>
/// <param name="Type">The type of the result.</param>
/// <param name="Function">The function.</param>
/// <param name="Arguments">The arguments.</param>
/// <param name="IsVectorMath">Whether VectorMath's own method is meant: in lanes MathF's means the same, but for single numbers their last bits differ.</param>
internal sealed record ElementaryCall(ScalarType Type, ElementaryFunction Function, EquatableArray<Expression> Arguments, bool IsVectorMath = false) : Expression(Type);

/// <summary>A call of any pure function of the framework, or of a method of the rule's own struct: possible only where all arguments are the same for all elements.</summary>
/// <param name="Type">The type of the result.</param>
/// <param name="Method">The method's full name, such as <c>global::System.Math.Log10</c>.</param>
/// <param name="Arguments">The arguments.</param>
/// <param name="IsOfRule">Whether the method is one of the rule's own.</param>
internal sealed record UniformCall(ScalarType Type, string Method, EquatableArray<Expression> Arguments, bool IsOfRule = false) : Expression(Type);

/// <summary>A call of a <c>[Vectorized]</c> method of this compilation, whose body is at hand.</summary>
/// <param name="Type">The type of the result.</param>
/// <param name="Callee">The index of the method's body in <see cref="MethodBody.Callees"/> of the outermost method.</param>
/// <param name="Arguments">The arguments.</param>
internal sealed record InlinedCall(ScalarType Type, int Callee, EquatableArray<Expression> Arguments) : Expression(Type);

/// <summary>A call of a <c>[Vectorized]</c> method of another assembly, whose vector form and derivatives were emitted there.</summary>
/// <param name="Type">The type of the result.</param>
/// <param name="Method">The method's full name, such as <c>global::Lib.Curves.Bump</c>.</param>
/// <param name="Parameters">The method's parameters, from which its forms and the names of the derivatives follow.</param>
/// <param name="Derivatives">The order of the highest derivative that was emitted: 0, 1 or 2.</param>
/// <param name="Arguments">The arguments.</param>
internal sealed record LiftedCall(
    ScalarType Type, string Method, EquatableArray<MethodParameter> Parameters, int Derivatives, EquatableArray<Expression> Arguments) : Expression(Type)
{
    /// <summary>Whether only the form exists in which all arguments but the first are the same for all elements.</summary>
    public bool TakesScalars => Parameters.Any(static p => p.Type is not (ScalarType.Float or ScalarType.Int));
}
