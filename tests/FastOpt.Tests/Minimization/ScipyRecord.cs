using System.Globalization;

namespace FastOpt.Tests.Minimization;

/// <summary>What SciPy did on the 35 problems (benchmarks/peers/objectives_scipy.py).</summary>
internal sealed class ScipyRecord
{
    private static readonly string[][] Table = Read("objectives-scipy.csv");
    private readonly string[] _row;

    private ScipyRecord(string[] row) => _row = row;

    /// <summary>One record for each problem, by its name.</summary>
    public static IReadOnlyDictionary<string, ScipyRecord> All { get; } = Table[1..].ToDictionary(static row => row[0], static row => new ScipyRecord(row));

    /// <summary>f at the standard start.</summary>
    public double Start => Number(_row[2]);

    /// <summary>f at the best point of any method, refined by Newton steps.</summary>
    public double Best => Number(_row[3]);

    public int Evaluations(string method) => int.Parse(_row[Column(method + " f")], CultureInfo.InvariantCulture);

    public int Products(string method) => int.Parse(_row[Column(method + " products")], CultureInfo.InvariantCulture);

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    public static string[][] Read(string file) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Recorded", file))
            .Where(static line => !line.StartsWith('#'))
            .Select(static line => line.Split(',')),
    ];

    private static int Column(string name) => Array.IndexOf(Table[0], name) is var column and >= 0 ? column : throw new ArgumentException(name);
}
