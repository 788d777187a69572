using System.Globalization;
using System.Text;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace FastOpt.Generators.Tests.Snapshots;

/// <summary>
/// The generated code of each case, file by file (those of kernels for each vector width), beside what is recorded in Snapshots/Recorded: byte by byte, in every culture and for sources
/// of every path. They prove nothing about what the code does; they show a reviewer what a change of the compiler changes. To record: run these tests once with FASTOPT_RECORD=1.
/// </summary>
public sealed class SnapshotTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "FastOpt.Generators.Tests", "Snapshots", "Recorded");

    public static TheoryData<string> Names => [.. SnapshotCases.All.Keys];

    [Fact]
    public void AreFortyAndSmall()
    {
        Assert.True(SnapshotCases.All.Count >= 40, $"{SnapshotCases.All.Count} cases");
        Directory.CreateDirectory(Folder);
        string[] unknown = [.. Directory.GetDirectories(Folder).Select(static path => Path.GetFileName(path)).Except(SnapshotCases.All.Keys)];
        if (Environment.GetEnvironmentVariable("FASTOPT_RECORD") == "1")
        {
            Array.ForEach(unknown, static name => Directory.Delete(Path.Combine(Folder, name), recursive: true));
            return;
        }

        Assert.Empty(unknown);
        Assert.InRange(Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Sum(static file => new FileInfo(file).Length), 1, 1_900_000);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AreTheRecordedOnes(string name)
    {
        string folder = Path.Combine(Folder, name);
        Dictionary<string, string> generated = Generate(name, "Source.cs").AssertClean(documented: false).Sources
            .ToDictionary(static file => file.HintName + ".txt", static file => file.SourceText.ToString());
        if (Environment.GetEnvironmentVariable("FASTOPT_RECORD") == "1")
            Record(folder, generated);
        Dictionary<string, string> recorded = Directory.GetFiles(folder).ToDictionary(static path => Path.GetFileName(path), static path => File.ReadAllText(path));
        Assert.Equal(recorded.Keys.Order(StringComparer.Ordinal), generated.Keys.Order(StringComparer.Ordinal));
        foreach ((string file, string text) in generated)
        {
            string[] expected = recorded[file].Split('\n');
            string[] found = text.Split('\n');
            int line = expected.Zip(found).TakeWhile(static pair => pair.First == pair.Second).Count();
            Assert.True(
                recorded[file] == text,
                $"{name}/{file}, line {line + 1}: '{found.ElementAtOrDefault(line)}' instead of '{expected.ElementAtOrDefault(line)}'. FASTOPT_RECORD=1 records it anew.");
            Assert.DoesNotContain('\r', text);
        }
    }

    [Theory]
    [InlineData("tr-TR", "a folder with blanks/Kaynak.cs")]
    [InlineData("fa-IR", "/مسیر/Source.cs")]
    [InlineData("de-CH", "C:\\Users\\Zoë\\Source.cs")]
    public void AreTheSameInEveryCultureAndPath(string culture, string path)
    {
        Dictionary<string, string[]> expected = SnapshotCases.All.Keys.ToDictionary(static name => name, static name => Texts(Generate(name, "Source.cs")));
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Cultures.Get(culture);
            foreach (string name in SnapshotCases.All.Keys)
                Assert.Equal(expected[name], Texts(Generate(name, path)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string[] Texts(GenerationResult result) => [.. result.Sources.Select(static file => file.HintName + "\n" + file.SourceText)];

    private static GenerationResult Generate(string name, string path)
    {
        CSharpCompilation compilation = Generation.Compilation([SnapshotCases.All[name]]);
        SyntaxTree tree = compilation.SyntaxTrees[^1];
        return Generation.Run(compilation.ReplaceSyntaxTree(tree, tree.WithFilePath(path)));
    }

    private static void Record(string folder, Dictionary<string, string> files)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        foreach ((string file, string text) in files)
            File.WriteAllText(Path.Combine(folder, file), text, new UTF8Encoding(false));
    }
}

/// <summary>Cultures whose numbers and letters are not English: the machine's own where it has them, else made by hand.</summary>
internal static class Cultures
{
    public static CultureInfo Get(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            odd.NumberFormat.NegativeSign = "\u2212";
            odd.NumberFormat.NumberDecimalSeparator = name == "fa-IR" ? "\u066B" : ",";
            odd.NumberFormat.NumberGroupSeparator = name == "de-CH" ? "\u2019" : ".";
            odd.NumberFormat.PositiveInfinitySymbol = "sonsuz";
            return odd;
        }
    }
}
