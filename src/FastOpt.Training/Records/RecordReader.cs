using System.ComponentModel;
using System.Globalization;
using System.Numerics;

namespace FastOpt.Training;

/// <summary>Reads the cells of a table's row as what a record's members hold; for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RecordReader
{
    /// <summary>What <see cref="Option"/> gives for a missing value.</summary>
    public const int NoOption = -1;

    /// <summary>What <see cref="Option"/> gives for a text that is none of the options.</summary>
    public const int UnknownOption = -2;

    private readonly TableReader _table;
    private readonly RecordSchema _schema;
    private readonly int[] _positions;

    internal RecordReader(TableReader table, RecordSchema schema)
    {
        (_table, _schema, _positions) = (table, schema, new int[schema.Columns.Count]);
        for (int i = 0; i < _positions.Length; i++)
            _positions[i] = Find(schema.Columns[i]);
    }

    /// <summary>Whether a cell is missing, where the member may be.</summary>
    /// <exception cref="CsvException">It is missing, but the member cannot be null.</exception>
    public bool IsMissing(int column)
    {
        if (_positions[column] >= 0 && !TableReader.IsMissing(Cell(column)))
            return false;
        RecordColumn known = _schema.Columns[column];
        return known.IsNullable ? true : throw Expected(column, $"{Describe(known)}; write '{known.Type}? {known.Member}' where values may be missing");
    }

    /// <summary>A number.</summary>
    /// <exception cref="CsvException">The cell holds none, or one that is not finite.</exception>
    public T Number<T>(int column)
        where T : struct, INumberBase<T>
    {
        bool isOne = !IsMissing(column) & T.TryParse(Cell(column), NumberStyles.Float, CultureInfo.InvariantCulture, out T value);
        return isOne && T.IsFinite(value) ? value : throw Expected(column, Describe(_schema.Columns[column]));
    }

    /// <summary>true, false, yes, no, 1 or 0.</summary>
    /// <exception cref="CsvException">The cell holds none of them.</exception>
    public bool Truth(int column)
    {
        if (!IsMissing(column))
        {
            ReadOnlySpan<char> cell = Cell(column);
            if (cell is "1" || cell.Equals("true", StringComparison.OrdinalIgnoreCase) || cell.Equals("yes", StringComparison.OrdinalIgnoreCase))
                return true;
            if (cell is "0" || cell.Equals("false", StringComparison.OrdinalIgnoreCase) || cell.Equals("no", StringComparison.OrdinalIgnoreCase))
                return false;
        }

        throw Expected(column, Describe(_schema.Columns[column]));
    }

    /// <summary>A day or a moment, in the order year, month, day.</summary>
    /// <exception cref="CsvException">The cell holds none.</exception>
    public DateTime Date(int column) => !IsMissing(column) && TableReader.TryParseDate(Cell(column), out DateTime value)
        ? value
        : throw Expected(column, Describe(_schema.Columns[column]));

    /// <summary>A text.</summary>
    public string Text(int column) => IsMissing(column) ? "" : Cell(column).ToString();

    /// <summary>The position among an enum's members, in upper or lower case; <see cref="NoOption"/>, <see cref="UnknownOption"/>.</summary>
    /// <exception cref="CsvException">The cell holds none, and unknown ones are refused.</exception>
    public int Option(int column)
    {
        if (IsMissing(column))
            return NoOption;
        RecordColumn known = _schema.Columns[column];
        ReadOnlySpan<char> cell = Cell(column);
        for (int i = 0; i < known.Options.Count; i++)
        {
            if (cell.Equals(known.Options[i], StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return known.Unknown != Unknown.Refuse ? UnknownOption : throw Expected(column, Describe(known));
    }

    private static string Describe(RecordColumn column) => column.Kind switch
    {
        RecordKind.Number when column.Type is "float" or "double" or "decimal" or "Half" => $"a finite number ({column.Type})",
        RecordKind.Number or RecordKind.Whole => $"a whole number ({column.Type})",
        RecordKind.Truth => "true or false",
        RecordKind.Date => "an ISO date such as 2026-11-26",
        RecordKind.Option when column.Options.Count <= 12 => "one of " + string.Join(", ", column.Options),
        RecordKind.Option => $"one of the {column.Options.Count.ToString(CultureInfo.InvariantCulture)} members of {column.Type}",
        _ => "a text",
    };

    private ReadOnlySpan<char> Cell(int column) => _table[_positions[column]];

    private CsvException Expected(int column, string expected) => _table.Error(_positions[column], expected);

    /// <summary>Where a column of the schema stands in the table; -1 for one that is computed, and for a label that may be missing.</summary>
    private int Find(RecordColumn column)
    {
        if (column.IsComputed)
            return -1;
        int position = _table.IndexOf(column.Name);
        if (position >= 0 || (column.IsNullable && _schema.Labels.Any(label => label.Member == column.Member)))
            return position;
        string columns = string.Join(", ", _table.Columns);
        throw new CsvException(_table.Name, $"expected for {_schema.Name}.{column.Member}, found only the columns {columns}", 1, column.Name);
    }
}
