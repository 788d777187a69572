using System.Text;
using System.Text.Json;

namespace FastOpt.Training;

/// <summary>Reads the JSON of a safetensors header, strictly: every key is known and stands once.</summary>
internal static class SafeTensorsJson
{
    public static (List<TensorEntry> Entries, Dictionary<string, string> Metadata) Read(ReadOnlySpan<byte> header)
    {
        try
        {
            return ReadObject(header);
        }
        catch (JsonException mistake)
        {
            throw SafeTensorsHeader.Bad($"its header is no JSON: {mistake.Message}");
        }
        catch (InvalidOperationException mistake)
        {
            throw SafeTensorsHeader.Bad($"its header has a text that is no UTF-8: {mistake.Message}");
        }
    }

    private static (List<TensorEntry> Entries, Dictionary<string, string> Metadata) ReadObject(ReadOnlySpan<byte> header)
    {
        if (header.IsEmpty || header[0] != '{')
            throw SafeTensorsHeader.Bad($"its header does not begin with an object");
        List<TensorEntry> entries = [];
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        HashSet<string> names = new(StringComparer.Ordinal);
        var json = new Utf8JsonReader(header.TrimEnd((byte)' '));
        json.Read();
        while (NextName(ref json) is { } name)
        {
            if (!names.Add(name))
                throw SafeTensorsHeader.Bad($"the name \"{name}\" stands twice in its header");
            if (name == SafeTensorsHeader.MetadataName)
                ReadMetadata(ref json, metadata);
            else
                entries.Add(ReadEntry(ref json, name));
        }

        if (json.Read())
            throw SafeTensorsHeader.Bad($"something stands behind its header's object");
        return (entries, metadata);
    }

    private static void ReadMetadata(ref Utf8JsonReader json, Dictionary<string, string> metadata)
    {
        Expect(ref json, JsonTokenType.StartObject, "the metadata");
        while (NextName(ref json) is { } key)
        {
            Expect(ref json, JsonTokenType.String, key);
            if (!metadata.TryAdd(key, json.GetString()!))
                throw SafeTensorsHeader.Bad($"the metadata have \"{key}\" twice");
        }
    }

    private static TensorEntry ReadEntry(ref Utf8JsonReader json, string name)
    {
        TensorType? type = null;
        int[]? shape = null;
        long[]? offsets = null;
        Expect(ref json, JsonTokenType.StartObject, name);
        while (NextName(ref json) is { } key)
        {
            bool isNew = key switch { "dtype" => type is null, "shape" => shape is null, "data_offsets" => offsets is null, _ => false };
            if (!isNew)
                throw SafeTensorsHeader.Bad($"tensor \"{name}\" has \"{key}\", which is not known, or twice");
            if (key == "dtype")
            {
                Expect(ref json, JsonTokenType.String, name);
                string code = json.GetString()!;
                type = TensorTypes.Find(code) ?? throw SafeTensorsHeader.Bad($"tensor \"{name}\" has the type \"{code}\", which is not known");
            }
            else if (key == "shape")
            {
                shape = [.. Numbers(ref json, name).Select(extent => Extent(extent, name))];
            }
            else
            {
                offsets = [.. Numbers(ref json, name)];
            }
        }

        if (type is null || shape is null || offsets is not { Length: 2 })
            throw SafeTensorsHeader.Bad($"tensor \"{name}\" needs a dtype, a shape and two data_offsets");
        return new TensorEntry(name, type.Value, shape, offsets[0], offsets[1]);
    }

    private static int Extent(long extent, string name) =>
        extent <= int.MaxValue ? (int)extent : throw SafeTensorsHeader.Bad($"tensor \"{name}\" has the extent {extent}");

    private static List<long> Numbers(ref Utf8JsonReader json, string name)
    {
        List<long> numbers = [];
        Expect(ref json, JsonTokenType.StartArray, name);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out long number) || number < 0)
                throw SafeTensorsHeader.Bad($"tensor \"{name}\" has {Encoding.UTF8.GetString(json.ValueSpan)} where a whole number from 0 stands");
            numbers.Add(number);
        }

        return numbers;
    }

    private static string? NextName(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName ? json.GetString() : null;

    private static void Expect(ref Utf8JsonReader json, JsonTokenType token, string where)
    {
        if (!json.Read() || json.TokenType != token)
            throw SafeTensorsHeader.Bad($"\"{where}\" has {json.TokenType} in its header where {token} stands");
    }
}
