using System.ComponentModel;
using System.Globalization;

namespace FastOpt.Training;

/// <summary>Writes the cells of a table's row; for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RecordWriter
{
    private readonly TextWriter _text;
    private bool _isFirst = true;

    internal RecordWriter(TextWriter text) => _text = text;

    /// <summary>A number, or nothing where it is missing; reads back to the same value; NaN reads back as missing.</summary>
    public void Number<T>(T? value)
        where T : struct, IFormattable => Cell(value?.ToString(null, CultureInfo.InvariantCulture) ?? "");

    /// <summary>true or false.</summary>
    public void Truth(bool? value) => Cell(value switch { null => "", true => "true", false => "false" });

    /// <summary>A day, or with a time a moment.</summary>
    public void Date(DateTime? value) => Cell(
        value?.ToString(value.Value.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) ?? "");

    /// <summary>A text.</summary>
    public void Text(string? value) => Cell(value ?? "");

    internal void Cell(string text)
    {
        if (!_isFirst)
            _text.Write(',');
        _isFirst = false;
        _text.Write(CellText.Quote(text));
    }

    internal void EndRow()
    {
        _text.Write('\n');
        _isFirst = true;
    }
}
