using System.Globalization;
using nietras.SeparatedValues;

namespace FastOpt.Training;

/// <summary>
/// Reads a table of delimited text row by row: the first line names the columns, cells may be quoted, a quoted cell may have separators, quotes and line ends
/// in it. Errors name file, line and column.
/// </summary>
public sealed class TableReader : IDisposable
{
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    private static readonly string[] Dates =
    [
        "yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private readonly SepReader _rows;
    private readonly FileStream? _file;
    private readonly string[] _columns;

    private TableReader(string name, char separator, SepReader rows, FileStream? file)
    {
        (Name, Separator, _rows, _file) = (name, separator, rows, file);
        if (!MoveToText())
            throw new FormatException($"{name}: the file is empty; the first line must name the columns.");
        SepReader.Row head = _rows.Current;
        _columns = new string[head.ColCount];
        for (int i = 0; i < _columns.Length; i++)
            _columns[i] = head[i].ToString();
    }

    /// <summary>What errors call the table: the file's name.</summary>
    public string Name { get; }

    /// <summary>What stands between cells.</summary>
    public char Separator { get; }

    /// <summary>The columns' names, in the order of the file.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>The line at which the present row begins, from 1; the names of the columns are line 1.</summary>
    public int Line { get; private set; }

    /// <summary>The share of the file that has been read, from 0 to 1; 0 for a table that is no file.</summary>
    public double Progress => _file is { Length: > 0 } ? (double)_file.Position / _file.Length : 0;

    /// <summary>A cell of the present row, without blanks around it and without its quotes.</summary>
    public ReadOnlySpan<char> this[int column] => _rows.Current[column].Span;

    /// <summary>Opens a file in UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <param name="separator">What stands between cells. Default: comma, semicolon, tab or bar, whichever the first line has most.</param>
    /// <exception cref="FormatException">The file is empty.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TableReader Open(string path, char? separator = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (separator is null)
        {
            using var head = new StreamReader(path);
            separator = Infer(head.ReadLine() ?? "");
        }

        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        try
        {
            return new TableReader(Path.GetFileName(path), separator.Value, Options(separator.Value).From(file), file);
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
    /// <exception cref="FormatException">The text is empty.</exception>
    public static TableReader FromText(string text, string name = "table", char? separator = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        char between = separator ?? Infer(text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length));
        return new TableReader(name, between, Options(between).FromText(text), null);
    }

    /// <summary>Whether a cell says that its value is missing: empty, or NA, N/A, NaN, null, or a question mark, in upper or lower case.</summary>
    public static bool IsMissing(ReadOnlySpan<char> cell) => cell.Length switch
    {
        0 => true,
        1 => cell[0] == '?',
        2 => Is(cell, "NA"),
        3 => Is(cell, "N/A") || Is(cell, "NaN"),
        4 => Is(cell, "null"),
        _ => false,
    };

    /// <summary>
    /// Whether a cell is a day or a moment in one of the forms that are read: 2026-11-26, 2026/11/26, 20261126, or the first with a time behind it, in which a time
    /// zone is brought to UTC.
    /// </summary>
    public static bool TryParseDate(ReadOnlySpan<char> cell, out DateTime value) => DateTime.TryParseExact(
        cell, Dates, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out value);

    /// <summary>Goes to the next row; blank lines are passed over.</summary>
    /// <returns>False behind the last row.</returns>
    /// <exception cref="FormatException">The row has more or fewer cells than there are columns, or a quote that is not closed.</exception>
    public bool Read()
    {
        if (!MoveToText())
            return false;
        int cells = _rows.Current.ColCount;
        if (cells == _columns.Length)
            return true;
        throw new FormatException(string.Create(
            CultureInfo.InvariantCulture, $"{Name}, line {Line}: expected {_columns.Length} cells, as the first line has, found {cells}."));
    }

    /// <summary>Where a column stands.</summary>
    /// <returns>Its position; -1 if there is none.</returns>
    /// <exception cref="FormatException">There are two of that name.</exception>
    public int IndexOf(string column)
    {
        int first = Array.IndexOf(_columns, column);
        return first < 0 || Array.IndexOf(_columns, column, first + 1) < 0 ? first : throw new FormatException($"{Name}, line 1: the column '{column}' stands twice.");
    }

    /// <summary>The error of a cell of the present row.</summary>
    /// <param name="column">The cell's column.</param>
    /// <param name="expected">What it should hold, such as "a number".</param>
    public FormatException Error(int column, string expected) => new(string.Create(
        CultureInfo.InvariantCulture, $"{Name}, line {Line}, column '{_columns[column]}': expected {expected}, found '{Short(this[column])}'."));

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        _file?.Dispose();
    }

    private static bool Is(ReadOnlySpan<char> cell, string word) => cell.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static string Short(ReadOnlySpan<char> cell) => cell.Length <= 60 ? cell.ToString() : string.Concat(cell[..57], "...");

    private static SepReaderOptions Options(char separator) => Sep.New(separator).Reader(static options => options with
    {
        HasHeader = false,
        Unescape = true,
        Trim = SepTrim.Outer,
        DisableColCountCheck = true,
        CultureInfo = CultureInfo.InvariantCulture,
    });

    /// <summary>The separator that a line has most, outside of quotes.</summary>
    private static char Infer(ReadOnlySpan<char> line)
    {
        Span<int> counts = stackalloc int[Separators.Length];
        counts.Clear();
        bool isQuoted = false;
        foreach (char c in line)
        {
            if (c == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && Array.IndexOf(Separators, c) is var i and >= 0)
                counts[i]++;
        }

        int best = 0;
        for (int i = 1; i < counts.Length; i++)
            best = counts[i] > counts[best] ? i : best;
        return Separators[best];
    }

    private bool MoveToText()
    {
        while (_rows.MoveNext())
        {
            SepReader.Row row = _rows.Current;
            Line = row.LineNumberFrom;
            ReadOnlySpan<char> text = row.Span;
            if (text.Trim().IsEmpty)
                continue;
            if (int.IsOddInteger(text.Count('"')))
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{Name}, line {Line}: a quote is not closed."));
            return true;
        }

        return false;
    }
}
