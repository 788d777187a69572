namespace FastOpt.Training;

/// <summary>Finds out what a column holds.</summary>
internal static class ColumnInference
{
    // From here on a column of texts is one of numbers (or dates) with a few cells that are none.
    private const double Mostly = 0.9;

    // So many different numbers are no grades, months or sizes of shoes.
    private const int FewNumbers = 20;

    /// <summary>Looks at the cells of a column.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="column">The column's position.</param>
    /// <param name="missingCount">Cells without a value, for the result.</param>
    /// <param name="missing">The texts that say that there is no value.</param>
    /// <param name="options">Kinds and categories that are given, and the limit on categories.</param>
    /// <exception cref="CsvException">A cell is not of the kind that is given.</exception>
    public static CsvColumn Infer(CsvRows rows, int column, int missingCount, MissingTexts missing, CsvOptions options)
    {
        string name = rows.Names[column];
        if (options.Categories.TryGetValue(name, out IReadOnlyList<string>? categories))
            return Given(rows, column, missingCount, missing, categories);

        int values = 0, numbers = 0, flags = 0, dates = 0, otherThanNumber = -1, otherThanDate = -1, otherThanFlag = -1;
        for (int row = 0; row < rows.Count; row++)
        {
            ReadOnlySpan<char> text = rows[row, column];
            if (missing.Contains(text))
                continue;
            values++;
            Count(CellText.TryNumber(text, out _), row, ref numbers, ref otherThanNumber);
            Count(CellText.TryFlag(text, out _), row, ref flags, ref otherThanFlag);
            Count(CellText.TryDays(text, options.DateOrigin, out _), row, ref dates, ref otherThanDate);
        }

        CsvColumn Column(ColumnKind kind, IReadOnlyList<string>? found = null, string? doubt = null) =>
            new(column, name, kind, missingCount, found ?? [], doubt);
        bool isGiven = options.Kinds.TryGetValue(name, out ColumnKind kind);
        if (values == 0)
            return Column(ColumnKind.Empty);
        if (isGiven && kind is ColumnKind.Number or ColumnKind.Flag or ColumnKind.Date)
        {
            (int other, string what) = kind switch
            {
                ColumnKind.Number => (otherThanNumber, "is no number"),
                ColumnKind.Flag => (otherThanFlag, "is neither true nor false"),
                _ => (otherThanDate, "is no ISO date"),
            };
            return other < 0 ? Column(kind) : throw rows.Error(other, column, $"{what}, as the options say that the column has");
        }

        if (isGiven && kind == ColumnKind.Text)
            return Column(ColumnKind.Text, doubt: "the options say that it has texts");
        if (!isGiven && numbers == values)
            return Column(ColumnKind.Number);
        if (!isGiven && flags == values)
            return Column(ColumnKind.Flag);
        if (!isGiven && dates == values)
            return Column(ColumnKind.Date);

        SortedSet<string> distinct = Distinct(rows, column, missing);
        if (isGiven)
            return Column(ColumnKind.Category, [.. distinct]);
        if (dates >= Mostly * values)
            return Column(ColumnKind.Text, doubt: Mistaken(rows, otherThanDate, column, dates, values, "ISO dates"));
        if (numbers >= Mostly * values && distinct.Count(text => CellText.TryNumber(text, out _)) > FewNumbers)
            return Column(ColumnKind.Text, doubt: Mistaken(rows, otherThanNumber, column, numbers, values, "numbers"));
        if (distinct.Count == values && values > 1)
            return Column(ColumnKind.Text, doubt: $"its {values} texts are all different");
        return distinct.Count > options.MaxCategories
            ? Column(ColumnKind.Text, doubt: $"it has {distinct.Count} different texts, and a category at most {options.MaxCategories} (MaxCategories)")
            : Column(ColumnKind.Category, [.. distinct]);
    }

    /// <summary>The different texts of a column, in ordinal order.</summary>
    public static SortedSet<string> Distinct(CsvRows rows, int column, MissingTexts missing)
    {
        var distinct = new HashSet<string>(StringComparer.Ordinal);
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup = distinct.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int row = 0; row < rows.Count; row++)
        {
            if (!missing.Contains(rows[row, column]))
                lookup.Add(rows[row, column]);
        }

        return new SortedSet<string>(distinct, StringComparer.Ordinal);
    }

    private static CsvColumn Given(CsvRows rows, int column, int missingCount, MissingTexts missing, IReadOnlyList<string> categories)
    {
        if (categories.Distinct(StringComparer.Ordinal).Count() != categories.Count || categories.Count == 0)
            throw rows.Error("the options give it no categories, or one of them twice", rows.Names[column]);
        var known = new HashSet<string>(categories, StringComparer.Ordinal);
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int row = 0; row < rows.Count; row++)
        {
            if (!missing.Contains(rows[row, column]) && !lookup.Contains(rows[row, column]))
                throw rows.Error(row, column, $"is none of the categories that are given: {Listing.Of(categories)}");
        }

        return new CsvColumn(column, rows.Names[column], ColumnKind.Category, missingCount, [.. categories], null);
    }

    private static void Count(bool isOne, int row, ref int count, ref int other)
    {
        count += isOne ? 1 : 0;
        other = !isOne && other < 0 ? row : other;
    }

    private static string Mistaken(CsvRows rows, int other, int column, int count, int values, string what) => FormattableString.Invariant(
        $"{count} of its {values} values are {what}, but line {rows.Line(other)} has {CellText.Show(rows[other, column])}: ")
        + "add it to MissingTexts if it means none";
}
