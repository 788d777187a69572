using System.Buffers;
using System.Text.Json;

namespace FastOpt.Training;

/// <summary>How a binder is kept in a file: what it learned, beside the names of the columns that it must find again.</summary>
public sealed partial class RecordBinder<TRecord, TTarget>
{
    private const int FormatVersion = 1;

    /// <summary>Writes what was learned as JSON, for a program that predicts without the training records.</summary>
    /// <param name="path">The file. One of that name is replaced when the new one is whole.</param>
    /// <exception cref="IOException">The file could not be written; what was there before is as it was.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", FormatVersion);
            json.WriteString("record", TRecord.Schema.Name);
            Write(json, "features", _features);
            Write(json, "labels", _labels);
            json.WriteEndObject();
        }

        AtomicFile.Write(LocalFiles.Instance, path, bytes.WrittenSpan);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="FormatException">The file is no such file, or one of another record; the message names the first difference.</exception>
    public static RecordBinder<TRecord, TTarget> Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        RecordSchema schema = TRecord.Schema;
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = json.RootElement;
            if (root.GetProperty("version").GetInt32() is var version and not FormatVersion)
                throw new FormatException($"{path}: version {version}, but this library reads version {FormatVersion}.");
            if (root.GetProperty("record").GetString() is var name && name != schema.Name)
                throw new FormatException($"{path}: of the record '{name}', not of '{schema.Name}'.");
            return new RecordBinder<TRecord, TTarget>(
                Read(path, schema, schema.Features, root.GetProperty("features"), areLabels: false),
                Read(path, schema, schema.Labels, root.GetProperty("labels"), areLabels: true));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"{path}: not the file of a binder: {e.Message}", e);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, RecordEncoder[] columns)
    {
        json.WriteStartArray(name);
        foreach (RecordEncoder column in columns)
        {
            json.WriteStartObject();
            json.WriteString("column", column.Column.Name);
            if (column.Categories is null)
            {
                json.WriteNumber("fill", column.Fill);
            }
            else
            {
                json.WriteStartArray("categories");
                foreach (string category in column.Categories.Names)
                    json.WriteStringValue(category);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static RecordEncoder[] Read(
        string path, RecordSchema schema, IReadOnlyList<RecordColumn> columns, JsonElement stored, bool areLabels)
    {
        if (stored.GetArrayLength() != columns.Count)
            throw new FormatException($"{path}: {stored.GetArrayLength()} columns where {schema.Name} has {columns.Count}.");
        return Encoders(schema, columns, (column, i) =>
        {
            JsonElement one = stored[i];
            if (one.GetProperty("column").GetString() is var found && found != column.Name)
                throw new FormatException($"{path}: the column '{found}' stands where {schema.Name} has '{column.Name}'.");
            bool hasCategories = one.TryGetProperty("categories", out JsonElement names);
            if (hasCategories != (IsCategory(column) || (areLabels && column.Kind != RecordKind.Number)))
                throw new FormatException($"{path}: the column '{column.Name}' is of another kind than {column.Type}, which {schema.Name} has now.");
            if (!hasCategories)
                return (one.GetProperty("fill").GetDouble(), null);
            string[] categories = [.. names.EnumerateArray().Select(static name => name.GetString() ?? "")];
            return column.Kind == RecordKind.Option && !categories.SequenceEqual(column.Options)
                ? throw new FormatException(
                    $"{path}: the column '{column.Name}' had the members {string.Join(", ", categories)}, not those of {column.Type} as it is now.")
                : (0, new Categories(categories));
        });
    }
}
