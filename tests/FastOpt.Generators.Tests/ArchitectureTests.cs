using System.Text.RegularExpressions;
using FastOpt.Generators.Tests.Harness;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>The rooms of the generator see only the rooms they may: Parsing decides, Model is the cut, Lowering is pure, Emit prints.</summary>
public sealed partial class ArchitectureTests
{
    private const string Root = "FastOpt.Generators";

    /// <summary>For each room the rooms it may name, and whether it may see Roslyn.</summary>
    private static readonly Dictionary<string, (string[] Rooms, bool SeesRoslyn)> Allowed = new()
    {
        ["Collections"] = ([], false),
        ["Model"] = (["Model", "Collections"], false),
        ["Diagnostics"] = (["Diagnostics"], true),
        ["Parsing"] = (["Parsing", "Model", "Diagnostics", "Collections"], true),
        ["Lowering"] = (["Lowering", "Model", "Collections"], false),
        ["Emit"] = (["Emit", "Lowering", "Model", "Collections"], false),
    };

    public static TheoryData<string> Rooms => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void RoomsSeeOnlyWhatTheyMay(string room)
    {
        string directory = Path.Combine(Repository.Root, "generators", Root, room);
        Assert.True(Directory.Exists(directory), directory);
        foreach (string file in Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories))
        {
            string text = File.ReadAllText(file);
            string where = Path.GetRelativePath(Repository.Root, file);
            foreach (Match match in Named().Matches(text))
            {
                string named = match.Groups[1].Value;
                Assert.True(Allowed[room].Rooms.Contains(named) || named == room || !Allowed.ContainsKey(named), $"{where} sees {named}");
            }

            Assert.True(Allowed[room].SeesRoslyn || !text.Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal), $"{where} sees Roslyn");
            if (!file.EndsWith("Polyfills.cs", StringComparison.Ordinal))
                Assert.Contains($"namespace {Root}.{Path.GetRelativePath(Path.Combine(Repository.Root, "generators", Root), Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.')};", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TheWiringIsShort() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(Repository.Root, "generators", Root, "FastOptGenerator.cs")).Length, 1, 80);

    [Fact]
    public void FilesAreShort() => Assert.All(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "generators"), "*.cs", SearchOption.AllDirectories).Where(static f => !f.Contains("/obj/", StringComparison.Ordinal)),
        static file => Assert.True(File.ReadAllLines(file).Length <= 420, file));

    [Fact]
    public void TheGeneratorReferencesNothingOfTheLibrary()
    {
        string project = File.ReadAllText(Path.Combine(Repository.Root, "generators", Root, Root + ".csproj"));
        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"FastOpt\.Generators\.(\w+)")]
    private static partial Regex Named();
}
