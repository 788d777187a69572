using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace FastOpt.Training;

/// <summary>Writes a message in the wire format of Protocol Buffers.</summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0, LengthDelimited = 2, Fixed32 = 5;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>An int32, int64 or enum.</summary>
    public void Write(int field, long value)
    {
        Tag(field, Varint);
        WriteVarint((ulong)value);
    }

    public void Write(int field, float value)
    {
        Tag(field, Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.GetSpan(sizeof(float)), value);
        _bytes.Advance(sizeof(float));
    }

    public void Write(int field, string text) => Write(field, Encoding.UTF8.GetBytes(text));

    public void Write(int field, ReadOnlySpan<byte> bytes)
    {
        Tag(field, LengthDelimited);
        WriteVarint((ulong)bytes.Length);
        _bytes.Write(bytes);
    }

    /// <summary>A message inside of this one.</summary>
    public void Write(int field, Action<ProtobufWriter> message)
    {
        var inner = new ProtobufWriter();
        message(inner);
        Write(field, inner.Bytes);
    }

    private void Tag(int field, int wireType) => WriteVarint((ulong)((field << 3) | wireType));

    private void WriteVarint(ulong value)
    {
        Span<byte> bytes = _bytes.GetSpan(10);
        int length = 0;
        for (; value >= 0x80; value >>= 7)
            bytes[length++] = (byte)(value | 0x80);
        bytes[length++] = (byte)value;
        _bytes.Advance(length);
    }
}
