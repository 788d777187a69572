using FastOpt.Training;

namespace FastOpt.Cli.Scaffolding;

/// <summary>A table that was read once from beginning to end.</summary>
/// <param name="Path">The file.</param>
/// <param name="Separator">What stands between its cells.</param>
/// <param name="Rows">Rows below the names.</param>
/// <param name="Columns">Its columns, in order.</param>
internal sealed record TableSurvey(string Path, char Separator, long Rows, IReadOnlyList<TableColumn> Columns)
{
    private const int RowsBetweenReports = 4096;

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Hears the share that has been read, now and then; null where nobody listens.</param>
    /// <exception cref="UnusableTableException">The file cannot be read as a table.</exception>
    public static TableSurvey Read(string path, Action<double>? progress = null)
    {
        try
        {
            using TableReader table = TableReader.Open(path);
            TableColumn[] columns = [.. table.Columns.Select(static name => new TableColumn(name))];
            long rows = 0;
            while (table.Read())
            {
                for (int i = 0; i < columns.Length; i++)
                    columns[i].Add(table[i]);
                if (++rows % RowsBetweenReports == 0)
                    progress?.Invoke(table.Progress);
            }

            return new TableSurvey(path, table.Separator, rows, columns);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new UnusableTableException(e is FileNotFoundException or DirectoryNotFoundException ? $"'{path}' does not exist" : e.Message.TrimEnd('.'));
        }
    }
}
