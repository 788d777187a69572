using System.ComponentModel;

namespace FastOpt.Training;

/// <summary>
/// Takes the values of a record's members, one after the other: to count them, to write them into a row of inputs, or to find the class that they are. For
/// generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct RecordValues
{
    private static readonly DateTime Epoch = new(2000, 1, 1);

    private readonly RecordStatistics[]? _statistics;
    private readonly RecordEncoder[]? _encoders;
    private readonly Span<float> _row;
    private readonly Span<int> _classes;
    private readonly long _record;
    private int _next;

    internal RecordValues(RecordStatistics[] statistics, long record) => (_statistics, _record) = (statistics, record);

    internal RecordValues(RecordEncoder[] encoders, Span<float> row, long record)
    {
        (_encoders, _record) = (encoders, record);
        _row = row;
    }

    internal RecordValues(RecordEncoder[] encoders, Span<int> classes, long record)
    {
        (_encoders, _record) = (encoders, record);
        _classes = classes;
    }

    /// <summary>A number; null or NaN where it is missing.</summary>
    public void Number(double? value)
    {
        int column = _next++;
        if (_statistics is not null)
            _statistics[column].Add(value, _record);
        else if (_classes.IsEmpty)
            _encoders![column].Encode(value, _row, _record);
        else
            _classes[column] = _encoders![column].ClassOf(value, _record);
    }

    /// <summary>true or false.</summary>
    public void Truth(bool? value) => Number(value switch { null => null, true => 1, false => 0 });

    /// <summary>A day or a moment: days since 2000-01-01.</summary>
    public void Date(DateTime? value) => Number(value is { } moment ? (moment - Epoch).TotalDays : null);

    /// <summary>A category.</summary>
    public void Text(string? value)
    {
        int column = _next++;
        if (_statistics is not null)
            _statistics[column].Add(value, _record);
        else if (_classes.IsEmpty)
            _encoders![column].Encode(value, _row, _record);
        else
            _classes[column] = _encoders![column].ClassOf(value, _record);
    }

    /// <summary>A member of an enum, by its position; negative as <see cref="RecordReader.Option"/> says.</summary>
    public void Option(int position)
    {
        int column = _next++;
        if (_statistics is not null)
            _statistics[column].AddOption(position, _record);
        else if (_classes.IsEmpty)
            _encoders![column].EncodeOption(position, _row, _record);
        else
            _classes[column] = _encoders![column].ClassOf(position, _record);
    }
}
