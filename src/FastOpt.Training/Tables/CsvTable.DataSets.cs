namespace FastOpt.Training;

// From cells to rows of floats.
public sealed partial class CsvTable
{
    /// <summary>Numbers to be predicted, from all other columns or those that the options choose.</summary>
    /// <param name="targets">One column or several, of numbers, dates or true and false.</param>
    /// <exception cref="CsvException">
    /// A column is not there, a target has one value in all rows or none in a row, an input has texts that are no categories, or a value is missing and the
    /// options refuse that; with file, line, column and text.
    /// </exception>
    public DataSet<float> Regression(params ReadOnlySpan<string> targets)
    {
        if (targets.IsEmpty)
            throw new ArgumentException("A regression needs at least one target column.", nameof(targets));
        CsvColumn[] columns = new CsvColumn[targets.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = this[targets[i]];
            if (Array.IndexOf(columns, columns[i]) < i)
                throw _rows.Error("it is a target twice", targets[i]);
            RequireNumbers(columns[i]);
        }

        float[] values = new float[checked(Count * columns.Length)];
        for (int i = 0; i < columns.Length; i++)
        {
            float least = float.PositiveInfinity, most = float.NegativeInfinity;
            for (int row = 0; row < Count; row++)
            {
                RequireTarget(row, columns[i]);
                float value = values[row * columns.Length + i] = Single(row, columns[i]);
                (least, most) = (Math.Min(least, value), Math.Max(most, value));
            }

            if (least == most)
                throw _rows.Error(FormattableString.Invariant($"the target is {least} in {AllRows}; there is nothing to learn"), columns[i].Name);
        }

        (float[] inputs, string[] names) = Inputs(columns);
        return new DataSet<float>(inputs, values, names.Length, columns.Length)
        {
            InputNames = names,
            TargetNames = [.. columns.Select(column => column.Name)],
        };
    }

    /// <summary>
    /// Classes to be predicted, from all other columns or those that the options choose. Classes are in ordinal order, numbers and dates in theirs, or as the
    /// options' categories say.
    /// </summary>
    /// <param name="target">The column with the classes: categories, whole or other numbers, dates, or true and false.</param>
    /// <exception cref="CsvException">
    /// A column is not there, the target has one class or none in a row, an input has texts that are no categories, or a value is missing and the options
    /// refuse that; with file, line, column and text.
    /// </exception>
    public DataSet<int> Classification(string target)
    {
        CsvColumn column = this[target];
        (int[] labels, string[] classes) = column.Kind switch
        {
            ColumnKind.Category => Codes(column),
            ColumnKind.Empty => throw _rows.Error("the target has no value in any row", target),
            ColumnKind.Text => throw _rows.Error($"the target has no classes: {column.Doubt}", target),
            _ => NumberedClasses(column),
        };
        if (classes.Length < 2)
            throw _rows.Error($"the target has one class, '{classes[0]}', in {AllRows}; there is nothing to learn", target);
        (float[] inputs, string[] names) = Inputs([column]);
        return new DataSet<int>(inputs, labels, names.Length) { InputNames = names, TargetNames = [target], ClassNames = classes };
    }

    private string AllRows => Count == 1 ? "the only row" : $"all {Count} rows";

    private (int[] Labels, string[] Classes) Codes(CsvColumn column)
    {
        int[] labels = new int[Count];
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> codes = Positions(column);
        for (int row = 0; row < labels.Length; row++)
        {
            RequireTarget(row, column);
            labels[row] = codes[_rows[row, column.Index]];
        }

        return (labels, [.. column.Categories]);
    }

    // 1, 1.0 and 1e0 are one class.
    private (int[] Labels, string[] Classes) NumberedClasses(CsvColumn column)
    {
        double[] values = new double[Count];
        var texts = new SortedDictionary<double, string>();
        for (int row = 0; row < values.Length; row++)
        {
            RequireTarget(row, column);
            values[row] = Number(row, column) + 0.0;
            texts.TryAdd(values[row], column.Kind switch
            {
                ColumnKind.Number => FormattableString.Invariant($"{values[row]}"),
                ColumnKind.Flag => values[row] == 0 ? "false" : "true",
                _ => _rows[row, column.Index].ToString(),
            });
            if (texts.Count > MaxClasses)
                throw _rows.Error(
                    $"the target has more than {MaxClasses} different values; numbers are predicted by Regression(\"{column.Name}\")", column.Name);
        }

        if (texts.Count == Count && Count > 2)
            throw _rows.Error($"the target's {Count} values are all different; numbers are predicted by Regression(\"{column.Name}\")", column.Name);
        double[] order = [.. texts.Keys];
        return ([.. values.Select(value => Array.BinarySearch(order, value))], [.. texts.Values]);
    }

