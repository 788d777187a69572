using System.Globalization;
using System.Text.RegularExpressions;

namespace FastOpt.Cli.Tests.Race;

/// <summary>What <c>fastopt race</c> writes, read back.</summary>
internal static partial class RaceOutput
{
    /// <summary>Runs the race and reads its steps, which are those of each optimizer in turn.</summary>
    public static Dictionary<string, List<CsvStep>> Steps(params string[] arguments)
    {
        using var directory = new TemporaryDirectory();
        string file = Path.Combine(directory.Path, "race.csv");
        (int code, _, string error) = CommandLineTests.Run(["race", .. arguments, "--csv", file]);
        Assert.Equal((0, ""), (code, error));
        string[] lines = File.ReadAllLines(file);
        Assert.Equal("optimizer,learning_rate,step,evaluations,x,y,value,gradient_norm,distance", lines[0]);

        var steps = new Dictionary<string, List<CsvStep>>();
        foreach (string[] cells in lines[1..].Select(static line => line.Split(',')))
        {
            double Cell(int index) => cells[index].Length == 0 ? double.NaN : double.Parse(cells[index], CultureInfo.InvariantCulture);
            List<CsvStep> own = steps.TryGetValue(cells[0], out List<CsvStep>? found) ? found : steps[cells[0]] = [];
            Assert.Equal(own.Count, Cell(2));
            own.Add(new(Cell(1), (int)Cell(3), Cell(4), Cell(5), Cell(6), Cell(7), Cell(8)));
        }

        return steps;
    }

    /// <summary>The table, a row by each optimizer's name.</summary>
    public static Dictionary<string, TableRow> Table(params string[] arguments)
    {
        (int code, string output, string error) = CommandLineTests.Run(["race", .. arguments]);
        Assert.Equal((0, ""), (code, error));
        return Row().Matches(output).Select(static match => new TableRow(
            match.Groups["key"].Value[0],
            match.Groups["name"].Value,
            match.Groups["distance"].Value,
            match.Groups["value"].Value,
            match.Groups["near"].Value,
            match.Groups["end"].Value))
            .ToDictionary(static row => row.Name);
    }

    [GeneratedRegex(
        @"^  (?<key>[A-Z])   (?<name>\w+)(?: [\d.e-]+)? +(?<distance>\S+) +(?<value>\S+) +(?<near>–|[\d,]+(?: \([\d,]+\))?)   (?<end>\w.*)$",
        RegexOptions.Multiline)]
    private static partial Regex Row();
}

/// <summary>A line of the CSV file.</summary>
internal readonly record struct CsvStep(double Rate, int Evaluations, double X, double Y, double Value, double GradientNorm, double Distance);

/// <summary>A line of the table.</summary>
internal sealed record TableRow(char Key, string Name, string Distance, string Value, string Near, string End);
