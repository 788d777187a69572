using System.Buffers.Binary;

namespace FastOpt.Training;

/// <summary>ONNX's codes of element types.</summary>
internal static class OnnxType
{
    public const int Float = 1, Int32 = 6, Int64 = 7, Bool = 9, Double = 11;
}

/// <summary>A constant of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">One of <see cref="OnnxType"/>.</param>
/// <param name="Shape">The extents; none of a scalar.</param>
/// <param name="Data">The elements, little-endian.</param>
internal sealed record OnnxTensor(string Name, int Type, int[] Shape, byte[] Data)
{
    public static OnnxTensor Of(string name, int[] shape, ReadOnlySpan<float> values)
    {
        byte[] data = new byte[checked(sizeof(float) * values.Length)];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(sizeof(float) * i), values[i]);
        return new OnnxTensor(name, OnnxType.Float, shape, data);
    }

    public static OnnxTensor Of(string name, int[] shape, ReadOnlySpan<long> values)
    {
        byte[] data = new byte[sizeof(long) * values.Length];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(data.AsSpan(sizeof(long) * i), values[i]);
        return new OnnxTensor(name, OnnxType.Int64, shape, data);
    }

    public static OnnxTensor Of(string name, int value)
    {
        byte[] data = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(data, value);
        return new OnnxTensor(name, OnnxType.Int32, [], data);
    }

    public static OnnxTensor Of(string name, int[] shape, ReadOnlySpan<bool> values)
    {
        byte[] data = new byte[values.Length];
        for (int i = 0; i < values.Length; i++)
            data[i] = values[i] ? (byte)1 : (byte)0;
        return new OnnxTensor(name, OnnxType.Bool, shape, data);
    }

    /// <summary>Writes the fields of a TensorProto.</summary>
    public void WriteTo(ProtobufWriter writer)
    {
        foreach (int extent in Shape)
            writer.Write(1, extent);
        writer.Write(2, Type);
        writer.Write(8, Name);
        writer.Write(9, Data);
    }
}
