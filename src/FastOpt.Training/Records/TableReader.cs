using System.Globalization;
using nietras.SeparatedValues;

namespace FastOpt.Training;

/// <summary>
/// Reads a table of separated values row by row, as <see cref="Csv"/> reads it as a whole: the first line names the columns, cells in quotes may hold
/// separators, line ends and doubled quotes. It keeps no row, so a table may be larger than memory.
/// </summary>
public sealed class TableReader : IDisposable
{
    private static readonly MissingTexts MissingTexts = new(new CsvOptions().MissingTexts);

    private readonly SeparatedRows _rows;
    private readonly Stream? _file;
    private readonly string[] _columns;
    private readonly int[] _ends;
    private char[] _text = new char[256];

    private TableReader(TextReader text, string name, char? separator, Stream? file)
    {
        (Name, _file) = (name, file);
        _rows = new SeparatedRows(text, name, separator, "bytes that are no utf-8 text");
        if (!_rows.Read())
            throw new CsvException(name, "the file is empty; the first line must name the columns");
        int count = _rows.Current.ColCount;
        (_columns, _ends) = (new string[count], new int[count]);
        Unquote();
        for (int i = 0; i < count; i++)
            _columns[i] = this[i].ToString();
    }

    /// <summary>What errors call the table: the file.</summary>
    public string Name { get; }

    /// <summary>What stands between cells.</summary>
    public char Separator => _rows.Separator;

    /// <summary>The columns' names, in the order of the file.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>The line at which the present row begins, from 1; the names of the columns are line 1.</summary>
    public int Line => _rows.Line;

    /// <summary>The share of the file that has been read, from 0 to 1; 0 for a table that is no file.</summary>
    public double Progress => _file is { Length: > 0 } ? (double)_file.Position / _file.Length : 0;

    /// <summary>A cell of the present row, without spaces around it and without its quotes.</summary>
    public ReadOnlySpan<char> this[int column] => _text.AsSpan(column == 0 ? 0 : _ends[column - 1], _ends[column] - (column == 0 ? 0 : _ends[column - 1]));

    /// <summary>Opens a file in UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <param name="separator">What stands between cells. Default: comma, semicolon or tab, whichever the first line has most.</param>
    /// <exception cref="CsvException">The file is empty or no UTF-8, or its first line has a quote that is not closed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TableReader Open(string path, char? separator = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        try
        {
            return new TableReader(new StreamReader(file, new CsvOptions().Encoding), path, separator, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a table from a text.</summary>
    /// <param name="text">The table.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="separator">What stands between cells. Default: as in <see cref="Open"/>.</param>
    /// <exception cref="CsvException">The text is empty, or its first line has a quote that is not closed.</exception>
    public static TableReader FromText(string text, string name = "table", char? separator = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new TableReader(new StringReader(text), name, separator, null);
    }

    /// <summary>Whether a cell says that its value is missing: empty, or NA, N/A, NaN, null, or a question mark, in either case.</summary>
    public static bool IsMissing(ReadOnlySpan<char> cell) => cell.Length <= 4 && MissingTexts.Contains(cell);

    /// <summary>
    /// Whether a cell is an ISO day (2026-11-26) or moment (2026-11-26T14:30:05.5Z, with a space for the T, with or without seconds and zone), in UTC.
    /// </summary>
    public static bool TryParseDate(ReadOnlySpan<char> cell, out DateTime value) => CellText.TryMoment(cell, out value);

    /// <summary>Goes to the next row; blank lines are passed over.</summary>
    /// <returns>False behind the last row.</returns>
    /// <exception cref="CsvException">
    /// The row has more or fewer cells than there are columns, or a quote that is not closed; or the text cannot be read behind the present row.
    /// </exception>
    public bool Read()
    {
        if (!_rows.Read())
            return false;
        Unquote();
        return true;
    }

    /// <summary>Where a column stands.</summary>
    /// <returns>Its position; -1 if there is none.</returns>
    /// <exception cref="CsvException">There are two of that name.</exception>
    public int IndexOf(string column)
    {
        int first = Array.IndexOf(_columns, column);
        return first < 0 || Array.IndexOf(_columns, column, first + 1) < 0 ? first : throw new CsvException(Name, "stands twice", 1, column);
    }

    /// <summary>The error of a cell of the present row.</summary>
    /// <param name="column">The cell's column.</param>
    /// <param name="expected">What it should hold, such as "a number".</param>
    public CsvException Error(int column, string expected) =>
        new(Name, $"expected {expected}, found {CellText.Show(this[column])}", Line, _columns[column], this[column].ToString());

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        _file?.Dispose();
    }

    /// <summary>Takes the quotes of the present row's cells away.</summary>
    private void Unquote()
    {
        SepReader.Row row = _rows.Current;
        if (_text.Length < row.Span.Length)
            _text = new char[2 * row.Span.Length];
        int end = 0;
        for (int i = 0; i < row.ColCount; i++)
        {
            ReadOnlySpan<char> cell = row[i].Span;
            if (CellText.Unquote(cell, _text.AsSpan(end), out int length) is { } wrong)
                throw new CsvException(Name, $"{CellText.Show(cell)} {wrong}", Line, i < _columns.Length ? _columns[i] : null, cell.ToString());
            end += length;
            if (i < _ends.Length)
                _ends[i] = end;
        }

        // Behind the quotes: one that is never closed takes the rest of the file into its cell, and that is what is to be said then.
        if (row.ColCount != _columns.Length)
        {
            throw new CsvException(Name, string.Create(
                CultureInfo.InvariantCulture, $"expected {_columns.Length} cells, as the first line has, found {row.ColCount}"), Line);
        }
    }
}
