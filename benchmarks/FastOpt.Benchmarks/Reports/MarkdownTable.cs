namespace FastOpt.Benchmarks.Reports;

/// <summary>A table that reads well as text and is Markdown.</summary>
/// <param name="heads">The columns' heads; one that starts with '&gt;' aligns its column to the right.</param>
internal sealed class MarkdownTable(params string[] heads)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        string[] titles = [.. heads.Select(head => head.TrimStart('>'))];
        int[] widths = [.. titles.Select((title, column) => Math.Max(title.Length, _rows.Select(row => row[column].Length).DefaultIfEmpty().Max()))];
        string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
        string Cell(string text, int column) => IsRight(column) ? text.PadLeft(widths[column]) : text.PadRight(widths[column]);
        string rule = $"|{string.Join("|", widths.Select((width, column) => IsRight(column) ? new string('-', width + 1) + ":" : new string('-', width + 2)))}|";
        return string.Join('\n', [Line(titles.Select(Cell)), rule, .. _rows.Select(row => Line(row.Select(Cell)))]);
    }

    private bool IsRight(int column) => heads[column].StartsWith('>');
}
