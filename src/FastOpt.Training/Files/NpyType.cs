namespace FastOpt.Training;

/// <summary>The types of elements of an npy file that are read and written.</summary>
public enum NpyType
{
    /// <summary>b1: <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>u1: <see cref="byte"/>.</summary>
    UInt8,

    /// <summary>i4: <see cref="int"/>.</summary>
    Int32,

    /// <summary>i8: <see cref="long"/>.</summary>
    Int64,

    /// <summary>f4: <see cref="float"/>.</summary>
    Float32,

    /// <summary>f8: <see cref="double"/>.</summary>
    Float64,
}
