using nietras.SeparatedValues;
using System.Text;

namespace FastOpt.Training;

/// <summary>
/// The rows of a table that are not blank, one after the other, with their cells as they stand in the file. What cannot be read is an error with file and line.
/// </summary>
internal sealed class SeparatedRows : IDisposable
{
    private readonly SepReader _reader;
    private readonly string _path, _notText;

    /// <summary>Looks at the beginning of a text, which stays open.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">What errors call it.</param>
    /// <param name="separator">What stands between cells; null to infer it from the first line.</param>
    /// <param name="notText">What an error says of bytes that the text's encoding does not have.</param>
    public SeparatedRows(TextReader text, string path, char? separator, string notText)
    {
        (_path, _notText) = (path, notText);
        try
        {
            var start = new FirstLineReader(text);
            Separator = separator ?? start.InferSeparator();

            // Names are not Sep's to look up, and quotes are checked where they are taken away.
            _reader = new Sep(Separator).Reader(static options => options with { HasHeader = false, DisableColCountCheck = true }).From(start);
        }
        catch (Exception mistake) when (IsOfTheText(mistake))
        {
            throw Error(mistake);
        }
    }

    /// <summary>What stands between cells.</summary>
    public char Separator { get; }

    /// <summary>The line on which the present row begins, from 1; 0 before the first one.</summary>
    public int Line { get; private set; }

    /// <summary>The present row.</summary>
    public SepReader.Row Current => _reader.Current;

    /// <summary>Goes to the next row that is not blank.</summary>
    /// <returns>False behind the last row.</returns>
    /// <exception cref="CsvException">The text cannot be read behind the present row.</exception>
    public bool Read()
    {
        try
        {
            while (_reader.MoveNext())
            {
                // Sep numbers the first row's line only when it has read on.
                SepReader.Row row = _reader.Current;
                Line = Line == 0 ? 1 : row.LineNumberFrom;
                if (!row.Span.IsWhiteSpace() || (Separator == '\t' && row.ColCount > 1))
                    return true;
            }

            return false;
        }
        catch (Exception mistake) when (IsOfTheText(mistake))
        {
            throw Error(mistake);
        }
    }

    public void Dispose() => _reader.Dispose();

    // Sep throws the latter two where a row is too long for it, such as by a quote that is never closed.
    private static bool IsOfTheText(Exception mistake) => mistake is DecoderFallbackException or InvalidDataException or NotSupportedException;

    private CsvException Error(Exception mistake) =>
        new(_path, mistake is DecoderFallbackException ? _notText : $"cannot be read behind this line: {mistake.Message}", Line, inner: mistake);
}
