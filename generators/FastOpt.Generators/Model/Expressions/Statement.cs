using FastOpt.Generators.Collections;

namespace FastOpt.Generators.Model.Expressions;

/// <summary>A statement of a rule's body. Immutable and structurally equal.</summary>
internal abstract record Statement;

/// <summary>Gives a local, or a parameter, a new value. Locals of different scopes have different names.</summary>
internal sealed record AssignStatement(string Target, Expression Value) : Statement;

/// <summary><c>if</c> with an optional <c>else</c>.</summary>
internal sealed record IfStatement(Expression Condition, EquatableArray<Statement> Then, EquatableArray<Statement> Else) : Statement;

/// <summary>A loop whose int variable takes values known at compile time.</summary>
internal sealed record ForStatement(string Variable, int Start, int Step, int Trips, EquatableArray<Statement> Body) : Statement;

/// <summary>Leaves the method; the value is null in a method that returns nothing.</summary>
internal sealed record ReturnStatement(Expression? Value) : Statement;

/// <summary>A parameter of a scalar method.</summary>
/// <param name="Name">The name in the source.</param>
/// <param name="Type">The type.</param>
/// <param name="IsRef">Whether the method may change it.</param>
internal sealed record MethodParameter(string Name, ScalarType Type, bool IsRef = false);

/// <summary>A scalar method: parameters and statements. Immutable and structurally equal.</summary>
internal sealed record MethodBody
{
    public required EquatableArray<MethodParameter> Parameters { get; init; }

    public required ScalarType ReturnType { get; init; }

    public required EquatableArray<Statement> Statements { get; init; }

    /// <summary>
    /// The bodies of all methods that are called, directly or not, each once: calls name them by index, so that the model grows with the source and not with what it expands to.
    /// Empty in the callees themselves.
    /// </summary>
    public EquatableArray<MethodBody> Callees { get; init; }

    /// <summary>The constant tables that an objective and its helpers read.</summary>
    public EquatableArray<ConstantTable> Tables { get; init; }

    /// <summary>The derivatives that are given by hand.</summary>
    public EquatableArray<GivenDerivative> Derivatives { get; init; }
}

/// <summary>A static readonly table of numbers.</summary>
/// <param name="Name">What it is called, for messages.</param>
/// <param name="Elements">Its numbers.</param>
internal sealed record ConstantTable(string Name, EquatableArray<LiteralExpression> Elements);

/// <summary>A derivative that is given by hand.</summary>
/// <param name="Parameter">The parameter in which the method is differentiated.</param>
/// <param name="Callee">The index of the method that gives it, whose parameters are the same.</param>
internal sealed record GivenDerivative(int Parameter, int Callee);
