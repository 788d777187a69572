namespace FastOpt.Training;

/// <summary>
/// Reads tables of separated values (RFC 4180): cells in quotes may hold separators, line ends and doubled quotes; lines end with LF, CRLF or CR; blank lines
/// do not count, and neither do spaces around a cell. Numbers have a point, in every culture.
/// </summary>
public static class Csv
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Default: a header, a separator that is inferred, and no missing values.</param>
    /// <exception cref="CsvException">The table cannot be used; with file, line, column and text.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CsvTable Read(string path, CsvOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new CsvOptions();
        using var reader = new StreamReader(path, options.Encoding, detectEncodingFromByteOrderMarks: true);
        return Read(reader, options, path);
    }

    /// <summary>Reads a text, which stays open.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">Default: a header, a separator that is inferred, and no missing values.</param>
    /// <param name="name">What errors call it. Default: "table".</param>
    /// <exception cref="CsvException">The table cannot be used; with name, line, column and text.</exception>
    public static CsvTable Read(TextReader text, CsvOptions? options = null, string name = "table")
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new CsvOptions();
        return new CsvTable(CsvRows.Read(text, name, options), options);
    }
}
