using nietras.SeparatedValues;

namespace FastOpt.Training;

/// <summary>The cells of a table as texts, without quotes, and where in the file they stand.</summary>
internal sealed class CsvRows
{
    private readonly string _path;
    private readonly string[] _names;
    private readonly List<string> _rows = [];
    private readonly List<int> _ends = [];
    private readonly List<int> _lines = [];

    private CsvRows(string path, string[] names) => (_path, _names) = (path, names);

    /// <summary>The columns' names.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Rows, without the header.</summary>
    public int Count => _rows.Count;

    /// <summary>The file.</summary>
    public string Path => _path;

    /// <summary>The text of a cell.</summary>
    public ReadOnlySpan<char> this[int row, int column]
    {
        get
        {
            int cell = row * _names.Length + column, start = column == 0 ? 0 : _ends[cell - 1];
            return _rows[row].AsSpan(start, _ends[cell] - start);
        }
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="CsvException">It is none.</exception>
    public static CsvRows Read(TextReader text, string path, CsvOptions options)
    {
        using var rows = new SeparatedRows(text, path, options.Separator, $"bytes that are no {options.Encoding.WebName} text; give the file's Encoding");
        CsvRows? table = null;
        while (rows.Read())
        {
            SepReader.Row row = rows.Current;
            if (table is not null)
                table.Add(row, rows.Line);
            else if (options.HasHeader == false)
                (table = new CsvRows(path, Numbered(row.ColCount))).Add(row, rows.Line);
            else
                table = new CsvRows(path, Header(path, row, rows.Line, options));
        }

        if (table is null)
            throw new CsvException(path, "the file is empty");
        return table.Count > 0 ? table : throw new CsvException(path, $"there is a header ({string.Join(", ", table._names)}) and no row");
    }

    /// <summary>Leaves out the rows for which <paramref name="keep"/> is false.</summary>
    public CsvRows Where(bool[] keep)
    {
        var kept = new CsvRows(_path, _names);
        for (int row = 0; row < Count; row++)
        {
            if (!keep[row])
                continue;
            kept._rows.Add(_rows[row]);
            kept._lines.Add(_lines[row]);
            for (int column = 0; column < _names.Length; column++)
                kept._ends.Add(_ends[row * _names.Length + column]);
        }

        return kept;
    }

    /// <summary>An error about a cell.</summary>
    public CsvException Error(int row, int column, string reason) =>
        new(_path, $"{CellText.Show(this[row, column])} {reason}", _lines[row], _names[column], this[row, column].ToString());

    /// <summary>An error about a column, or about the table.</summary>
    public CsvException Error(string reason, string? column = null) => new(_path, reason, column: column);

    /// <summary>The line on which a row begins.</summary>
    public int Line(int row) => _lines[row];

    private static string[] Numbered(int count) => [.. Enumerable.Range(1, count).Select(i => FormattableString.Invariant($"column{i}"))];

    private static string[] Header(string path, SepReader.Row row, int line, CsvOptions options)
    {
        string[] names = new string[row.ColCount];
        for (int i = 0; i < names.Length; i++)
            names[i] = Unquoted(path, row, line, i, Numbered(i + 1)[i]);
        if (options.HasHeader is null && names.All(name => CellText.TryNumber(name, out _)))
        {
            throw new CsvException(
                path, $"the first line has numbers ({string.Join(", ", names.Take(3))}{(names.Length > 3 ? ", ..." : "")}) where the columns' names are "
                + "expected; write HasHeader = false for a table without names", line);
        }

        string[] shown = Numbered(names.Length);
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = names[i].Length == 0 ? shown[i] : names[i];
            int first = Array.IndexOf(names, names[i]);
            if (first < i)
                throw new CsvException(path, $"columns {first + 1} and {i + 1} are both called '{names[i]}'", line);
        }

        return names;
    }

    private static string Unquoted(string path, SepReader.Row row, int line, int column, string name)
    {
        ReadOnlySpan<char> cell = row[column].Span;
        char[] text = new char[cell.Length];
        string? wrong = CellText.Unquote(cell, text, out int length);
        return wrong is null
            ? new string(text, 0, length)
            : throw new CsvException(path, $"{CellText.Show(cell)} {wrong}", line, name, cell.ToString());
    }

    private void Add(SepReader.Row row, int line)
    {
        if (row.ColCount != _names.Length)
        {
            // A quote that is never closed takes the rest of the file into its cell; that is what is to be said then.
            for (int i = 0; i < row.ColCount; i++)
                Unquoted(_path, row, line, i, i < _names.Length ? _names[i] : FormattableString.Invariant($"column{i + 1}"));
            throw new CsvException(
                _path, FormattableString.Invariant($"{row.ColCount} cell{(row.ColCount == 1 ? "" : "s")} in a table of {_names.Length} columns"), line);
        }

        char[] text = System.Buffers.ArrayPool<char>.Shared.Rent(row.Span.Length);
        int end = 0;
        for (int i = 0; i < _names.Length; i++)
        {
            ReadOnlySpan<char> cell = row[i].Span;
            if (CellText.Unquote(cell, text.AsSpan(end), out int length) is { } wrong)
                throw new CsvException(_path, $"{CellText.Show(cell)} {wrong}", line, _names[i], cell.ToString());
            end += length;
            _ends.Add(end);
        }

        _rows.Add(new string(text, 0, end));
        _lines.Add(line);
        System.Buffers.ArrayPool<char>.Shared.Return(text);
    }
}
