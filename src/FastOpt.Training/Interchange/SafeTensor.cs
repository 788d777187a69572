using System.Globalization;
using System.Runtime.InteropServices;
using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>A named tensor of a safetensors file: type, extents, and its elements row-major, little-endian.</summary>
public sealed class SafeTensor
{
    /// <summary>A tensor of bytes that are as the file has them.</summary>
    /// <param name="name">Its name, not "__metadata__".</param>
    /// <param name="type">The type of the elements.</param>
    /// <param name="shape">The extents, each at least 0; none for a single number.</param>
    /// <param name="bytes">The elements, little-endian; taken over without a copy.</param>
    /// <exception cref="ArgumentException">The name is the metadata's, an extent is negative, or the bytes are not as many as the extents need.</exception>
    public SafeTensor(string name, TensorType type, IReadOnlyList<int> shape, ReadOnlyMemory<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(shape);
        if (name == SafeTensorsHeader.MetadataName)
            throw new ArgumentException($"A tensor cannot be named \"{name}\", which is the name of a file's metadata.", nameof(name));
        long needed = TensorTypes.Size(type);
        foreach (int extent in shape)
        {
            if (extent < 0)
                throw new ArgumentException($"{name}: the extents {Text(shape)} have a negative one.", nameof(shape));
            needed = needed > int.MaxValue ? needed : needed * extent;
        }

        if (bytes.Length != needed)
        {
            throw new ArgumentException(Invariant($"{name}: {bytes.Length} bytes, but {TensorTypes.Code(type)} {Text(shape)} has {needed}."), nameof(bytes));
        }

        (Name, Type, Shape, Bytes) = (name, type, [.. shape], bytes);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The type of its elements.</summary>
    public TensorType Type { get; }

    /// <summary>Its extents; none for a single number.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Its elements, row-major, little-endian.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Elements.</summary>
    public int Count => Bytes.Length / TensorTypes.Size(Type);

    /// <summary>A tensor of a copy of floats.</summary>
    public static SafeTensor From(string name, IReadOnlyList<int> shape, ReadOnlySpan<float> values) => Of(name, TensorType.F32, shape, values);

    /// <summary>A tensor of a copy of doubles.</summary>
    public static SafeTensor From(string name, IReadOnlyList<int> shape, ReadOnlySpan<double> values) => Of(name, TensorType.F64, shape, values);

    /// <summary>A tensor of a copy of 64-bit integers.</summary>
    public static SafeTensor From(string name, IReadOnlyList<int> shape, ReadOnlySpan<long> values) => Of(name, TensorType.I64, shape, values);

    /// <summary>A tensor of a copy of 32-bit integers.</summary>
    public static SafeTensor From(string name, IReadOnlyList<int> shape, ReadOnlySpan<int> values) => Of(name, TensorType.I32, shape, values);

    /// <summary>A tensor of a copy of bytes.</summary>
    public static SafeTensor From(string name, IReadOnlyList<int> shape, ReadOnlySpan<byte> values) => Of(name, TensorType.U8, shape, values);

    /// <summary>
    /// Its elements as floats: those of <see cref="TensorType.F32"/>, and exactly those of <see cref="TensorType.F16"/> and <see cref="TensorType.BF16"/>.
    /// </summary>
    /// <exception cref="InvalidDataException">It has another type.</exception>
    public float[] ToFloats()
    {
        if (Type == TensorType.F32)
            return To<float>(TensorType.F32);
        float[] values = new float[Count];
        if (Type == TensorType.F16)
        {
            Half[] halves = To<Half>(TensorType.F16);
            for (int i = 0; i < values.Length; i++)
                values[i] = (float)halves[i];
        }
        else
        {
            ushort[] upper = To<ushort>(TensorType.BF16);
            for (int i = 0; i < values.Length; i++)
                values[i] = BitConverter.UInt32BitsToSingle((uint)upper[i] << 16);
        }

        return values;
    }

    /// <summary>Its elements, which are <see cref="TensorType.F64"/>.</summary>
    /// <exception cref="InvalidDataException">It has another type.</exception>
    public double[] ToDoubles() => To<double>(TensorType.F64);

    /// <summary>Its elements, which are <see cref="TensorType.I64"/>.</summary>
    /// <exception cref="InvalidDataException">It has another type.</exception>
    public long[] ToInt64s() => To<long>(TensorType.I64);

    /// <summary>Its elements, which are <see cref="TensorType.I32"/>.</summary>
    /// <exception cref="InvalidDataException">It has another type.</exception>
    public int[] ToInt32s() => To<int>(TensorType.I32);

    /// <summary>"F32 [2, 3]".</summary>
    public override string ToString() => $"{TensorTypes.Code(Type)} {Text(Shape)}";

    internal static string Text(IReadOnlyList<int> shape) => $"[{string.Join(", ", shape.Select(static extent => Invariant($"{extent}")))}]";

    private static SafeTensor Of<T>(string name, TensorType type, IReadOnlyList<int> shape, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        SwapOnBigEndian(bytes, TensorTypes.Size(type));
        return new SafeTensor(name, type, shape, bytes);
    }

    private T[] To<T>(TensorType type)
        where T : unmanaged
    {
        if (Type != type)
            throw new InvalidDataException($"{Name}: the elements are {TensorTypes.Code(Type)}, not {TensorTypes.Code(type)}.");
        T[] values = new T[Count];
        Span<byte> bytes = MemoryMarshal.AsBytes(values.AsSpan());
        Bytes.Span.CopyTo(bytes);
        SwapOnBigEndian(bytes, TensorTypes.Size(type));
        return values;
    }

    private static void SwapOnBigEndian(Span<byte> bytes, int size)
    {
        for (int i = 0; !BitConverter.IsLittleEndian && i < bytes.Length; i += size)
            bytes.Slice(i, size).Reverse();
    }
}
