namespace FastOpt.Generators.Lowering.Ir;

/// <summary>What a node of the expression graph computes.</summary>
internal enum Op
{
    // leaves
    Literal,

    /// <summary>A value that differs from lane to lane: a parameter of the emitted vector method.</summary>
    Input,

    /// <summary>A value that is the same in all lanes: a hyperparameter or a uniform parameter such as the step.</summary>
    Uniform,

    /// <summary>A uniform expression after hoisting: a field of the rule's coefficients.</summary>
    Coefficient,

    // arithmetic
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,

    /// <summary>a · b + c, rounded once where the hardware can.</summary>
    MultiplyAdd,

    // logic and bits
    Not,
    BitwiseNot,
    And,
    Or,
    Xor,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,

    // comparison
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,

    /// <summary>condition ? a : b, both computed.</summary>
    Select,
    Convert,

    // functions
    Call,
    UniformCall,
    LiftedCall,

    // What differentiation sees and nothing else; the passes behind it take both away.

    /// <summary>The value of a method with derivatives given by hand, followed by its arguments; the bits are the method's index.</summary>
    Given,

    /// <summary>A value whose derivative is known elsewhere and must not count twice.</summary>
    Stop,
}
