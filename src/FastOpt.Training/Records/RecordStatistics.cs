namespace FastOpt.Training;

/// <summary>What the training records hold of a column: the mean of its numbers, its categories.</summary>
internal sealed class RecordStatistics(string record, RecordColumn column)
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private double _sum;
    private long _count;

    /// <summary>The mean of the values that are there; 0 without any.</summary>
    public double Mean => _count == 0 ? 0 : _sum / _count;

    /// <summary>The categories, frozen.</summary>
    public Categories Freeze()
    {
        if (column.Kind == RecordKind.Option)
            return new Categories(column.Options);
        if (_counts.Count == 0)
            throw new ArgumentException($"{record}.{column.Member} has no value in any of the training records.");
        return Categories.Fit(_counts, column.MostCategories, column.Unknown == Unknown.Other) ?? throw new ArgumentException(
            $"{record}.{column.Member} has {_counts.Count} categories in the training records, but Categories = {column.MostCategories}; "
            + "allow more, or with Unknown = Unknown.Other keep the most frequent.");
    }

    /// <summary>The classes of a label of whole numbers, ascending.</summary>
    public Categories FreezeNumbers() =>
        new([.. _counts.Keys.OrderBy(static text => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture))]);

    public void Add(double? value, long row)
    {
        if (RecordEncoder.Check(record, column, value, row) is not { } number)
            return;
        _sum += number;
        _count++;
        if (column.Kind == RecordKind.Whole)
            Count(RecordEncoder.WholeText(number));
    }

    public void Add(string? value, long row)
    {
        if (value is null || value.Length == 0)
            RecordEncoder.CheckMissing(record, column, row);
        else
            Count(value);
    }

    public void AddOption(int position, long row)
    {
        if (position == RecordReader.NoOption)
            RecordEncoder.CheckMissing(record, column, row);
    }

    private void Count(string category) => _counts[category] = _counts.GetValueOrDefault(category) + 1;
}
