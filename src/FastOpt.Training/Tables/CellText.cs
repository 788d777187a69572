using System.Globalization;

namespace FastOpt.Training;

/// <summary>What the text of a cell says.</summary>
internal static class CellText
{
    private const int Shown = 60;

    private static readonly string[] DateFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd HH:mmK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>A finite number, with a point and without separators of thousands.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>true or false, in either case.</summary>
    public static bool TryFlag(ReadOnlySpan<char> text, out double value)
    {
        bool isTrue = text.Equals("true", StringComparison.OrdinalIgnoreCase);
        value = isTrue ? 1 : 0;
        return isTrue || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>An ISO date or time, in UTC.</summary>
    public static bool TryMoment(ReadOnlySpan<char> text, out DateTime moment)
    {
        moment = default;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return text.Length >= 10 && text[4] == '-' && DateTime.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, Utc, out moment);
    }

    /// <summary>An ISO date or time, as days since an origin.</summary>
    public static bool TryDays(ReadOnlySpan<char> text, DateTime origin, out double days)
    {
        bool isMoment = TryMoment(text, out DateTime moment);
        days = isMoment ? (moment.Ticks - origin.Ticks) / (double)TimeSpan.TicksPerDay : 0;
        return isMoment;
    }

    /// <summary>The text as messages show it: in quotes, cut where it is long.</summary>
    public static string Show(ReadOnlySpan<char> text) => text.Length <= Shown ? $"'{text}'" : $"'{text[..Shown]}...'";

    /// <summary>
    /// The text as a cell: in quotes where it would not come back without them (RFC 4180, whatever the separator, and where spaces stand around it).
    /// </summary>
    public static string Quote(string text)
    {
        bool isQuoted = text.AsSpan().IndexOfAny(",;\t\"\r\n") >= 0 || (text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])));
        return isQuoted ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <summary>Takes the quotes of a cell away. Says what is wrong with them; null if nothing is.</summary>
    /// <param name="cell">The cell as it stands in the file.</param>
    /// <param name="text">Receives what it says, as many characters as are there at most.</param>
    /// <param name="length">How many characters that is.</param>
    public static string? Unquote(ReadOnlySpan<char> cell, Span<char> text, out int length)
    {
        cell = cell.Trim(" \t");
        length = 0;
        if (cell.IsEmpty || cell[0] != '"')
        {
            cell.CopyTo(text);
            length = cell.Length;
            return cell.Contains('"') ? "has a quote in a cell that does not begin with one; such a cell is put in quotes, and its quotes are doubled" : null;
        }

        for (int i = 1; i < cell.Length; i++)
        {
            if (cell[i] == '"')
            {
                if (i == cell.Length - 1)
                    return null;
                if (cell[++i] != '"')
                    return "has text behind a closing quote; quotes within quotes are doubled";
            }

            text[length++] = cell[i];
        }

        return "has a quote that is never closed";
    }
}
