using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests.Records;

/// <summary>What docs/tables.md prints is true: its record compiles, and so do the statements that use it.</summary>
public sealed class TablesPageTests
{
    /// <summary>What the statements speak of.</summary>
    private const string Names = "IReadOnlyList<House> houses, Line model, Normalizer inputs, TargetNormalizer targets, RecordPredictor<Flower, int> flowers, RecordBinder<House, float> binder";

    private const string Others = "[Network(9), Dense(1), MeanSquaredError] public sealed partial class Line; "
        + "public sealed partial record Flower([Feature] float A, [Feature] float B, [Feature] float C, [Feature] float D, [Label] string? Species);";

    [Fact]
    public void EverythingCompiles()
    {
        string[] examples = [.. Markdown.Examples("docs", "tables.md").Where(static example => example.Info == "csharp").Select(static example => example.Code)];
        string record = Assert.Single(examples, static code => code.Contains("record House", StringComparison.Ordinal));
        string[] statements = [.. examples.Except([record])];
        Assert.Equal(2, statements.Length);
        string[] methods = [.. statements.Select((code, i) =>
            $"public static void Page{i}({(i == 0 ? Names.Replace("IReadOnlyList<House> houses, ", "", StringComparison.Ordinal).Replace(", RecordBinder<House, float> binder", "", StringComparison.Ordinal) : Names)}) {{ {code} }}")];
        string source = $"using System.Collections.Generic; {record} {Others} public static class Page {{ {string.Join(" ", methods)} }}";
        GenerationResult result = Generation.Run(source);
        Assert.Empty(result.Diagnostics);
        Assert.Empty(result.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d.Severity == DiagnosticSeverity.Error));
    }
}
