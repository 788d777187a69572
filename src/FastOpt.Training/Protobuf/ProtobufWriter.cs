using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace FastOpt.Training;

/// <summary>Writes a message in the wire format of Protocol Buffers.</summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0, Fixed64 = 1, LengthDelimited = 2, Fixed32 = 5;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>Forgets what was written; the room stays.</summary>
    public void Clear() => _bytes.ResetWrittenCount();

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

    public void Write(int field, double value)
    {
        Tag(field, Fixed64);
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.GetSpan(sizeof(double)), value);
        _bytes.Advance(sizeof(double));
    }

    /// <summary>Doubles, packed.</summary>
    public void Write(int field, ReadOnlySpan<double> values)
    {
        Tag(field, LengthDelimited);
        WriteVarint((ulong)values.Length * sizeof(double));
        Span<byte> bytes = _bytes.GetSpan(values.Length * sizeof(double));
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(bytes[(i * sizeof(double))..], values[i]);
        _bytes.Advance(values.Length * sizeof(double));
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
