using System.Globalization;
using FastOpt.Training;

namespace FastOpt.Cli.Scaffolding;

/// <summary>What the cells of a column have in common, gathered row by row.</summary>
internal sealed class TableColumn
{
    /// <summary>More different texts than this are not told apart; no network has an input for each.</summary>
    public const int MostDistinct = 100_000;

    private static readonly string[] Truths = ["true", "false", "yes", "no"];

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private bool _areNumbers = true, _areWhole = true, _areTruths = true, _areDates = true, _areConsecutive = true;
    private decimal _previous;

    /// <summary>A column without cells.</summary>
    public TableColumn(string name)
    {
        Name = name;
        _bySpan = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The column's name in the table.</summary>
    public string Name { get; }

    /// <summary>Cells that hold something.</summary>
    public long Present { get; private set; }

    /// <summary>Cells that are missing.</summary>
    public long Missing { get; private set; }

    /// <summary>How often each value is there; not all of them where there are more than <see cref="MostDistinct"/>.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>Different values.</summary>
    public int Distinct => _counts.Count;

    /// <summary>
    /// How often each class is there, if the column holds classes: yes and true, or 1 and 1.0, are one, in however many ways a table spells them.
    /// </summary>
    public IReadOnlyDictionary<string, long> Classes => Kind is CellKind.Truth or CellKind.Whole
        ? _counts.GroupBy(pair => Class(pair.Key), StringComparer.Ordinal)
            .ToDictionary(static same => same.Key, static same => same.Sum(static pair => pair.Value), StringComparer.Ordinal)
        : _counts;

    /// <summary>Whether no two cells hold the same.</summary>
    public bool IsUnique => Present > 1 && _counts.Count == Math.Min(Present, MostDistinct);

    /// <summary>Whether all cells are whole numbers, each 1 more than the one before.</summary>
    public bool IsConsecutive => Present > 1 && Missing == 0 && _areNumbers && _areWhole && _areConsecutive;

    /// <summary>Whether each whole number is written as one, and not as "41.0".</summary>
    public bool IsWrittenWhole { get; private set; } = true;

    /// <summary>Whether dates have a time of day.</summary>
    public bool HasTimes { get; private set; }

    /// <summary>What the cells are.</summary>
    public CellKind Kind => Present == 0 ? CellKind.Nothing
        : _areNumbers ? (_areWhole ? CellKind.Whole : CellKind.Number)
        : _areTruths ? CellKind.Truth
        : _areDates ? CellKind.Date
        : CellKind.Text;

    /// <summary>Takes the next cell.</summary>
    public void Add(ReadOnlySpan<char> cell)
    {
        if (TableReader.IsMissing(cell))
        {
            Missing++;
            return;
        }

        if (_areNumbers)
            LookAtNumber(cell);
        if (_areTruths)
            _areTruths = IsTruth(cell);
        if (_areDates)
            LookAtDate(cell);
        Present++;
        if (_bySpan.TryGetValue(cell, out long count))
            _bySpan[cell] = count + 1;
        else if (_counts.Count < MostDistinct)
            _bySpan[cell] = 1;
    }

    private void LookAtNumber(ReadOnlySpan<char> cell)
    {
        _areNumbers = float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value);
        if (!_areNumbers || !_areWhole)
            return;
        _areWhole = decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            && number >= int.MinValue && number <= int.MaxValue && decimal.IsInteger(number);
        IsWrittenWhole &= cell.IndexOfAny(".eE") < 0;
        _areConsecutive &= _areWhole && (Present == 0 || number == _previous + 1);
        _previous = number;
    }

    private void LookAtDate(ReadOnlySpan<char> cell)
    {
        _areDates = TableReader.TryParseDate(cell, out DateTime moment);
        HasTimes |= _areDates && moment.TimeOfDay != default;
    }

    private string Class(string cell) => Kind == CellKind.Whole
        ? decimal.ToInt32(decimal.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture)
        : cell.Equals("true", StringComparison.OrdinalIgnoreCase) || cell.Equals("yes", StringComparison.OrdinalIgnoreCase) ? "yes" : "no";

    private static bool IsTruth(ReadOnlySpan<char> cell)
    {
        foreach (string truth in Truths)
        {
            if (cell.Equals(truth, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}

/// <summary>What the cells of a column are.</summary>
internal enum CellKind
{
    /// <summary>All are missing.</summary>
    Nothing,

    /// <summary>Whole numbers that an int holds.</summary>
    Whole,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>true, false, yes, no.</summary>
    Truth,

    /// <summary>Days or moments.</summary>
    Date,

    /// <summary>Anything else.</summary>
    Text,
}
