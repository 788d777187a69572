using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace FastOpt.PackageTests;

/// <summary>What is in the packages.</summary>
public sealed class ContentTests(PackedPackage package)
{
    [Fact]
    public void The_library_comes_with_compiler_targets_documentation_and_symbols()
    {
        string[] names = Names(package.Library);
        foreach (string framework in new[] { "net9.0", "net10.0" })
        {
            Assert.Contains($"lib/{framework}/FastOpt.dll", names);
            Assert.Contains($"lib/{framework}/FastOpt.xml", names);
            Assert.Contains($"lib/{framework}/FastOpt.pdb", Names(package.Symbols));
        }

        Assert.Equal(
            ["analyzers/dotnet/cs/FastOpt.CodeFixers.dll", "analyzers/dotnet/cs/FastOpt.Generators.dll"],
            names.Where(static name => name.StartsWith("analyzers/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("buildTransitive/net9.0/FastOpt.targets", names);
        Assert.DoesNotContain(names, static name => name.StartsWith("build", StringComparison.Ordinal) && !name.Contains("/net9.0/", StringComparison.Ordinal));
        Assert.Contains("README.md", names);
        Assert.Contains("icon.png", names);
        Assert.DoesNotContain(names, static name => name.StartsWith("lib/", StringComparison.Ordinal) && name.Contains("Generators", StringComparison.Ordinal));
    }

    [Fact]
    public void The_training_library_comes_with_documentation_and_symbols_and_brings_the_compiler_along()
    {
        string[] names = Names(package.Training);
        foreach (string framework in new[] { "net9.0", "net10.0" })
        {
            Assert.Contains($"lib/{framework}/FastOpt.Training.dll", names);
            Assert.Contains($"lib/{framework}/FastOpt.Training.xml", names);
            Assert.Contains($"lib/{framework}/FastOpt.Training.pdb", Names(package.TrainingSymbols));
        }

        Assert.DoesNotContain(names, static name => name.StartsWith("analyzers/", StringComparison.Ordinal));
        XElement[] groups = [.. Specification(package.Training, "FastOpt.Training").Descendants().Where(static element => element.Name.LocalName == "group")];
        Assert.Equal(2, groups.Length);
        Assert.All(groups, group =>
        {
            Assert.Equal(["FastOpt", "Sep"], group.Elements().Select(static element => element.Attribute("id")!.Value).Order(StringComparer.Ordinal));
            XElement library = group.Elements().Single(static element => element.Attribute("id")!.Value == "FastOpt");
            Assert.Equal(package.Version, library.Attribute("version")!.Value);
            Assert.DoesNotContain("Analyzers", library.Attribute("exclude")?.Value ?? "", StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_templates_come_without_an_assembly()
    {
        string[] names = Names(package.Templates);
        Assert.Contains("content/fastopt/.template.config/template.json", names);
        Assert.Contains("content/fastopt/Program.cs", names);
        Assert.Contains("content/fastopt-csv/.template.config/template.json", names);
        Assert.Contains("content/fastopt-csv/flats.csv", names);
        Assert.DoesNotContain(names, static name => name.EndsWith(".dll", StringComparison.Ordinal));
    }

    [Fact]
    public void Neither_depends_on_another_package()
    {
        Assert.DoesNotContain(Specification(package.Library, "FastOpt").Descendants(), static element => element.Name.LocalName == "dependency");
        Assert.DoesNotContain(Specification(package.Templates, "FastOpt.Templates").Descendants(), static element => element.Name.LocalName == "dependency");
    }

    [Theory]
    [InlineData("FastOpt")]
    [InlineData("FastOpt.Training")]
    [InlineData("FastOpt.Templates")]
    public void The_feed_shows_license_icon_readme_and_source(string id)
    {
        XElement metadata = Specification(Path.Combine(package.Feed, $"{id}.{package.Version}.nupkg"), id).Root!.Elements().Single();
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.Equal("README.md", Value("readme"));
        Assert.NotEmpty(Value("description"));
        Assert.NotEmpty(Value("tags"));
        Assert.StartsWith("https://", Value("projectUrl"), StringComparison.Ordinal);
        Assert.StartsWith("https://", Value("releaseNotes"), StringComparison.Ordinal);

        string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
    }

    /// <summary>On a feed's page there is no repository that a relative link could point into.</summary>
    [Theory]
    [InlineData("FastOpt")]
    [InlineData("FastOpt.Training")]
    [InlineData("FastOpt.Templates")]
    public void Links_of_a_readme_are_absolute(string id)
    {
        MatchCollection links = Regex.Matches(Text(Path.Combine(package.Feed, $"{id}.{package.Version}.nupkg"), "README.md"), @"\]\(([^)]*)\)");
        Assert.NotEmpty(links);
        Assert.All(links, static link => Assert.StartsWith("https://", link.Groups[1].Value, StringComparison.Ordinal));
    }

    [Fact]
    public void The_template_refers_to_the_package_of_its_own_version()
    {
        string project = Text(package.Templates, "content/fastopt/FastOptProject.csproj");
        Assert.Contains($"""<PackageReference Include="FastOpt" Version="{package.Version}" />""", project, StringComparison.Ordinal);
        string table = Text(package.Templates, "content/fastopt-csv/FastOptCsv.csproj");
        Assert.Contains($"""<PackageReference Include="FastOpt" Version="{package.Version}" />""", table, StringComparison.Ordinal);
        Assert.Contains($"""<PackageReference Include="FastOpt.Training" Version="{package.Version}" />""", table, StringComparison.Ordinal);
    }

    private static string[] Names(string file)
    {
        using ZipArchive archive = ZipFile.OpenRead(file);
        return [.. archive.Entries.Select(static entry => entry.FullName)];
    }

    private static XDocument Specification(string file, string id) => XDocument.Parse(Text(file, id + ".nuspec"));

    private static string Text(string file, string entry)
    {
        using ZipArchive archive = ZipFile.OpenRead(file);
        using var reader = new StreamReader(archive.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }
}
