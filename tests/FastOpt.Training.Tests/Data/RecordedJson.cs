using System.Text.Json;

namespace FastOpt.Training.Tests.Data;

/// <summary>Values that another program made, with the script that recorded them beside them in the folder Recorded.</summary>
internal static class RecordedJson
{
    public static JsonElement Read(string name)
    {
        using Stream stream = typeof(RecordedJson).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"There is no {name}.");
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    public static double[] Doubles(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    public static float[] Floats(this JsonElement element, string name) => [.. element.Doubles(name).Select(value => (float)value)];

    public static int[] Integers(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];
}
