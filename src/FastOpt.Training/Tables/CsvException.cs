namespace FastOpt.Training;

/// <summary>A table that cannot be used. The message names the file and, where it is about one cell, the line, the column and the text.</summary>
public sealed class CsvException : DataFormatException
{
    internal CsvException(string path, string reason, int line = 0, string? column = null, string? text = null, Exception? inner = null)
        : base(path, OneLine(Place(line, column) + reason), inner) => (Line, Column, Text) = (line, column, text);

    /// <summary>The line of the file, from 1, on which the row begins; 0 where it is about no row.</summary>
    public int Line { get; }

    /// <summary>The column's name; null where it is about no column.</summary>
    public string? Column { get; }

    /// <summary>The cell's text; null where it is about no cell.</summary>
    public string? Text { get; }

    // A cell and a column's name may hold line ends; a message is one line.
    private static string OneLine(string reason) => reason.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Place(int line, string? column) => (line, column) switch
    {
        (0, null) => "",
        (0, _) => $"column '{column}': ",
        (_, null) => FormattableString.Invariant($"line {line}: "),
        _ => FormattableString.Invariant($"line {line}, column '{column}': "),
    };
}
