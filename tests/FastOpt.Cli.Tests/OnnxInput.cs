using System.Globalization;
using System.Text;

namespace FastOpt.Cli.Tests;

/// <summary>Reads an ONNX file by protobuf's rules alone (onnx.proto): ModelProto.graph = 7, GraphProto.input = 11.</summary>
internal static class OnnxInput
{
    /// <summary>The extents of the first input: numbers, or the name of one that is open.</summary>
    public static string[] Shape(byte[] file)
    {
        ReadOnlyMemory<byte> shape = Find(Find(Find(Find(Find(file, 7), 11), 2), 1), 2); // ValueInfoProto.type, TypeProto.tensor_type, its shape
        return [.. Fields(shape).Select(static dimension => Fields(dimension.Bytes).Select(static field =>
            field.Number == 2 ? Encoding.UTF8.GetString(field.Bytes.Span) : field.Value.ToString(CultureInfo.InvariantCulture)).Single())];
    }

    private static ReadOnlyMemory<byte> Find(ReadOnlyMemory<byte> message, int number) => Fields(message).First(field => field.Number == number).Bytes;

    private static IEnumerable<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> Fields(ReadOnlyMemory<byte> message)
    {
        for (int at = 0; at < message.Length;)
        {
            ulong key = Varint(message, ref at);
            if ((key & 7) == 0)
            {
                yield return ((int)(key >> 3), Varint(message, ref at), default);
            }
            else
            {
                int length = (key & 7) switch { 1 => 8, 5 => 4, _ => (int)Varint(message, ref at) };
                yield return ((int)(key >> 3), 0, message.Slice(at, length));
                at += length;
            }
        }
    }

    private static ulong Varint(ReadOnlyMemory<byte> message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = message.Span[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