    private static Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Positions(CsvColumn column)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < column.Categories.Count; i++)
            positions.Add(column.Categories[i], i);
        return positions.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private void RequireNumbers(CsvColumn column)
    {
        switch (column.Kind)
        {
            case ColumnKind.Category:
                throw _rows.Error(
                    $"the target has texts ({Listing.Of(column.Categories)}); classes are predicted by Classification(\"{column.Name}\")", column.Name);
            case ColumnKind.Text:
                throw _rows.Error($"the target has no numbers: {column.Doubt}", column.Name);
            case ColumnKind.Empty:
                throw _rows.Error("the target has no value in any row", column.Name);
        }
    }

    private void RequireTarget(int row, CsvColumn column)
    {
        if (_missing.Contains(_rows[row, column.Index]))
            throw _rows.Error(row, column.Index, "is missing, and a target is not made up; Missing.SkipRow leaves such rows out");
    }

    private (float[] Inputs, string[] Names) Inputs(CsvColumn[] targets)
    {
        List<CsvColumn> columns = InputColumns(targets);
        var names = new List<string>();
        foreach (CsvColumn column in columns)
        {
            if (IsOneHot(column))
                names.AddRange(column.Categories.Select(category => $"{column.Name}={category}"));
            else
                names.Add(column.Name);
        }

        if ((long)Count * names.Count > Array.MaxLength)
            throw _rows.Error($"{Count} rows of {names.Count} inputs are more than an array holds");
        float[] inputs = new float[Count * names.Count];
        int first = 0;
        foreach (CsvColumn column in columns)
        {
            Fill(column, inputs, first, names.Count);
            first += IsOneHot(column) ? column.Categories.Count : 1;
        }

        return (inputs, [.. names]);
    }

    private bool IsOneHot(CsvColumn column) => column.Kind == ColumnKind.Category && _options.CategoryEncoding == CategoryEncoding.OneHot;

    private List<CsvColumn> InputColumns(CsvColumn[] targets)
    {
        var columns = new List<CsvColumn>();
        foreach (CsvColumn column in _options.Columns is { } chosen ? chosen.Select(name => this[name]) : _columns)
        {
            if (_options.Except.Contains(column.Name))
                continue;
            bool isTarget = Array.IndexOf(targets, column) >= 0;
            if (_options.Columns is not null && (isTarget || columns.Contains(column)))
                throw _rows.Error(isTarget ? "it is a target and an input" : "it is an input twice", column.Name);
            if (isTarget)
                continue;
            if (column.Kind is ColumnKind.Text or ColumnKind.Empty)
            {
                throw _rows.Error(
                    $"it is no input, for {column.Doubt ?? "it has no value in any row"}; write Except = [\"{column.Name}\"] to leave it out", column.Name);
            }

            columns.Add(column);
        }

        return columns.Count > 0 ? columns : throw _rows.Error("no column is left for the inputs");
    }

    private void Fill(CsvColumn column, float[] inputs, int first, int size)
    {
        bool isCategory = column.Kind == ColumnKind.Category, isOneHot = IsOneHot(column);
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> codes = Positions(column);
        for (int row = 0; row < Count; row++)
        {
            Span<float> cells = inputs.AsSpan(row * size + first, isOneHot ? column.Categories.Count : 1);
            ReadOnlySpan<char> text = _rows[row, column.Index];
            if (_missing.Contains(text))
                cells.Fill(MissingValue(row, column, isCategory && !isOneHot));
            else if (isOneHot)
                cells[codes[text]] = 1;
            else
                cells[0] = isCategory ? codes[text] : Single(row, column);
        }
    }

    private float MissingValue(int row, CsvColumn column, bool isCode) => (_options.Missing, isCode) switch
    {
        (Missing.Keep, false) => float.NaN,
        (Missing.Zero, false) => 0,
        (Missing.Keep or Missing.Zero, true) =>
            throw _rows.Error(row, column.Index, "is missing, and a category's code is not made up; Missing.SkipRow leaves such rows out"),
        _ => throw _rows.Error(row, column.Index, "is missing; choose what is done about it with CsvOptions.Missing: SkipRow, Keep or Zero"),
    };
}
