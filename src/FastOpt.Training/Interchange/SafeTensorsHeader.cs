using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>What a safetensors file says of a tensor.</summary>
internal readonly record struct TensorEntry(string Name, TensorType Type, int[] Shape, long Begin, long End);

/// <summary>The head of a safetensors file: 8 bytes of its length, then JSON, padded with spaces to a multiple of 8.</summary>
internal static class SafeTensorsHeader
{
    public const string MetadataName = "__metadata__";

    public const int LengthBytes = 8;

    private const long LongestHeader = 100_000_000;

    /// <summary>The head of a file.</summary>
    public static byte[] Write(IReadOnlyList<TensorEntry> entries, IReadOnlyDictionary<string, string> metadata)
    {
        var json = new StringBuilder("{");
        if (metadata.Count > 0)
        {
            JsonString.Append(json, MetadataName).Append(":{");
            foreach ((string key, string value) in metadata.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
                JsonString.Append(JsonString.Append(json, key).Append(':'), value).Append(',');
            json[^1] = '}';
            json.Append(',');
        }

        foreach (TensorEntry entry in entries)
        {
            JsonString.Append(json, entry.Name).Append(CultureInfo.InvariantCulture, $$""":{"dtype":"{{TensorTypes.Code(entry.Type)}}","shape":[""");
            json.AppendJoin(',', entry.Shape).Append(CultureInfo.InvariantCulture, $$"""],"data_offsets":[{{entry.Begin}},{{entry.End}}]},""");
        }

        if (json[^1] == ',')
            json.Length--;
        byte[] written = Encoding.ASCII.GetBytes(json.Append('}').ToString());
        int padded = (written.Length + 7) / 8 * 8;
        if (padded > LongestHeader)
            throw new ArgumentException(Invariant($"The header of a safetensors file has at most {LongestHeader} bytes, but these names need {padded}."));
        byte[] head = new byte[LengthBytes + padded];
        BinaryPrimitives.WriteInt64LittleEndian(head, padded);
        head.AsSpan(LengthBytes).Fill((byte)' ');
        written.CopyTo(head.AsSpan(LengthBytes));
        return head;
    }

    /// <summary>
    /// Reads the head of a file and checks all that it says: the tensors fill the rest without a hole, and each has as many bytes as its extents need.
    /// </summary>
    /// <exception cref="InvalidDataException">It is damaged, or no safetensors file.</exception>
    public static (List<TensorEntry> Entries, Dictionary<string, string> Metadata, int HeadBytes) Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < LengthBytes)
            throw Bad($"it has {file.Length} bytes, but a safetensors file begins with 8 for the length of its header");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file);
        if (length > LongestHeader)
            throw Bad($"its header would have {length} bytes, but has at most {LongestHeader}");
        if ((long)length > file.Length - LengthBytes)
            throw Bad($"it is cut off: its header has {length} bytes, but {file.Length - LengthBytes} follow");
        int headBytes = LengthBytes + (int)length;
        (List<TensorEntry> entries, Dictionary<string, string> metadata) = SafeTensorsJson.Read(file.Slice(LengthBytes, (int)length));
        CheckPlaces(entries, file.Length - headBytes);
        return (entries, metadata, headBytes);
    }

    internal static InvalidDataException Bad(FormattableString what) => new($"The safetensors file is damaged: {what.ToString(CultureInfo.InvariantCulture)}.");

    private static void CheckPlaces(List<TensorEntry> entries, long dataBytes)
    {
        entries.Sort(static (a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        long end = 0;
        foreach (TensorEntry entry in entries)
        {
            if (entry.Begin != end)
                throw Bad($"tensor \"{entry.Name}\" begins at byte {entry.Begin}, but the one before ends at {end}");
            UInt128 needed = (UInt128)TensorTypes.Size(entry.Type);
            foreach (int extent in entry.Shape)
                needed = needed > long.MaxValue ? needed : needed * (UInt128)extent;
            if (entry.End < entry.Begin || needed != (UInt128)(entry.End - entry.Begin))
            {
                string kind = $"{TensorTypes.Code(entry.Type)} {SafeTensor.Text(entry.Shape)}";
                throw Bad($"tensor \"{entry.Name}\" has bytes {entry.Begin} to {entry.End}, but {kind} needs {needed}");
            }

            end = entry.End;
        }

        if (end != dataBytes)
            throw Bad($"its tensors have {end} bytes, but {dataBytes} stand behind the header");
    }
}
