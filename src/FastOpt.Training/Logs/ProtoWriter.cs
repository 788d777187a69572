using System.Buffers.Binary;
using System.Text;

namespace FastOpt.Training;

/// <summary>Writes fields of a protobuf message: just the kinds that TensorBoard's events have.</summary>
internal sealed class ProtoWriter
{
    private byte[] _bytes = new byte[256];
    private int _count;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _count);

    /// <summary>Forgets it.</summary>
    public void Clear() => _count = 0;

    /// <summary>An integer, as a varint.</summary>
    public void Integer(int field, long value)
    {
        Key(field, wire: 0);
        Varint((ulong)value);
    }

    /// <summary>A double.</summary>
    public void Double(int field, double value)
    {
        Key(field, wire: 1);
        BinaryPrimitives.WriteDoubleLittleEndian(Take(8), value);
    }

    /// <summary>A float.</summary>
    public void Single(int field, float value)
    {
        Key(field, wire: 5);
        BinaryPrimitives.WriteSingleLittleEndian(Take(4), value);
    }

    /// <summary>A text.</summary>
    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A message.</summary>
    public void Message(int field, ProtoWriter message) => Bytes(field, message.Written);

    /// <summary>Packed doubles.</summary>
    public void Doubles(int field, ReadOnlySpan<double> values)
    {
        Key(field, wire: 2);
        Varint((ulong)values.Length * 8);
        foreach (double value in values)
            BinaryPrimitives.WriteDoubleLittleEndian(Take(8), value);
    }

    private void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Key(field, wire: 2);
        Varint((ulong)value.Length);
        value.CopyTo(Take(value.Length));
    }

    private void Key(int field, int wire) => Varint(((ulong)field << 3) | (uint)wire);

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Take(1)[0] = (byte)(value | 0x80);
        Take(1)[0] = (byte)value;
    }

    private Span<byte> Take(int length)
    {
        if (_count + length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _count + length));
        _count += length;
        return _bytes.AsSpan(_count - length, length);
    }
}
