using FastOpt.Generators.Tests.CodeFixes;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests.Diagnostics;

/// <summary>Every diagnostic has a page whose wrong example gives it and nothing else, and whose right example compiles without a word.</summary>
public sealed class PageTests
{
    /// <summary>
    /// What no source can show: the compiler's own defects, and compilers that do not load the generator (shown in the tests of the package).
    /// </summary>
    private static readonly string[] WithoutSource = [InternalErrorOfNoSource, "FOPT0037", "FOPT0040"];

    private const string InternalErrorOfNoSource = "FOPT9999";

    public static TheoryData<string> Examples => [.. DiagnosticPage.All.Select(static p => p.Id).Except(WithoutSource)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void TheWrongExampleGivesTheDiagnosticAndNothingElse(string id)
    {
        Example wrong = DiagnosticPage.Of(id).Wrong!;
        GenerationResult result = Generation.Run(wrong.Compilation());
        Assert.Equal([id], result.Diagnostics.Select(static d => d.Id));
        Assert.True(result.Diagnostics[0].Location.IsInSource);
        Assert.Empty(result.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != wrong.Error));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void TheRightExampleCompiles(string id) => Generation.Run(DiagnosticPage.Of(id).Right!.Compilation()).AssertClean(documented: false);

    [Fact]
    public void EveryDescriptorHasAPageALinkAReleaseNoteAndATest()
    {
        string notes = File.ReadAllText(Path.Combine(Repository.Root, "generators", "FastOpt.Generators", "AnalyzerReleases.Unshipped.md"));
        string tests = string.Concat(Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "tests", "FastOpt.Generators.Tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Where(static f => Path.GetFileName(f) != "PageTests.cs" && !f.Contains("/obj/", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        Assert.All(DiagnosticPage.Descriptors, d =>
        {
            Assert.Equal(d.Title.ToString(System.Globalization.CultureInfo.InvariantCulture), DiagnosticPage.Of(d.Id).Title);
            Assert.EndsWith($"/generators/docs/diagnostics/{d.Id}.md", d.HelpLinkUri, StringComparison.Ordinal);
            Assert.Contains($"\n{d.Id} | {d.Category} | {d.DefaultSeverity} | {DiagnosticPage.Of(d.Id).Title}\n", notes, StringComparison.Ordinal);
            Assert.Contains($"\"{d.Id}\"", tests, StringComparison.Ordinal);
        });

        // A test of the span marks it in its source, or gives it to the assertion.
        string[] spans = [.. tests.Split('\n').Where(static line => line.Contains("[|", StringComparison.Ordinal) || line.Contains("AssertReported(", StringComparison.Ordinal))];
        Assert.All(DiagnosticPage.Descriptors.Where(static d => d.Id != InternalErrorOfNoSource), d => Assert.Contains(spans, line => line.Contains($"\"{d.Id}\"", StringComparison.Ordinal)));
    }

    /// <summary>The numbers that README.md states.</summary>
    [Fact]
    public void TheReadmeCountsDiagnosticsAndFixes()
    {
        string counts = FormattableString.Invariant($"{DiagnosticPage.Descriptors.Count} diagnostics, {FixHarness.Fixers.Count} of them with a code fix");
        TestContext.Current.TestOutputHelper?.WriteLine(counts);
        Assert.Contains(counts, File.ReadAllText(Path.Combine(Repository.Root, "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryPageIsThatOfADiagnostic()
    {
        string targets = File.ReadAllText(Path.Combine(Repository.Root, "src", "FastOpt", "buildTransitive", "FastOpt.targets"));
        Assert.All(DiagnosticPage.All, page => Assert.True(
            DiagnosticPage.Descriptors.Any(d => d.Id == page.Id) || (targets.Contains($"Code=\"{page.Id}\"", StringComparison.Ordinal) && targets.Contains($"/{page.Id}.md", StringComparison.Ordinal)),
            page.Id));
        Assert.Equal(DiagnosticPage.Descriptors.Count, DiagnosticPage.Descriptors.Select(static d => d.Id).Distinct().Count());
    }
}
