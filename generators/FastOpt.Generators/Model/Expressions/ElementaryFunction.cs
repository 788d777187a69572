namespace FastOpt.Generators.Model.Expressions;

/// <summary>The functions whose meaning, derivative and vector form the compiler knows.</summary>
internal enum ElementaryFunction
{
    Exp,
    Exp2,
    Expm1,
    Log,
    Log2,
    Log10,
    Log1P,
    Pow,
    Sqrt,
    Cbrt,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Sinh,
    Cosh,
    Tanh,
    Asinh,
    Acosh,
    Atanh,
    Sigmoid,
    Erf,
    Softplus,

    Abs,
    Min,
    Max,
    Clamp,

    /// <summary>−1, 0 or 1 as a floating-point number; C#'s <c>MathF.Sign</c> is this, converted to int.</summary>
    Sign,
    Floor,
    Ceiling,

    /// <summary>To the nearest integer, halves to even.</summary>
    Round,
    Truncate,
    CopySign,

    /// <summary>The larger value, where the second one alone may be NaN and none is zero: one instruction everywhere. Not for the source of rules.</summary>
    MaxNative,

    /// <summary>The smaller value, under the same conditions.</summary>
    MinNative,
    FusedMultiplyAdd,

    /// <summary>The bits of a float as an int.</summary>
    SingleToInt32Bits,

    /// <summary>The float of an int's bits.</summary>
    Int32BitsToSingle,

    /// <summary>The conversion to int as the processor does it: right for values inside the range of int, unspecified outside.</summary>
    ConvertToInt32Native,
}
