namespace FastOpt.Training;

/// <summary>The element types of safetensors files, under the names that the format gives them.</summary>
public enum TensorType
{
    /// <summary>Truth values, a byte each.</summary>
    Bool,

    /// <summary>Bytes.</summary>
    U8,

    /// <summary>8-bit integers.</summary>
    I8,

    /// <summary>16-bit integers.</summary>
    I16,

    /// <summary>16-bit integers from 0.</summary>
    U16,

    /// <summary>IEEE 754 half precision.</summary>
    F16,

    /// <summary>The upper half of a float's bits.</summary>
    BF16,

    /// <summary>32-bit integers.</summary>
    I32,

    /// <summary>32-bit integers from 0.</summary>
    U32,

    /// <summary><see cref="float"/>.</summary>
    F32,

    /// <summary><see cref="double"/>.</summary>
    F64,

    /// <summary>64-bit integers.</summary>
    I64,

    /// <summary>64-bit integers from 0.</summary>
    U64,
}

/// <summary>Codes and sizes of the element types.</summary>
internal static class TensorTypes
{
    private static readonly string[] Codes = ["BOOL", "U8", "I8", "I16", "U16", "F16", "BF16", "I32", "U32", "F32", "F64", "I64", "U64"];
    private static readonly int[] Sizes = [1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 8, 8, 8];

    public static string Code(TensorType type) => Codes[(int)type];

    /// <summary>Bytes of an element, which is also its alignment.</summary>
    public static int Size(TensorType type) => Sizes[(int)type];

    public static TensorType? Find(string code) => Array.IndexOf(Codes, code) is var i and >= 0 ? (TensorType)i : null;
}
