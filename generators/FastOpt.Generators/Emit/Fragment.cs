namespace FastOpt.Generators.Emit;

/// <summary>How tightly an expression binds; a looser one is put in parentheses.</summary>
internal enum Precedence
{
    Conditional,
    OrElse,
    AndAlso,
    Or,
    Xor,
    And,
    Equality,
    Relational,
    Shift,
    Additive,
    Multiplicative,
    Unary,
    Primary,
}

/// <summary>The text of an expression.</summary>
internal readonly record struct Fragment(string Text, Precedence Precedence = Precedence.Primary)
{
    /// <summary>The text as an operand of something that binds as tightly as <paramref name="context"/>.</summary>
    public string In(Precedence context) => Precedence < context ? "(" + Text + ")" : Text;

    /// <summary>The text where anything may stand.</summary>
    public override string ToString() => Text;
}
