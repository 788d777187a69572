using System.Globalization;
using System.Text;

namespace FastOpt.Training;

/// <summary>
/// A text in JSON, in ASCII, escaped as System.Text.Json does by default. A page that hands out weights does not load that library for a header.
/// </summary>
internal static class JsonString
{
    /// <summary>Appends a text with its quotes.</summary>
    public static StringBuilder Append(StringBuilder json, string text)
    {
        json.Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsSurrogate(c) && !IsPair(text, i) && !(i > 0 && IsPair(text, i - 1)))
                c = '\uFFFD';
            _ = c switch
            {
                '\\' => json.Append("\\\\"),
                '\b' => json.Append("\\b"),
                '\t' => json.Append("\\t"),
                '\n' => json.Append("\\n"),
                '\f' => json.Append("\\f"),
                '\r' => json.Append("\\r"),
                >= ' ' and < '\x7F' and not ('"' or '&' or '\'' or '+' or '<' or '>' or '`') => json.Append(c),
                _ => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
            };
        }

        return json.Append('"');
    }

    private static bool IsPair(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}
