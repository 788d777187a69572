using System.Globalization;

namespace FastOpt.Training;

/// <summary>Writes the values of one column into its inputs.</summary>
internal sealed class RecordEncoder
{
    private readonly string _record;
    private readonly int _categoryInputs;

    public RecordEncoder(string record, RecordColumn column, int first, double fill, Categories? categories)
    {
        (_record, Column, First, Fill, Categories) = (record, column, first, fill, categories);
        _categoryInputs = categories is null ? 1 : Math.Max(column.MostCategories, categories.Names.Count);
        bool hasOther = categories is not null && column.Unknown == Unknown.Other;
        bool indicates = column.IsNullable && column.Missing == MissingAs.Indicate;
        Width = _categoryInputs + (hasOther ? 1 : 0) + (indicates ? 1 : 0);
        Names =
        [
            .. categories is null
                ? [column.Name]
                : Enumerable.Range(0, _categoryInputs).Select(i => $"{column.Name}={(i < categories.Names.Count ? categories.Names[i] : "")}"),
            .. hasOther ? [column.Name + " is another"] : Array.Empty<string>(),
            .. indicates ? [column.Name + " is missing"] : Array.Empty<string>(),
        ];
    }

    public RecordColumn Column { get; }

    /// <summary>The column's first input.</summary>
    public int First { get; }

    /// <summary>Its inputs.</summary>
    public int Width { get; }

    /// <summary>The inputs' names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What stands for a missing number.</summary>
    public double Fill { get; }

    /// <summary>The categories; null for numbers.</summary>
    public Categories? Categories { get; }

    public void Encode(double? value, Span<float> row, long record)
    {
        Span<float> inputs = row.Slice(First, Width);
        inputs.Clear();
        double? number = Check(_record, Column, value, record);
        inputs[0] = (float)(number ?? Fill);
        if (number is null)
            Indicate(inputs);
    }

    public void Encode(string? value, Span<float> row, long record)
    {
        if (value is null || value.Length == 0)
            EncodeOption(RecordReader.NoOption, row, record);
        else if (Categories!.IndexOf(value) is var position and >= 0)
            EncodeOption(position, row, record);
        else
            EncodeUnknown(value, row, record);
    }

    public void EncodeOption(int position, Span<float> row, long record)
    {
        if (position == RecordReader.UnknownOption)
        {
            EncodeUnknown("a value that the enum does not name", row, record);
            return;
        }

        Span<float> inputs = row.Slice(First, Width);
        inputs.Clear();
        if (position >= 0)
        {
            inputs[position] = 1;
            return;
        }

        CheckMissing(_record, Column, record);
        Indicate(inputs);
    }

    /// <summary>The class of a label that is a whole number, or true or false.</summary>
    public int ClassOf(double? value, long record)
    {
        if (Check(_record, Column, value, record) is not { } number)
            throw new ArgumentException($"{Of(_record, Column, record)} is missing.");
        return Column.Kind == RecordKind.Truth ? (int)number : ClassOf(WholeText(number), record);
    }

    /// <summary>The class of a label that is a text.</summary>
    public int ClassOf(string? value, long record)
    {
        if (string.IsNullOrEmpty(value))
            throw new ArgumentException($"{Of(_record, Column, record)} is missing.");
        return Categories!.IndexOf(value) is var position and >= 0 ? position : throw new ArgumentException(
            $"{Of(_record, Column, record)} is '{value}', but the training records have only the classes {string.Join(", ", Categories.Names.Take(20))}.");
    }

    /// <summary>The class of a label that is a member of an enum.</summary>
    public int ClassOf(int position, long record) => position switch
    {
        RecordReader.NoOption => throw new ArgumentException($"{Of(_record, Column, record)} is missing."),
        RecordReader.UnknownOption => throw new ArgumentException($"{Of(_record, Column, record)} is a value that the enum does not name."),
        _ => position,
    };

    /// <summary>The number, which is one; null where it is missing and may be.</summary>
    public static double? Check(string record, RecordColumn column, double? value, long row)
    {
        if (value is null || (double.IsNaN(value.Value) && column.IsNullable))
        {
            CheckMissing(record, column, row);
            return null;
        }

        // As a float it must be finite, too.
        return float.IsFinite((float)value.Value) ? value : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture, $"{Of(record, column, row)} is {value.Value}, but must be a finite float."));
    }

    /// <summary>Throws where a value may not be missing.</summary>
    public static void CheckMissing(string record, RecordColumn column, long row)
    {
        if (!column.IsNullable || column.Missing == MissingAs.Refuse)
            throw new ArgumentException($"{Of(record, column, row)} is missing.");
    }

    /// <summary>A class that is a whole number.</summary>
    public static string WholeText(double number) => ((long)number).ToString(CultureInfo.InvariantCulture);

    /// <summary>"House.City of record 17".</summary>
    public static string Of(string record, RecordColumn column, long row) =>
        row < 0 ? $"{record}.{column.Member}" : string.Create(CultureInfo.InvariantCulture, $"{record}.{column.Member} of record {row}");

    private void EncodeUnknown(string value, Span<float> row, long record)
    {
        if (Column.Unknown == Unknown.Refuse)
        {
            throw new ArgumentException(
                $"{Of(_record, Column, record)} is '{value}', which is none of the {Categories!.Names.Count} categories that were fitted; "
                + "allow it with Unknown = Unknown.Zeros or Unknown.Other.");
        }

        Span<float> inputs = row.Slice(First, Width);
        inputs.Clear();
        if (Column.Unknown == Unknown.Other)
            inputs[_categoryInputs] = 1;
    }

    private void Indicate(Span<float> inputs)
    {
        if (Column.Missing == MissingAs.Indicate)
            inputs[^1] = 1;
    }
}
