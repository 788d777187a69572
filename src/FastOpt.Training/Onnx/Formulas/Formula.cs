namespace FastOpt.Training;

/// <summary>The types of values in a formula.</summary>
internal enum FormulaType
{
    Float,
    Int,
    Bool,
}

/// <summary>An expression of a rule's formula.</summary>
internal abstract record Formula;

/// <summary>A number or a truth value.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Value">The value; 0 or 1 of a bool.</param>
internal sealed record NumberFormula(FormulaType Type, double Value) : Formula;

/// <summary>A parameter, or a value that has a name.</summary>
internal sealed record NameFormula(string Name) : Formula;

/// <summary><c>-x</c>, <c>!x</c> or <c>~x</c>.</summary>
internal sealed record UnaryFormula(string Operator, Formula Operand) : Formula;

/// <summary>An operator of two operands, with the spelling of C#.</summary>
internal sealed record BinaryFormula(string Operator, Formula Left, Formula Right) : Formula;

/// <summary><c>condition ? whenTrue : whenFalse</c>.</summary>
internal sealed record ConditionalFormula(Formula Condition, Formula WhenTrue, Formula WhenFalse) : Formula;

/// <summary>A function, such as "exp", or a conversion, "int" or "float".</summary>
internal sealed record CallFormula(string Function, IReadOnlyList<Formula> Arguments) : Formula;

/// <summary>A whole formula: <c>(x, mean) =&gt; difference = x - mean; difference * difference</c>.</summary>
/// <param name="Parameters">The parameters, in order.</param>
/// <param name="Values">What is computed before the result, in order.</param>
/// <param name="Result">The result.</param>
internal sealed record FormulaLambda(IReadOnlyList<string> Parameters, IReadOnlyList<(string Name, Formula Value)> Values, Formula Result);
