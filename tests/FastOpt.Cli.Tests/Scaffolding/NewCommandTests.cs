using System.Globalization;
using System.Text;
using FastOpt.Cli.Commands;

namespace FastOpt.Cli.Tests.Scaffolding;

/// <summary><c>fastopt new</c>: what it finds in tables, what it writes, and what it says of tables from which nothing can be learned.</summary>
public sealed class NewCommandTests
{
    [Fact]
    public void ATableIsSummedUpAndWrittenAsAProject()
    {
        using var folder = new TemporaryDirectory();
        string table = folder.Write("flats.csv", Flats());
        string project = Path.Combine(folder.Path, "my-flats");
        (int code, string output, string error) = Run("new", table, "--target", "price (k€)", "-o", project);
        Assert.Equal("", error);
        Assert.Equal(0, code);
        string[] lines = output.Split('\n');
        Assert.Equal("flats.csv: 60 rows, 9 columns; 'price (k€)' is a number", lines[0]);
        Assert.Contains("  Flat Id      id                   0   left out", lines);
        Assert.Contains("  area         number               0   Area", lines);
        Assert.Contains("  area!        whole number         3   Area2", lines);
        Assert.Contains("  class        category (3)         0   Class, 3 inputs", lines);
        Assert.Contains("  built        date                 0   Built", lines);
        Assert.Contains("  2nd floor    truth                0   Column2ndFloor", lines);
        Assert.Contains("  note         empty               60   left out", lines);
        Assert.Contains("  same         constant             0   left out", lines);
        Assert.Contains("  price (k€)   number               0   label PriceK", lines);
        Assert.Equal(
            ["EpochLines.cs", "MyFlats.csproj", "MyFlatsNetwork.cs", "MyFlatsRow.cs", "Program.cs", "flats.csv"],
            Directory.EnumerateFiles(project).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(File.ReadAllBytes(table), File.ReadAllBytes(Path.Combine(project, "flats.csv")));

        string record = File.ReadAllText(Path.Combine(project, "MyFlatsRow.cs"));
        Assert.Contains(
            """
            public sealed partial record MyFlatsRow(
                [Feature("area")] float Area,
                [Feature("area!")] int? Area2,
                [Feature("class", Categories = 3, Unknown = Unknown.Zeros)] string Class,
                [Feature("built")] DateOnly Built,
                [Feature("2nd floor")] bool Column2ndFloor,
                [Label("price (k€)")] float PriceK);
            """, record, StringComparison.Ordinal);
        string network = File.ReadAllText(Path.Combine(project, "MyFlatsNetwork.cs"));
        Assert.Contains("[Network(7)]\n", network, StringComparison.Ordinal);
        Assert.Contains("[Dense(1)]\n[MeanSquaredError]\n", network, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', record + network + File.ReadAllText(Path.Combine(project, "Program.cs")));
    }

    [Fact]
    public void TruthsAreTwoClassesInHoweverManyWaysTheyAreSpelled()
    {
        using var folder = new TemporaryDirectory();
        string table = folder.Write("mail.csv", Rows("length,spam", 60, static i => $"{i % 7},{(i % 4 < 2 ? "yes" : i % 4 == 2 ? "No" : "no")}"));
        string file = Path.Combine(folder.Path, "out");
        Assert.Equal(0, Run("new", table, "--target", "spam", "-o", file, "--name", "Mail").Code);
        Assert.Contains("bool Spam", File.ReadAllText(Path.Combine(file, "MailRow.cs")), StringComparison.Ordinal);
        Assert.Contains("[Dense(2)]\n", File.ReadAllText(Path.Combine(file, "MailNetwork.cs")), StringComparison.Ordinal);
    }

    [Fact]
    public void ClassesAreStratifiedAndEachHasAnOutput()
    {
        using var folder = new TemporaryDirectory();
        string table = folder.Write("mail.csv", Rows("text;length;spam", 40, static i => $"{i % 3};{i * 0.5};{(i % 2 == 0 ? "ham" : "spam")}"));
        string file = Path.Combine(folder.Path, "out");
        Assert.Equal(0, Run("new", table, "--target", "spam", "-o", file, "--single-file", "--name", "Mail").Code);
        Assert.Equal(["Mail.cs", "mail.csv"], Directory.EnumerateFiles(file).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        string program = File.ReadAllText(Path.Combine(file, "Mail.cs"));
        Assert.StartsWith("#:package FastOpt@", program, StringComparison.Ordinal);
        Assert.Contains("\n#:package FastOpt.Training@", program, StringComparison.Ordinal);
        Assert.Contains("Split.Stratified(rows, static row => row.Spam, seed: 1)", program, StringComparison.Ordinal);
        Assert.Contains("[Network(2)]\n", program, StringComparison.Ordinal);
        Assert.Contains("[Dense(2)]\n[SoftmaxCrossEntropy]\n", program, StringComparison.Ordinal);
        Assert.Contains("[Label(\"spam\")] string Spam);", program, StringComparison.Ordinal);
    }

    /// <summary>A class is one, however a table spells it; a few rows of another spelling are no class of their own.</summary>
    [Theory]
    [InlineData("yes", "no", "Yes")]
    [InlineData("true", "FALSE", "True")]
    [InlineData("1", "2", "1.0")]
    [InlineData("7", "8", "7e0")]
    public void AClassIsOneInEachSpelling(string one, string other, string rare)
    {
        using var folder = new TemporaryDirectory();
        string table = folder.Write("mail.csv", Rows("length,spam", 60, i => $"{i * 0.5},{(i < 3 ? rare : i % 2 == 0 ? one : other)}"));
        string file = Path.Combine(folder.Path, "out");
        (int code, _, string error) = Run("new", table, "--target", "spam", "-o", file, "--name", "Mail", "--task", "classes");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("[Dense(2)]\n", File.ReadAllText(Path.Combine(file, "MailNetwork.cs")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int", false)]
    [InlineData("int?", true)]
    public void FewWholeNumbersAreClassesUnlessToldOtherwise(string type, bool hasMissing)
    {
        using var folder = new TemporaryDirectory();
        string table = folder.Write("digits.csv", Rows("ink,digit", 60, i => $"{i * 0.25},{(hasMissing && i < 3 ? "" : (i % 3).ToString(CultureInfo.InvariantCulture))}"));
        Assert.Equal(0, Run("new", table, "--target", "digit", "-o", Path.Combine(folder.Path, "classes")).Code);
        Assert.Contains($"[Label(\"digit\")] {type} Digit", File.ReadAllText(Path.Combine(folder.Path, "classes", "ClassesRow.cs")), StringComparison.Ordinal);
        bool filters = File.ReadAllText(Path.Combine(folder.Path, "classes", "Program.cs")).Contains("row.Digit is not null", StringComparison.Ordinal);
        Assert.Equal(hasMissing, filters);
        Assert.Equal(0, Run("new", table, "--target", "digit", "-o", Path.Combine(folder.Path, "numbers"), "--task", "numbers").Code);
        Assert.Contains("[Label(\"digit\")] float", File.ReadAllText(Path.Combine(folder.Path, "numbers", "NumbersRow.cs")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("has no column 'z', only: a, b", "a,b", "z")]
    [InlineData("the column 'b' of table.csv is always '1': there is nothing to predict", "a,b", "b", "{0},1")]
    [InlineData("the column 'b' of table.csv is always 'yes': there is nothing to predict", "a,b", "b", "{0},yes")]
    [InlineData("the column 'b' of table.csv holds dates", "a,b", "b", "{0},2026-01-{1:00}")]
    [InlineData("the column 'b' of table.csv has 40 different texts in 40 rows: they are no classes", "a,b", "b", "{0},t{0}")]
    [InlineData("table.csv has nothing to predict 'b' from: 'id' (id), 'key' (id)", "id,key,b", "b", "{0},k{0},{2}")]
    [InlineData("table.csv has nothing to predict 'b' from: it has no other column", "b", "b", "{2}")]
    [InlineData("table.csv has nothing to predict 'b' from: 'a' (empty)", "a,b", "b", "NA,{2}")]
    [InlineData("table.csv has the column 'b' 2 times", "b,b", "b", "{2},{2}")]
    [InlineData("table.csv: line 2: expected 2 cells, as the first line has, found 3", "a,b", "b", "{0},{2},7")]
    [InlineData("table.csv: line 2, column 'b'", "a,b", "b", "{0},\"x")]
    [InlineData("table.csv has 0 rows with a 'b', but at least 30 are needed", "a,b", "b", "{0},")]
    [InlineData("the column 'b' of table.csv does not hold numbers: 'x1'", "a,b", "b", "{0},x{1}", "--task", "numbers")]
    [InlineData("the column 'b' of table.csv holds numbers with fractions, which are no classes", "a,b", "b", "{0},{2}", "--task", "classes")]
    [InlineData("--name '2go' is no name in C#", "a,b", "b", "{2},{2}", "--name", "2go")]
    [InlineData("--name 'a b' is no name in C#", "a,b", "b", "{2},{2}", "--name", "a b")]
    [InlineData("--name 'System' is the name of a namespace", "a,b", "b", "{2},{2}", "--name", "System")]
    public void ATableThatCannotBeUsedIsOneLineAndNothingIsWritten(string message, string head, string target, string row = "{0},{2}", params string[] options)
    {
        using var folder = new TemporaryDirectory();
        string table = folder.Write("table.csv", Rows(head, 40, i => string.Format(CultureInfo.InvariantCulture, row, i, (i % 28) + 1, i * 0.37)));
        string project = Path.Combine(folder.Path, "out");
        (int code, string output, string error) = Run(["new", table, "--target", target, "-o", project, .. options]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.StartsWith("fastopt: ", error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(static c => c == '\n'));
        Assert.False(Path.Exists(project));
    }

    [Theory]
    [InlineData("", "TABLE: the file is empty; the first line must name the columns")]
    [InlineData("a,b\n", "table.csv has 0 rows with a 'b', but at least 30 are needed")]
    [InlineData("a,b\n1,2\n3,4\n", "table.csv has 2 rows with a 'b', but at least 30 are needed")]
    public void ATableWithTooFewRowsIsOneLine(string text, string message)
    {
        using var folder = new TemporaryDirectory();
        string table = folder.Write("table.csv", Encoding.UTF8.GetBytes(text));
        Assert.Equal((1, "", $"fastopt: {message.Replace("TABLE", table, StringComparison.Ordinal)}\n"), Run("new", table, "--target", "b", "-o", Path.Combine(folder.Path, "out")));
    }

    [Fact]
    public void ARareClassIsNamed()
    {
        using var folder = new TemporaryDirectory();
        string table = folder.Write("table.csv", Rows("a,b", 60, static i => $"{i * 0.5},{(i < 4 ? "rare" : "common")}"));
        string error = Run("new", table, "--target", "b", "-o", Path.Combine(folder.Path, "out")).Error;
        Assert.Equal("fastopt: the class 'rare' of 'b' has 4 rows in table.csv, but at least 10 of each class are needed\n", error);
    }

    [Fact]
    public void AFileThatIsNotThereIsNamed()
    {
        using var folder = new TemporaryDirectory();
        string table = Path.Combine(folder.Path, "nowhere.csv");
        Assert.Equal((1, "", $"fastopt: '{table}' does not exist\n"), Run("new", table, "--target", "b", "-o", Path.Combine(folder.Path, "out")));
    }

    [Fact]
    public void AFolderWithFilesIsLeftAloneUnlessForced()
    {
        using var folder = new TemporaryDirectory();
        string table = folder.Write("flats.csv", Flats());
        string project = Directory.CreateDirectory(Path.Combine(folder.Path, "out")).FullName;
        File.WriteAllText(Path.Combine(project, "Program.cs"), "mine");
        string error = Run("new", table, "--target", "area", "-o", project).Error;
        Assert.Equal($"fastopt: '{project}' is not empty; name another folder with -o, or write over its files with --force\n", error);
        Assert.Equal("mine", File.ReadAllText(Assert.Single(Directory.EnumerateFiles(project))));
        Assert.Equal(0, Run("new", table, "--target", "area", "-o", project, "--force").Code);
        Assert.NotEqual("mine", File.ReadAllText(Path.Combine(project, "Program.cs")));
        Assert.Equal($"fastopt: '{table}' is a file; name a folder with -o\n", Run("new", table, "--target", "area", "-o", table).Error);
    }

    [Fact]
    public void ANuGetConfigIsWrittenWhereItIsAskedFor()
    {
        using var folder = new TemporaryDirectory();
        string table = folder.Write("flats.csv", Flats()), project = Path.Combine(folder.Path, "out");
        Assert.Equal(0, Run("new", table, "--target", "area", "-o", project, "--packages", Path.Combine(folder.Path, "a & b")).Code);
        Assert.Contains($"value=\"{Path.Combine(folder.Path, "a &amp; b")}\"", File.ReadAllText(Path.Combine(project, "nuget.config")), StringComparison.Ordinal);
    }

    [Fact]
    public void TheHelpNamesEveryOption()
    {
        (int code, string output, _) = Run("new", "--help");
        Assert.Equal(0, code);
        Assert.All(["TABLE.csv", "--target", "--output", "--name", "--task", "--single-file", "--force", "--packages"], option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Option '--target' is required", "new", "table.csv")]
    [InlineData("--task does not know 'guess', only: classes, numbers", "new", "table.csv", "--target", "b", "--task", "guess")]
    public void WrongArgumentsAreExplained(string message, params string[] arguments)
    {
        (int code, _, string error) = Run(arguments);
        Assert.Equal(1, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    /// <summary>Names that are no identifiers, a keyword, two that become one, quotes, CRLF, missing values, a date, what says nothing.</summary>
    private static byte[] Flats() => Encoding.UTF8.GetBytes("Flat Id,area,area!,class,built,2nd floor,note,same,price (k€)\r\n" + string.Concat(Enumerable.Range(0, 60).Select(static i =>
        string.Create(CultureInfo.InvariantCulture, $"{i + 5},{20 + (i * 0.5)},{(i < 3 ? "NA" : (i % 7).ToString(CultureInfo.InvariantCulture))},\"{"abc"[i % 3]}, \"\"x\"\"\",2026-01-{(i % 28) + 1:00},{(i % 2 == 0 ? "yes" : "no")},,1,{100 + (i * 1.5)}\r\n"))));

    private static byte[] Rows(string head, int count, Func<int, string> row) => Encoding.UTF8.GetBytes(head + "\n" + string.Concat(Enumerable.Range(0, count).Select(i => row(i) + "\n")));

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        return (CommandLine.Run(arguments, output, error), output.ToString(), error.ToString());
    }
}
