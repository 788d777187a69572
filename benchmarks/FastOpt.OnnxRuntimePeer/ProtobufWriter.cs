using System.Runtime.InteropServices;
using System.Text;

namespace FastOpt.Benchmarks;

/// <summary>A message of protocol buffers: numbered fields of varints, and of bytes with their length.</summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0, Bytes = 2;

    private readonly MemoryStream _stream = new();

    /// <summary>An integer.</summary>
    public ProtobufWriter Add(int field, long value)
    {
        WriteVarint(((ulong)field << 3) | Varint);
        WriteVarint((ulong)value);
        return this;
    }

    /// <summary>A text.</summary>
    public ProtobufWriter Add(int field, string text) => Add(field, Encoding.UTF8.GetBytes(text));

    /// <summary>A message inside this one.</summary>
    public ProtobufWriter Add(int field, ProtobufWriter message) => Add(field, message.ToArray());

    /// <summary>Floats, little-endian.</summary>
    public ProtobufWriter Add(int field, float[] values) => Add(field, MemoryMarshal.AsBytes(values.AsSpan()));

    /// <summary>Bytes.</summary>
    public ProtobufWriter Add(int field, ReadOnlySpan<byte> bytes)
    {
        WriteVarint(((ulong)field << 3) | Bytes);
        WriteVarint((ulong)bytes.Length);
        _stream.Write(bytes);
        return this;
    }

    public byte[] ToArray() => _stream.ToArray();

    private void WriteVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _stream.WriteByte((byte)(value | 0x80));
        _stream.WriteByte((byte)value);
    }
}
