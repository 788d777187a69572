using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>Nothing is emitted again that did not change, and no model keeps the compilation alive.</summary>
public sealed class IncrementalTests
{
    private static readonly string[] Specs =
        [TrackingNames.OptimizerSpec, TrackingNames.ActivationSpec, TrackingNames.LossSpec, TrackingNames.FunctionSpec, TrackingNames.ObjectiveSpec,
            TrackingNames.RecordSpec, TrackingNames.NetworkSpec];

    private const string Bowl = "namespace Samples; [Objective(Dimension = 2)] public readonly partial record struct Bowl { private static readonly double[] "
        + "T = [1, 2]; public double Value(ReadOnlySpan<double> x) => Own(x[0]) * T[1] + x[1]; private static double Own(double a) => a * a; }";

    private const string House = "namespace Samples; using FastOpt.Training; public sealed partial record House([Feature] float Rooms, [Feature(Categories = 9)] string? City, [Label] float Price);";

    private static readonly string[] Sources = [Samples.Lion, Samples.Mish, Samples.LogCosh, Samples.Curves, Bowl, House, Samples.HousePrices];

    [Fact]
    public void AnEditInAnotherFileLeavesEveryStepCached()
    {
        CSharpCompilation compilation = Generation.Compilation([.. Sources, "class Other;"]);
        CSharpCompilation edited = ReplaceTree(compilation, Sources.Length + 1, "class Other { int _x = 1; }");
        AssertReasons(compilation, edited, Specs, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void ACommentAndAShiftLeaveTheSpecUnchanged()
    {
        CSharpCompilation compilation = Generation.Compilation(Sources);
        CSharpCompilation edited = ReplaceTree(compilation, 2, "// moved\n\n" + Samples.Mish.Replace("=> x *", "=> /* times */ x *", StringComparison.Ordinal));
        AssertReasons(compilation, edited, Specs, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void AnotherBodyIsAnotherSpecOfThatRuleOnly()
    {
        CSharpCompilation compilation = Generation.Compilation(Sources);
        CSharpCompilation edited = ReplaceTree(compilation, 2, Samples.Mish.Replace("1 +", "2 +", StringComparison.Ordinal));
        AssertReasons(compilation, edited, [TrackingNames.ActivationSpec], IncrementalStepRunReason.Modified);
        AssertReasons(compilation, edited, [TrackingNames.OptimizerSpec, TrackingNames.LossSpec, TrackingNames.FunctionSpec], IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void AChangedMethodChangesTheRuleThatExpandsIt()
    {
        const string Rule = "namespace Samples; [Activation] public readonly partial record struct Rule { public static float Apply(float x) => Helper.Square(x); }";
        const string Helper = "namespace Samples; public static partial class Helper { [Vectorized] public static float Square(float x) => x * x; }";
        CSharpCompilation compilation = Generation.Compilation([Rule, Helper]);
        CSharpCompilation edited = ReplaceTree(compilation, 2, Helper.Replace("x * x", "x * x * x", StringComparison.Ordinal));
        AssertReasons(compilation, edited, [TrackingNames.ActivationSpec, TrackingNames.FunctionSpec], IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void ANetworkIsEmittedAgainWhenItsLayersChangeAndNotWhenItMoves()
    {
        CSharpCompilation compilation = Generation.Compilation(Sources);
        AssertReasons(compilation, ReplaceTree(compilation, Sources.Length, "// moved\n" + Samples.HousePrices), Specs, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached);
        AssertReasons(
            compilation,
            ReplaceTree(compilation, Sources.Length, Samples.HousePrices.Replace("Dense(32)", "Dense(33)", StringComparison.Ordinal)),
            [TrackingNames.NetworkSpec],
            IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void AnotherNameOfAColumnIsAnotherSpecOfThatRecordOnly()
    {
        CSharpCompilation compilation = Generation.Compilation(Sources);
        CSharpCompilation edited = ReplaceTree(compilation, Array.IndexOf(Sources, House) + 1, House.Replace("[Feature]", "[Feature(\"rooms\")]", StringComparison.Ordinal));
        AssertReasons(compilation, edited, [TrackingNames.RecordSpec], IncrementalStepRunReason.Modified);
        AssertReasons(compilation, edited, [TrackingNames.NetworkSpec, TrackingNames.OptimizerSpec], IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void EqualSourcesGiveEqualModelsAndOthersDoNot()
    {
        object[] first = [.. Outputs(Generation.Compilation(Sources))];
        object[] second = [.. Outputs(Generation.Compilation(Sources))];
        Assert.Equal(first, second);
        Assert.Equal(first.Select(static m => m.GetHashCode()), second.Select(static m => m.GetHashCode()));
        Assert.Equal(first.Length, first.Distinct().Count());

        // −0 is not 0, and a double is not a float.
        string[] literals = ["x + 0f", "x + -0f", "x + 1", "x + (float)1.0", "x - 1f", "(x) + 1f"];
        object[] models = [.. literals.SelectMany(static l => Outputs(Generation.Compilation([$"[Activation] public readonly partial record struct Rule {{ public static float Apply(float x) => {l}; }}"])))];
        Assert.Equal(4, models.Distinct().Count());
    }

    [Fact]
    public void NoModelReachesTheCompilation()
    {
        foreach (object model in Outputs(Generation.Compilation(Sources)))
            AssertNoRoslyn(model, model.GetType().Name, []);
    }

    [Fact]
    public void TheOutputIsTheSameInEveryCulture()
    {
        string[] reference = [.. Generation.Run(Sources).Sources.Select(static s => s.SourceText.ToString())];
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            // A culture of its own making: the machine may have no others.
            var odd = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
            odd.NumberFormat.NegativeSign = "\u2212";
            odd.NumberFormat.NumberDecimalSeparator = ",";
            odd.NumberFormat.NumberGroupSeparator = ".";
            System.Globalization.CultureInfo.CurrentCulture = odd;
            Assert.Equal(reference, Generation.Run(Sources).Sources.Select(static s => s.SourceText.ToString()));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    private static CSharpCompilation ReplaceTree(CSharpCompilation compilation, int index, string source)
    {
        SyntaxTree tree = compilation.SyntaxTrees[index];
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(source, (CSharpParseOptions)tree.Options, tree.FilePath, cancellationToken: TestContext.Current.CancellationToken));
    }

    private static void AssertReasons(CSharpCompilation before, CSharpCompilation after, string[] steps, params IncrementalStepRunReason[] expected)
    {
        GeneratorDriver driver = Generation.Driver().RunGenerators(before, TestContext.Current.CancellationToken).RunGenerators(after, TestContext.Current.CancellationToken);
        ImmutableDictionary<string, ImmutableArray<IncrementalGeneratorRunStep>> tracked = driver.GetRunResult().Results.Single().TrackedSteps;
        foreach (string step in steps)
        {
            IncrementalStepRunReason[] reasons = [.. tracked[step].SelectMany(static s => s.Outputs).Select(static o => o.Reason)];
            Assert.NotEmpty(reasons);
            Assert.All(reasons, r => Assert.Contains(r, expected));
        }

        if (!expected.Contains(IncrementalStepRunReason.Modified))
        {
            IEnumerable<IncrementalStepRunReason> outputs = driver.GetRunResult().Results.Single().TrackedOutputSteps
                .SelectMany(static s => s.Value).SelectMany(static s => s.Outputs).Select(static o => o.Reason);
            if (steps.Length == Specs.Length)
                Assert.All(outputs, static r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        }
    }

    private static IEnumerable<object> Outputs(CSharpCompilation compilation)
    {
        GeneratorRunResult result = Generation.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        return Specs.Where(result.TrackedSteps.ContainsKey).SelectMany(s => result.TrackedSteps[s]).SelectMany(static s => s.Outputs).Select(static o => o.Value);
    }

    private static void AssertNoRoslyn(object? value, string path, HashSet<object> seen)
    {
        if (value is null || value.GetType().IsPrimitive || value.GetType().IsEnum || value is string || !seen.Add(value))
            return;
        Assert.False(value is ISymbol or SyntaxNode or SyntaxTree or Compilation or SemanticModel or Location or Diagnostic, $"{path} is a {value.GetType()}");
        Assert.False(value.GetType().Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal), $"{path} is a {value.GetType()}");
        if (value is IEnumerable items)
        {
            int index = 0;
            foreach (object? item in items)
                AssertNoRoslyn(item, $"{path}[{index++}]", seen);
        }

        foreach (FieldInfo field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            AssertNoRoslyn(field.GetValue(value), path + "." + field.Name, seen);
    }
}
