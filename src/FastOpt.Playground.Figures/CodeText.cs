using System.Globalization;

namespace FastOpt.Playground;

/// <summary>Parts of programs.</summary>
internal static class CodeText
{
    private const int PerLine = 8;

    /// <summary>The elements of an array of floats, several a line, each of which reads back to the same float.</summary>
    public static string Floats(IEnumerable<float> numbers)
    {
        IEnumerable<string> lines = numbers
            .Select(static number => number.ToString("R", CultureInfo.InvariantCulture) + "f")
            .Chunk(PerLine)
            .Select(static line => string.Join(", ", line));
        return string.Join(",\n    ", lines);
    }
}
