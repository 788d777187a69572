namespace FastOpt.Cli.Commands;

/// <summary>A table of aligned columns in plain text, the same in a terminal and in a file.</summary>
/// <param name="heads">The columns' heads; one that starts with '&gt;' aligns its column to the right. No line of heads is written if all are empty.</param>
internal sealed class TextTable(params string[] heads)
{
    private const string Gap = "   ";

    private readonly List<string[]> _rows = heads.All(head => head.Length == 0) ? [] : [[.. heads.Select(head => head.TrimStart('>'))]];

    /// <summary>Adds a row of one text per column.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes all rows.</summary>
    public void Write(TextWriter writer)
    {
        int[] widths = [.. heads.Select((_, column) => _rows.Max(row => row[column].Length))];
        foreach (string[] row in _rows)
        {
            IEnumerable<string> cells = row.Select((cell, column) => heads[column].StartsWith('>') ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            writer.WriteLine("  " + string.Join(Gap, cells).TrimEnd());
        }
    }
}
