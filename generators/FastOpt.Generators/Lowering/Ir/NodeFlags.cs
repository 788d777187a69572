namespace FastOpt.Generators.Lowering.Ir;

/// <summary>What the bits of a node say, by its operation.</summary>
internal static class NodeFlags
{
    /// <summary>Of a uniform leaf: it is an enum, and must be converted to be an int.</summary>
    public const long Enum = 1;

    /// <summary>Of a uniform leaf: it is a member of the rule, and not a parameter of the scalar method.</summary>
    public const long Member = 2;

    /// <summary>Of a uniform leaf: it is a parameter of the rule's constructor, which no method's parameter of its name lets see.</summary>
    public const long ConstructorParameter = 4;

    /// <summary>Of integer arithmetic and conversions to integers: an overflow throws.</summary>
    public const long Checked = 1;

    /// <summary>Of and/or: the right operand is evaluated only where the left one leaves the result open.</summary>
    public const long ShortCircuit = 1;
}
