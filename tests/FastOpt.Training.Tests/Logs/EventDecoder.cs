using System.Buffers.Binary;
using System.Text;

namespace FastOpt.Training.Tests.Logs;

/// <summary>
/// Reads tfevents files on its own: framing with a CRC-32C that is computed bit by bit, fields by a minimal protobuf reader. It shares no code with the writer.
/// </summary>
internal static class EventDecoder
{
    /// <summary>An event: its time, step, version of the file, numbers and histograms by tag.</summary>
    public sealed record Event(double Time, long Step, string? Version, Dictionary<string, float> Numbers,
        Dictionary<string, Dictionary<int, double[]>> Histograms);

    public static List<Event> Read(byte[] file)
    {
        var events = new List<Event>();
        for (int at = 0; at < file.Length;)
        {
            ReadOnlySpan<byte> rest = file.AsSpan(at);
            int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(rest));
            Assert.Equal(Unmask(BinaryPrimitives.ReadUInt32LittleEndian(rest[8..])), Crc(rest[..8]));
            Assert.Equal(Unmask(BinaryPrimitives.ReadUInt32LittleEndian(rest[(12 + length)..])), Crc(rest.Slice(12, length)));
            events.Add(ReadEvent(rest.Slice(12, length)));
            at += length + 16;
        }

        return events;
    }

    /// <summary>CRC-32C by the definition: a division of polynomials over GF(2), bit by bit.</summary>
    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint remainder = 0xFFFFFFFF;
        foreach (byte b in bytes)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                bool carry = ((remainder ^ (uint)(b >> bit)) & 1) != 0;
                remainder >>= 1;
                if (carry)
                    remainder ^= 0x82F63B78;
            }
        }

        return remainder ^ 0xFFFFFFFF;
    }

    public static uint Unmask(uint masked)
    {
        uint rotated = masked - 0xA282EAD8;
        return (rotated << 15) | (rotated >> 17);
    }

    private static Event ReadEvent(ReadOnlySpan<byte> bytes)
    {
        var found = new Event(double.NaN, 0, null, [], []);
        foreach ((int field, int wire, ulong number, byte[] data) in Fields(bytes))
        {
            found = (field, wire) switch
            {
                (1, 1) => found with { Time = BitConverter.UInt64BitsToDouble(number) },
                (2, 0) => found with { Step = (long)number },
                (3, 2) => found with { Version = Encoding.UTF8.GetString(data) },
                (5, 2) => ReadSummary(found, data),
                _ => throw new InvalidDataException($"Event has field {field} of wire type {wire}."),
            };
        }

        return found;
    }

    private static Event ReadSummary(Event found, byte[] bytes)
    {
        foreach ((int field, int wire, _, byte[] data) in Fields(bytes))
        {
            Assert.Equal((1, 2), (field, wire));
            string? tag = null;
            foreach ((int part, int partWire, ulong number, byte[] value) in Fields(data))
            {
                switch (part, partWire)
                {
                    case (1, 2): tag = Encoding.UTF8.GetString(value); break;
                    case (2, 5): found.Numbers.Add(tag!, BitConverter.UInt32BitsToSingle((uint)number)); break;
                    case (5, 2): found.Histograms.Add(tag!, ReadHistogram(value)); break;
                    default: throw new InvalidDataException($"Summary.Value has field {part} of wire type {partWire}.");
                }
            }
        }

        return found;
    }

    private static Dictionary<int, double[]> ReadHistogram(byte[] bytes)
    {
        var fields = new Dictionary<int, double[]>();
        foreach ((int field, int wire, ulong number, byte[] data) in Fields(bytes))
        {
            fields.Add(field, wire == 1
                ? [BitConverter.UInt64BitsToDouble(number)]
                : [.. Enumerable.Range(0, data.Length / 8).Select(i => BinaryPrimitives.ReadDoubleLittleEndian(data.AsSpan(8 * i)))]);
        }

        return fields;
    }

    private static List<(int Field, int Wire, ulong Number, byte[] Data)> Fields(ReadOnlySpan<byte> bytes)
    {
        var fields = new List<(int, int, ulong, byte[])>();
        int at = 0;
        while (at < bytes.Length)
        {
            ulong key = Varint(bytes, ref at);
            (int field, int wire) = ((int)(key >> 3), (int)(key & 7));
            switch (wire)
            {
                case 0: fields.Add((field, wire, Varint(bytes, ref at), [])); break;
                case 1: fields.Add((field, wire, BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]), [])); at += 8; break;
                case 5: fields.Add((field, wire, BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]), [])); at += 4; break;
                case 2:
                    int length = (int)Varint(bytes, ref at);
                    fields.Add((field, wire, 0, bytes.Slice(at, length).ToArray()));
                    at += length;
                    break;
                default: throw new InvalidDataException($"Wire type {wire}.");
            }
        }

        return fields;
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte b = bytes[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return value;
        }
    }
}
