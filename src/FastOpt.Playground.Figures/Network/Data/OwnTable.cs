using FastOpt.Training;
using static System.FormattableString;

namespace FastOpt.Playground;

/// <summary>A reader's own points: a table of comma-separated values with a header, two columns of numbers, and the class in the last one.</summary>
internal static class OwnTable
{
    public const int MostRows = 2000, MostClasses = 4, FewestRows = 10;

    /// <summary>What errors call it.</summary>
    private const string Name = "your table";

    /// <summary>Reads the table.</summary>
    /// <exception cref="DataFormatException">It cannot be used; the message says where.</exception>
    public static DataSet<int> Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new DataFormatException(
                Name, "paste or drop comma-separated values: a header, two columns of numbers, and the class in the last column");
        }

        CsvTable table = Csv.Read(new StringReader(text), name: Name);
        if (table.Columns.Count != 3)
        {
            string names = Names(table.Columns.Select(static one => one.Name));
            throw new DataFormatException(
                Name, Invariant($"it needs three columns, two of numbers and one of classes, and has {table.Columns.Count}: {names}"));
        }

        DataSet<int> data = table.Classification(table.Columns[^1].Name);
        if (data.InputSize != 2)
        {
            throw new DataFormatException(Name, Invariant(
                $"the networks read two numbers for each example, and the first two columns give {data.InputSize}: {Names(data.InputNames)}"));
        }

        if (data.Count is < FewestRows or > MostRows)
            throw new DataFormatException(Name, Invariant($"it has {data.Count} rows; the page takes {FewestRows} to {MostRows}"));
        if (data.ClassNames.Count > MostClasses)
        {
            throw new DataFormatException(
                Name, Invariant($"it has {data.ClassNames.Count} classes, {Names(data.ClassNames)}; the page has networks for up to {MostClasses}"));
        }

        return data;
    }

    private static string Names(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return all.Length <= 6 ? string.Join(", ", all) : string.Join(", ", all[..6]) + ", …";
    }
}
