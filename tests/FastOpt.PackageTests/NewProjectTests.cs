using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace FastOpt.PackageTests;

/// <summary><c>fastopt new</c> as a stranger runs it: what it writes builds against the packages without a warning, and learns.</summary>
public sealed class NewProjectTests(PackedPackage package)
{
    private const string Housing = "/work/shared/data/california-housing/housing.csv";

    [Fact]
    public void A_table_of_houses_becomes_a_project_that_predicts_their_value()
    {
        string? given = Environment.GetEnvironmentVariable("FASTOPT_HOUSING");
        string table = given ?? Housing;
        Assert.SkipUnless(File.Exists(table), $"{table} is not there; FASTOPT_HOUSING names another place of California housing's housing.csv.");
        string project = New("Houses", table, "median_house_value");
        string output = package.Dotnet(project, "run", "-c", "Release").Output;
        Assert.True(Number(output, @"test: R² (-?[0-9.]+)") >= 0.7, output);
        string[] written = ["report.html", "houses.onnx", "houses.safetensors", "houses.binder.json"];
        Assert.All(written, file => Assert.True(File.Exists(Path.Combine(project, file)), file));
    }

    [Fact]
    public void A_table_of_flowers_becomes_a_file_that_tells_their_species()
    {
        string table = Write("iris.csv", Flowers());
        string project = New("Flowers", table, "species", "--single-file");
        CommandResult run = Shell.Run("dotnet", project, "run", "-c", "Release", "Flowers.cs").Succeeded();
        Assert.DoesNotContain("warning", run.Output, StringComparison.OrdinalIgnoreCase);
        Assert.True(Number(run.Output, @"test: accuracy ([0-9.]+)") >= 90, run.Output);
    }

    /// <summary>
    /// Quotes, line ends inside of them, missing values, 40 categories, a date, CRLF, names that are no identifiers, two of them the same, a keyword.
    /// </summary>
    [Fact]
    public void A_table_of_everything_that_a_table_may_have_becomes_a_project_that_trains()
    {
        string table = Write("orders \"2026\".csv", Orders());
        string project = New("Orders", table, "total (€)");
        string output = package.Dotnet(project, "run", "-c", "Release").Output;
        Assert.True(Number(output, @"test: R² (-?[0-9.]+)") >= 0.8, output);

        // A run that is over has nothing left to do, and says the same of the test.
        string again = Shell.Run("dotnet", project, "run", "-c", "Release", "--no-build", "--", "--resume").Succeeded().Output;
        Assert.Equal(Regex.Match(output, "test: .*").Value, Regex.Match(again, "test: .*").Value);
    }

    private string New(string name, string table, string target, params string[] options)
    {
        string program = Path.Combine(PackedPackage.RepositoryRoot, "src", "FastOpt.Cli", "bin", PackedPackage.Configuration, "net10.0", "FastOpt.Cli.dll");
        string project = Path.Combine(package.Folder, name);
        Shell.Run("dotnet", package.Folder, [program, "new", table, "--target", target, "-o", project, .. options]).Succeeded();
        // The packages of these tests have a version of their own.
        foreach (string file in Directory.EnumerateFiles(project).Where(static f => Path.GetExtension(f) == ".csproj" || Path.GetFileName(f) == "Flowers.cs"))
        {
            string text = Regex.Replace(File.ReadAllText(file), "(FastOpt(?:\\.Training)?(?:\" Version=\"|@))[0-9][^\"\\s]*", "${1}" + package.Version);
            Assert.Equal(2, Regex.Count(text, Regex.Escape(package.Version)));
            File.WriteAllText(file, text);
        }

        return project;
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(package.Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static double Number(string output, string pattern) => double.Parse(Regex.Match(output, pattern).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>Three species with lengths around means of their own, as those of Anderson's irises are.</summary>
    private static string Flowers()
    {
        var random = new Random(3);
        (string Name, double[] Means)[] species = [("setosa", [5.0, 3.4, 1.5, 0.2]), ("versicolor", [5.9, 2.8, 4.3, 1.3]), ("virginica", [6.6, 3.0, 5.6, 2.0])];
        var text = new StringBuilder("sepal length (cm),sepal width (cm),petal length (cm),petal width (cm),species\n");
        for (int i = 0; i < 150; i++)
        {
            (string name, double[] means) = species[i % 3];
            foreach (double mean in means)
                text.Append(CultureInfo.InvariantCulture, $"{mean + (0.25 * (random.NextDouble() + random.NextDouble() - 1)):F1},");
            text.Append(name).Append('\n');
        }

        return text.ToString();
    }

    private static string Orders()
    {
        var random = new Random(4);
        var text = new StringBuilder("\"order id\";class;\"unit price\";unit-price;ordered;\"city, \"\"name\"\"\";note;express;total (€)\r\n");
        for (int i = 0; i < 1_200; i++)
        {
            int city = random.Next(40), count = random.Next(1, 9);
            double price = Math.Round(5 + (20 * random.NextDouble()), 2);
            bool isExpress = random.Next(3) == 0;
            double total = (count * price) + (2 * city) + (isExpress ? 30 : 0);
            string shown = random.Next(12) == 0 ? "NA" : price.ToString(CultureInfo.InvariantCulture);
            string note = i % 5 == 0 ? $"\"said \"\"yes\"\";\r\nno. {i}\"" : $"none {i}";
            text.Append(CultureInfo.InvariantCulture, $"{i + 1};{count};{shown};{price * 0.9:F3};{new DateOnly(2026, 1, 1).AddDays(i % 300):yyyy-MM-dd};")
                .Append(CultureInfo.InvariantCulture, $"\"Town; no. \"\"{city}\"\"\";{note};{(isExpress ? "yes" : "no")};{total:F2}\r\n");
        }

        return text.ToString();
    }
}
