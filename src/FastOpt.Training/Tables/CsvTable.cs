namespace FastOpt.Training;

/// <summary>A table in memory: columns of inferred kinds, from which data sets are made.</summary>
public sealed partial class CsvTable
{
    // More different numbers are no classes.
    private const int MaxClasses = 1000;

    private readonly CsvRows _rows;
    private readonly CsvOptions _options;
    private readonly MissingTexts _missing;
    private readonly CsvColumn[] _columns;

    internal CsvTable(CsvRows rows, CsvOptions options)
    {
        (_options, _missing) = (options, new MissingTexts(options.MissingTexts));
        _rows = rows;
        foreach (string name in options.Except.Concat(options.Columns ?? []).Concat(options.Kinds.Keys).Concat(options.Categories.Keys))
            IndexOf(name);
        int[] missingCounts = new int[rows.Names.Count];
        bool[] whole = new bool[rows.Count];
        Array.Fill(whole, true);
        for (int column = 0; column < missingCounts.Length; column++)
        {
            bool counts = options.Missing == Missing.SkipRow && !options.Except.Contains(rows.Names[column]);
            for (int row = 0; row < rows.Count; row++)
            {
                if (!_missing.Contains(rows[row, column]))
                    continue;
                missingCounts[column]++;
                whole[row] &= !counts;
            }
        }

        SkippedRows = whole.Count(isWhole => !isWhole);
        if (SkippedRows == rows.Count)
        {
            int worst = Array.IndexOf(missingCounts, missingCounts.Max());
            throw rows.Error(
                $"each of the {rows.Count} rows has a missing value, so that none is left; column '{rows.Names[worst]}' has most of them, "
                + FormattableString.Invariant($"{missingCounts[worst]}"));
        }

        _rows = SkippedRows > 0 ? rows.Where(whole) : rows;
        _columns = new CsvColumn[rows.Names.Count];
        for (int column = 0; column < _columns.Length; column++)
            _columns[column] = ColumnInference.Infer(_rows, column, missingCounts[column], _missing, options);
    }

    /// <summary>The file, or the name that the text was given.</summary>
    public string Path => _rows.Path;

    /// <summary>Rows, without the header and without those that were left out.</summary>
    public int Count => _rows.Count;

    /// <summary>Rows that were left out for missing values: 0 unless the options say <see cref="Missing.SkipRow"/>.</summary>
    public int SkippedRows { get; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<CsvColumn> Columns => _columns;

    /// <summary>The column of a name.</summary>
    /// <exception cref="CsvException">There is none; with those that are there.</exception>
    public CsvColumn this[string name] => _columns[IndexOf(name)];

    /// <summary>The text of a cell, without its quotes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public string Text(int row, int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, _columns.Length);
        return _rows[row, column].ToString();
    }

    /// <summary>A number for each row that is the same where a column's text is: the groups of a split. It may be a column that is no input.</summary>
    /// <exception cref="CsvException">There is no such column, or a value is missing.</exception>
    public int[] Groups(string column)
    {
        int index = IndexOf(column);
        int[] groups = new int[Count];
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int row = 0; row < groups.Length; row++)
        {
            if (_missing.Contains(_rows[row, index]))
                throw _rows.Error(row, index, "names no group");
            string text = _rows[row, index].ToString();
            if (!codes.TryGetValue(text, out groups[row]))
                codes.Add(text, groups[row] = codes.Count);
        }

        return groups;
    }

    /// <summary>A column's numbers, or its dates as days since the origin, in double: the times of a split. It may be a column that is no input.</summary>
    /// <exception cref="CsvException">There is no such column, it has other values, or one is missing.</exception>
    public double[] Numbers(string column)
    {
        CsvColumn found = this[column];
        if (found.Kind is not (ColumnKind.Number or ColumnKind.Date or ColumnKind.Flag))
            throw _rows.Error($"it has neither numbers nor ISO dates{(found.Doubt is { } doubt ? $": {doubt}" : "")}", column);
        double[] numbers = new double[Count];
        for (int row = 0; row < numbers.Length; row++)
        {
            if (_missing.Contains(_rows[row, found.Index]))
                throw _rows.Error(row, found.Index, "is no value");
            numbers[row] = Number(row, found);
        }

        return numbers;
    }

    private int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        for (int i = 0; i < _rows.Names.Count; i++)
        {
            if (_rows.Names[i] == name)
                return i;
        }

        throw _rows.Error($"there is no column '{name}'; there are: {Listing.Of(_rows.Names)}");
    }

    private double Number(int row, CsvColumn column)
    {
        ReadOnlySpan<char> text = _rows[row, column.Index];
        double value;
        _ = column.Kind switch
        {
            ColumnKind.Flag => CellText.TryFlag(text, out value),
            ColumnKind.Date => CellText.TryDays(text, _options.DateOrigin, out value),
            _ => CellText.TryNumber(text, out value),
        };
        return value;
    }

    private float Single(int row, CsvColumn column)
    {
        double value = Number(row, column);
        return float.IsFinite((float)value) ? (float)value : throw _rows.Error(row, column.Index, "is too large for a float");
    }
}
