namespace FastOpt.Training;

/// <summary>What npy files have in common (NumPy's numpy.lib.format).</summary>
internal static class NpyFormat
{
    /// <summary>The most extents of an array, as in NumPy 1.</summary>
    public const int MaxRank = 32;

    /// <summary>The longest header that is read, as in NumPy.</summary>
    public const int MaxHeader = 10_000;

    /// <summary>The first six bytes.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <exception cref="ArgumentException">No file has elements of that type.</exception>
    public static NpyType TypeOf<T>()
    {
        if (typeof(T) == typeof(bool))
            return NpyType.Boolean;
        if (typeof(T) == typeof(byte))
            return NpyType.UInt8;
        if (typeof(T) == typeof(int))
            return NpyType.Int32;
        if (typeof(T) == typeof(long))
            return NpyType.Int64;
        if (typeof(T) == typeof(float))
            return NpyType.Float32;
        return typeof(T) == typeof(double)
            ? NpyType.Float64
            : throw new ArgumentException($"Elements of type {typeof(T).Name} are not read or written: bool, byte, int, long, float and double are.");
    }

    /// <summary>Elements of a shape; beyond what an array holds, a number that is large enough to say so.</summary>
    public static Int128 CountOf(ReadOnlySpan<int> shape)
    {
        // Up to 32 extents below 2^31: their product may have 992 bits.
        if (shape.Contains(0))
            return 0;
        Int128 count = 1;
        foreach (int extent in shape)
            count = count > long.MaxValue ? count : count * extent;
        return count;
    }

    /// <summary>Bytes of an element.</summary>
    public static int SizeOf(NpyType type) => type switch
    {
        NpyType.Boolean or NpyType.UInt8 => 1,
        NpyType.Int32 or NpyType.Float32 => 4,
        _ => 8,
    };

    /// <summary>NumPy's name of the type, with the byte order.</summary>
    public static string Descriptor(NpyType type) => type switch
    {
        NpyType.Boolean => "|b1",
        NpyType.UInt8 => "|u1",
        NpyType.Int32 => "<i4",
        NpyType.Int64 => "<i8",
        NpyType.Float32 => "<f4",
        _ => "<f8",
    };
}
