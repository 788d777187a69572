using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FastOpt.Training.Tests.Normalization;

/// <summary>What would let validation or test examples into what is learned does not compile.</summary>
public sealed class LeakTests
{
    [Theory]
    [InlineData("Normalizer.Fit(split.Train)")]
    [InlineData("Normalizer.Fit(split.Train, Scaling.MinMax, new Dictionary<string, Scaling>())")]
    [InlineData("Normalizer.Whiten(split.Train)")]
    [InlineData("Normalizer.FitTargets(split.Train)")]
    [InlineData("Normalizer.Fit(Split.Random(all).Train).Apply(all)")]
    public void FittingToTheTrainPartCompiles(string expression) => Assert.Empty(Errors(expression));

    [Theory]
    [InlineData("Normalizer.Fit(split.Validation)", "CS0619")]
    [InlineData("Normalizer.Fit(split.Test)", "CS0619")]
    [InlineData("Normalizer.Fit(all)", "CS0619")]
    [InlineData("Normalizer.Fit<float>(all, Scaling.MinMax)", "CS0619")]
    [InlineData("Normalizer.Fit(all, Scaling.MinMax, new Dictionary<string, Scaling>())", "CS0619")]
    [InlineData("Normalizer.Whiten(split.Validation)", "CS0619")]
    [InlineData("Normalizer.FitTargets(split.Validation)", "CS1503")]
    [InlineData("new DataSplit<float>(all, all, all)", "CS1503")]
    [InlineData("new Fold<float>(split.Validation, split.Train)", "CS1503")]
    [InlineData("new TrainSet<float>(new float[1], new float[1], 1, 1)", "CS1729")]
    public void FittingToAnythingElseDoesNotCompile_ScikitLearn24695(string expression, string expected) =>
        Assert.Equal([expected], Errors(expression).Select(error => error.Id));

    [Fact]
    public void TheErrorSaysWhy() => Assert.Contains(
        "fitted to the Train part of a DataSplit alone, so that nothing leaks from validation and test examples",
        Errors("Normalizer.Fit(all)").Single().GetMessage());

    private static Diagnostic[] Errors(string expression)
    {
        string source = $$"""
            using System.Collections.Generic;
            using FastOpt.Training;

            public static class Program
            {
                public static object Use(DataSet<float> all, DataSplit<float> split) => {{expression}};
            }
            """;
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        IEnumerable<string> assemblies = platform.Split(Path.PathSeparator).Append(typeof(Normalizer).Assembly.Location).Distinct();
        var compilation = CSharpCompilation.Create(
            "Leak", [CSharpSyntaxTree.ParseText(source)], assemblies.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
    }
}
