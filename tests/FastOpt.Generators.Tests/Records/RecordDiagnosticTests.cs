using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests.Records;

/// <summary>What can be written wrong in a record: each mistake gives its diagnostic, at the place that is marked, and nothing else.</summary>
public sealed class RecordDiagnosticTests
{
    private const string Using = "using FastOpt.Training; ";

    [Theory]
    [InlineData("FOPT0201", "public sealed record [|House|]([Feature] float Rooms, [Label] float Price);", "'House' must be partial")]
    [InlineData(
        "FOPT0201",
        "public static class Outer { public partial record [|House|]([Feature] float Rooms, [Label] float Price); }",
        "'Outer' must be partial")]
    [InlineData("FOPT0202", "public partial record [|House|]<T>([Feature] float Rooms, [Label] float Price);", "it is generic")]
    [InlineData("FOPT0202", "public abstract partial record [|House|]([Feature] float Rooms, [Label] float Price);", "leave 'abstract' away")]
    [InlineData("FOPT0202", "file partial record [|House|]([Feature] float Rooms, [Label] float Price);", "leave 'file' away")]
    [InlineData("FOPT0202", "public partial interface [|House|] { [Feature] float Rooms { get; set; } [Label] float Price { get; set; } }", "write a record")]
    [InlineData("FOPT0202", "public partial class [|House|] { public House(int n) => Rooms = n; [Feature] public float Rooms { get; set; } [Label] public float Price { get; set; } }",
        "no constructor without parameters")]
    [InlineData("FOPT0202", "public partial record [|Bind|]([Feature] float Rooms, [Label] float Price);", "the member 'Bind'")]
    [InlineData(
        "FOPT0203",
        "public partial record House([Feature] float Rooms, [Feature] TimeSpan [|Age|], [Label] float Price);",
        "'Age' is a 'TimeSpan', which no column")]
    [InlineData("FOPT0203", "public partial record House([Feature] object? [|Rooms|], [Label] float Price);", "use float, double, decimal, an integer, bool")]
    [InlineData("FOPT0203", "public partial record House([Feature] float Rooms, float[] [|Sizes|], [Label] float Price);", "'float[]'")]
    [InlineData("FOPT0203", "public partial record House([Feature] float Rooms, [Label] DateOnly [|Sold|]);", "neither a number nor a class")]
    [InlineData(
        "FOPT0203",
        "public partial record House([Feature] float Rooms, [Label] float Price) { public required Type [|Kind|] { get; init; } }",
        "'Type'")]
    [InlineData("FOPT0204", "public partial record [|House|]([Feature] float Rooms, float Price);", "mark what is to be predicted with [Label]")]
    [InlineData(
        "FOPT0205",
        "public partial record House([Feature] float Rooms, [Label] string Area, [Label] float [|Price|]);",
        "the labels 'Area' and 'Price', but a class (string)")]
    [InlineData("FOPT0205", "public partial record House([Feature] float Rooms, [Label] float Area, [Label] int [|Price|]);", "a class (int) stands alone")]
    [InlineData("FOPT0206", "public partial record House(float Rooms, [Label] float [|Price|]);", "mark what is known beforehand with [Feature]")]
    [InlineData(
        "FOPT0207",
        "public partial record House([Feature(\"a\")] float Rooms, [Feature(\"a\")] float [|Beds|], [Label] float Price);",
        "the column 'a', which 'Rooms' has already")]
    [InlineData(
        "FOPT0207",
        "public partial record House([Feature] float Rooms, [Column(\"Rooms\")] string [|Name|], [Label] float Price);",
        "the column 'Rooms'")]
    [InlineData("FOPT0207", "public partial record House([Feature] float Rooms, [Feature, Label] float [|Price|]);", "both a feature and a label")]
    [InlineData("FOPT0208", "public partial class House([Feature] float [|rooms|]) { [Label] public float Price { get; set; } = rooms; }", "no member keeps")]
    [InlineData(
        "FOPT0208",
        "public partial class House { [Feature] public static float [|Rooms|] { get; set; } [Label] public float Price { get; set; } }",
        "it is static")]
    [InlineData(
        "FOPT0208",
        "public partial class House { [Feature] public float [|Rooms|] { set { } } [Label] public float Price { get; set; } }",
        "cannot be read")]
    [InlineData(
        "FOPT0208",
        "public partial class House { [Feature] public float Rooms { get; set; } [Label] public float [|Price|] => 1; }",
        "only a [Feature] may be computed")]
    [InlineData(
        "FOPT0208",
        "public partial class House { public float Rooms { get; set; } public void Sell([Feature] float [|price|]) => Rooms = price; }",
        "not of the record's own constructor")]
    [InlineData("FOPT0209", "public partial record House([Feature] float Rooms, [Label] float Price) { public static int [|ReadCsv|] => 1; }", "House.ReadCsv")]
    [InlineData("FOPT0210", "public partial record House([Feature(Missing = [|MissingAs.Zero|])] float Rooms, [Label] float Price);", "write 'float?'")]
    [InlineData("FOPT0210", "public partial record House([Feature(Unknown = [|Unknown.Zeros|])] float Rooms, [Label] float Price);", "has no categories")]
    [InlineData("FOPT0210", "public partial record House([Feature(Categories = [|4|])] bool Rooms, [Label] float Price);", "is no text")]
    [InlineData(
        "FOPT0210",
        "public partial record House([Feature(Categories = [|0|])] string Rooms, [Label] float Price);",
        "is 0, but must be from 1 to 4096")]
    [InlineData("FOPT0210", "public partial record House([Feature(Categories = [|4097|])] string Rooms, [Label] float Price);", "is 4097")]
    public void AMistakeIsReportedWhereItStands(string id, string marked, string message)
    {
        Diagnostic diagnostic = Marked.AssertReported(id, Using + marked);
        Assert.Contains(message, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public partial record House([Feature] float Rooms, [Label] float Price);")]
    [InlineData("internal partial record struct House([Feature] int? Rooms, [Label] double? Price);")]
    [InlineData("public readonly partial record struct House([Feature] Half Rooms, [Feature] decimal Area, [Label] decimal Price);")]
    [InlineData("public partial struct House { [Feature] public float Rooms; [Label] public float Price; }")]
    [InlineData(
        "public partial class House { [Feature] public required float Rooms { get; init; } public required string Name { get; init; } [Label] "
        + "internal bool? IsSold { get; set; } }")]
    [InlineData(
        "public partial record House([Feature(Order = 2)] DateTime Built, [Feature(Order = 1)] DateOnly? Sold, [Feature] DateTime? Seen, [Label] long Price);")]
    [InlineData(
        "public enum Sort : byte { A = 255, [Column(\"b \\\"quoted\\\"\")] B = 0, C = 0 } public partial record House([Feature] Sort Kind, "
        + "[Feature(Unknown = Unknown.Other, Missing = MissingAs.Indicate)] Sort? Other, [Label] Sort Price);")]
    [InlineData(
        "public partial record House([Feature] float Rooms, Type? Kind = null, [Label] float Price = 0) { [Feature] public double Twice => 2 * Rooms; "
        + "public object? Note { get; set; } }")]
    [InlineData(
        "namespace @namespace.@class { public static partial class @static { public enum @enum { @in, @out } public partial record @record([Feature] "
        + "float @float, [Feature] @enum @public, [Feature] @enum? values, [Feature] string? reader, [Label] string writer); } }")]
    [InlineData("public partial record House([Feature] float Rooms, [Label] float Price, [Label] double Rent, [property: Feature] float Beds);")]
    [InlineData(
        "public partial record House([Feature(\"a \\\"b\\\" \\\\ c\")] string Rooms, [Label] float Price); public partial record House { [Feature] "
        + "public float Area { get; init; } }")]
    public void WhatIsRightCompiles(string source) => Generation.Run(Using + source).AssertClean(documented: false);

    [Fact]
    public void ATypeThatCSharpDoesNotKnowIsItsToReport()
    {
        GenerationResult result = Generation.Run(Using + "public partial record House([Feature] Unwritten Rooms, [Label] float Price);");
        Assert.Empty(result.Diagnostics);
        Assert.Empty(result.Sources);
    }

    /// <summary>What validates or tests cannot leak into categories and means: it does not compile.</summary>
    [Theory]
    [InlineData("split.Train", null)]
    [InlineData("split.Validation", "CS1503")]
    [InlineData("split.Test", "CS1503")]
    [InlineData("new[] { new House(1, 2) }", "CS1503")]
    [InlineData("new TrainRecords<House>([])", "CS1729")]
    public void ABinderTakesTheTrainingPartOfASplitAlone(string records, string? error)
    {
        GenerationResult result = Generation.Run(
            Using + "public partial record House([Feature] float Rooms, [Label] float Price); "
            + $"public static class Page {{ public static object Bind(RecordSplit<House> split) => House.Bind({records}); }}");
        string[] expected = error is null ? [] : [error];
        Assert.Equal(
            expected,
            result.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => d.Id));
    }

    [Fact]
    public void InputsStandInTheirOrder()
    {
        string generated = Generation.Run(Using + "public partial record House([Feature(Order = 1)] float A, [Feature] float B, [Label] float Price, [Feature(Order = -1)] float C);")
            .AssertClean(documented: false)["House.record.g.cs"];
        Assert.Contains("features: [3, 1, 0],", generated, StringComparison.Ordinal);
        Assert.Contains("labels: [2]);", generated, StringComparison.Ordinal);
    }
}
