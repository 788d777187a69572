using System.Globalization;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>
/// The attribute of a rule is for other projects: where a network of the rule's own project names it, that is reported, and exactly where C#, in what is compiled in the end, takes the
/// name for it.
/// </summary>
public sealed class OwnRuleTests
{
    private const string Swish = "[Activation] public readonly partial record struct Swish(double Beta = 1.5, int Power = 1) { public float Apply(float x) => x * VectorMath.Sigmoid((float)Beta * x) * Power; }\n";
    private const string Lion = "[Optimizer] public readonly partial record struct Lion(double LearningRate = 1e-4, double Beta1 = 0.9) { public void Update(ref float weight, float gradient, ref float m) { m = (float)Beta1 * m + gradient; weight -= (float)LearningRate * m; } }\n";
    private const string Off = "[Loss] public readonly partial record struct Off { public static float Apply(float x, float y) => (x - y) * (x - y); }\n";
    private const string Shrink = "public enum Mode { Soft, Hard } [GradientRule] public readonly partial record struct Shrink(Mode By = Mode.Hard, float Most = 1) { public float Apply(float gradient) => By == Mode.Soft ? gradient : Most * gradient; }\n";
    private const string Steps = "[Schedule] public readonly partial record struct Steps(long Every = 1000, ValueList<long> Edges = default, double By = 0.5) { public double At(double learningRate, long time) => learningRate * Math.Pow(By, time / Every); }\n";
    private const string Mish = "[Activation] public readonly partial record struct Mish { public static float Apply(float x) => 2 * x; }\n";
    private const string Net = " public sealed partial class Net { }\n";

    [Theory]
    [InlineData(Swish, "Dense(2), [|Swish|], Dense(1), Huber", "Activation<Swish>")]
    [InlineData(Swish, "Dense(2), [|SwishAttribute|], Dense(1), Huber", "Activation<Swish>")]
    [InlineData(Swish, "Dense(2), [|Samples.Swish|], Dense(1), Huber", "Activation<Swish>")]
    [InlineData(Swish, "Dense(2), [|global::Samples.SwishAttribute()|], Dense(1), Huber", "Activation<Swish>")]
    [InlineData(Swish, "Dense(2), [|Swish(Beta = 2)|], Dense(1), Huber", "Activation<Swish>(2)")]
    [InlineData(Swish, "Dense(2), [|Swish(Power = 3, Beta = 1 + 1)|], Dense(1), Huber", "Activation<Swish>(1 + 1, 3)")]
    [InlineData(Swish, "Dense(2), [|Swish(Power = 3)|], Dense(1), Huber", "Activation<Swish>(1.5, 3)")]
    [InlineData(Swish, "Dense(2), [|Swish(Power = default)|], Dense(1), Huber", "Activation<Swish>, with values for Beta, Power in this order")]
    [InlineData(Lion, "Dense(1), Huber, [|Lion(Beta1 = 0.8)|]", "Optimizer<Lion>(0.0001, 0.8), or FastOpt.Lion for the one that comes from there")]
    [InlineData(Off, "Dense(1), [|Off|]", "Loss<Off>")]
    [InlineData(Shrink, "Dense(1), Huber, [|Shrink(Most = 0.5f)|]", "GradientRule<Shrink>((global::Samples.Mode)(1), 0.5f)")]
    [InlineData(Steps, "Dense(1), Huber, [|Steps(Every = 10, Unit = ScheduleUnit.Epoch, Until = 9)|]", "Schedule<Steps>(10, Unit = ScheduleUnit.Epoch, Until = 9)")]
    [InlineData(Steps, "Dense(1), Huber, [|Steps(Every = 10, Edges = new long[] { 1, 2 })|]", "Schedule<Steps>(10, new long[] { 1, 2 })")]
    [InlineData(Steps, "Dense(1), Huber, [|Steps(Every = 10, Edges = [1, 2])|]", "Schedule<Steps>, with values for Every, Edges, By in this order")]
    [InlineData(Steps, "Dense(1), Huber, [|Steps(By = 0.1)|]", "Schedule<Steps>, with values for Every, Edges, By in this order")]
    [InlineData(Mish, "Dense(1), [|Mish|], Huber", "Activation<Mish>, or FastOpt.Mish for the one that comes from there")]
    public void TheAttributeOfAnOwnRuleIsReported(string rule, string layers, string expected) => AssertReported($"namespace Samples;\n{rule}[Network(4), {layers}]{Net}", expected);

    [Theory]
    [InlineData("namespace Rules { RULE } namespace Samples { using Rules; [Network(4), Dense(1), [|Mine|], Huber] NET }", "Activation<Mine>")]
    [InlineData("namespace Rules { RULE } namespace Samples { [Network(4), Dense(1), [|Rules.Mine|], Huber] NET }", "Activation<Rules.Mine>")]
    [InlineData("using Bend = Rules.MineAttribute; namespace Rules { RULE } namespace Samples { [Network(4), Dense(1), [|Bend|], Huber] NET }", "Activation<Rules.Mine>")]
    [InlineData("namespace Samples { RULE } namespace Samples.Nets { public partial class Outer { [Network(4), Dense(1), [|Mine|], Huber] NET } }", "Activation<Mine>")]
    [InlineData("RULE [Network(4), Dense(1), [|Mine|], Huber] NET", "Activation<Mine>")]
    [InlineData("namespace @class.@record { RULE [Network(4), Dense(1), [|@MineAttribute|], Huber] NET }", "Activation<Mine>")]
    [InlineData("namespace Samples { MISH } namespace Samples.Nets { [Network(4), Dense(1), [|Mish|], Huber] NET }", "Activation<Mish>, or FastOpt.Mish for the one that comes from there")]
    [InlineData("namespace FastOpt { MISH } namespace Samples { [Network(4), Dense(1), [|FastOpt.Mish|], Huber] NET }", "Activation<Mish>")]
    [InlineData("namespace Samples { RULE public partial class Holder { public class Mine; [Network(4), Dense(1), [|Mine|], Huber] NET } }", "Activation<Samples.Mine>")]
    [InlineData("namespace Samples { [Activation] public readonly partial record struct Dense { public static float Apply(float x) => 2 * x; } [Network(4), Dense<int>, [|Dense|], FastOpt.Dense(1), Huber] NET public class DenseAttribute<T> : Attribute; }", "Activation<Dense>, or FastOpt.Dense for the one that comes from there")]
    public void ANameMeansWhatItMeansInTheEnd(string source, string expected) => AssertReported(Expand(source), expected);

    [Theory]
    [InlineData("namespace Other { MISH } namespace Samples { [Network(4), Dense(1), Mish, Huber] NET }")]
    [InlineData("namespace Samples { MISH [Network(4), Dense(1), FastOpt.Mish, Activation<Mish>, Huber] NET }")]
    [InlineData("namespace Samples { MISH [Network(4), Dense(1), global::FastOpt.MishAttribute, Huber] NET }")]
    [InlineData("namespace Samples { public static partial class Rules { MISH } [Network(4), Dense(1), Mish, Activation<Rules.Mish>, Huber] NET }")]
    [InlineData("namespace Samples { RULE public sealed class MineAttribute : ActivationAttribute<Mine>; [Network(4), Dense(1), Mine, Huber] NET }")]
    [InlineData("namespace Samples { public struct Mish; [Network(4), Dense(1), Mish, Huber] NET }")]
    [InlineData("namespace Samples { MISH namespace Nets { using Mish = FastOpt.MishAttribute; [Network(4), Dense(1), @Mish, Huber] NET } }")]
    public void ANameThatMeansAnotherIsLeftAlone(string source) => Generation.Run(Expand(source)).AssertClean(documented: false);

    /// <summary>Of another assembly's rule the attribute is used, and the network has what it says.</summary>
    [Fact]
    public void OtherProjectsUseTheAttribute()
    {
        MetadataReference library = Generation.Run("namespace Rules;\n" + Swish).Reference();
        GenerationResult result = Generation.Run(Generation.Compilation(["using Rules; namespace Samples { [Network(4), Dense(2), Swish(Power = 3), Dense(1), Huber]" + Net + "}"], "User", [library])).AssertClean(documented: false);
        Assert.Contains("new global::Rules.Swish(Power: 3)", result["Samples.Net.network.g.cs"], StringComparison.Ordinal);
    }

    /// <summary>A rule that another assembly has, too: the own one is nearer.</summary>
    [Fact]
    public void TheNearerOfTwoRulesIsMeant()
    {
        MetadataReference library = Generation.Run("namespace Rules;\n" + Swish).Reference();
        string source = "using Rules; namespace Samples { " + Swish + "[Network(4), Dense(2), Swish(Power = 3), Dense(1), Huber]" + Net + "}";
        int start = source.IndexOf("Swish(Power", StringComparison.Ordinal);
        Diagnostic diagnostic = Marked.AssertReported("FOPT0023", source, start, start + "Swish(Power = 3)".Length, Generation.Compilation([source], "User", [library]));
        Assert.Contains("write Activation<Swish>(1.5, 3), or Rules.Swish for", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FOPT0103", "[Activation] public readonly partial record struct [|Mine|]; [Network(4), Dense(1), Mine, Huber]")]
    [InlineData("FOPT0103", "[Activation] public readonly partial record struct [|Mish|]; [Network(4), Dense(1), Mish, Huber]")]
    [InlineData("FOPT0103", "[Loss] public readonly partial record struct [|Mine|]; [Network(4), Dense(1), Mine]")]
    [InlineData("FOPT0101", "[Loss] public readonly record struct [|Mine|] { public static float Apply(float x, float y) => x - y; } [Network(4), Dense(1), Mine]", "CS0616")]
    public void AnErrorOfTheRuleIsTheOnlyOne(string id, string source, string? expected = null) => Marked.AssertReported(id, "namespace Samples;\n" + source + Net, expected);

    /// <summary>What the C# compiler finds ambiguous, it reports itself.</summary>
    [Fact]
    public void AnAmbiguousNameIsTheCompilersToReport()
    {
        GenerationResult result = Generation.Run(Expand("namespace A { RULE } namespace B { RULE } namespace Samples { using A; using B; [Network(4), Dense(1), Mine, Huber] NET }"));
        Assert.Empty(result.Diagnostics);
        Assert.Contains(result.Output.GetDiagnostics(TestContext.Current.CancellationToken), static d => d.Id == "CS0104");
    }

    /// <summary>Every use is reported, however many there are, and nothing that would follow from them.</summary>
    [Fact]
    public void EveryUseIsReported()
    {
        string layers = string.Concat(Enumerable.Repeat("Dense(2), Swish, ", 40));
        GenerationResult result = Generation.Run($"namespace Samples;\n{Swish}{Off}[Network(4), {layers}Off]{Net}");
        Assert.Equal(41, result.Diagnostics.Length);
        Assert.All(result.Diagnostics, static d => Assert.Equal("FOPT0023", d.Id));
    }

    private static string Expand(string source) => source
        .Replace("RULE", Swish.Replace("Swish", "Mine", StringComparison.Ordinal), StringComparison.Ordinal)
        .Replace("MISH", Mish, StringComparison.Ordinal)
        .Replace("NET", Net, StringComparison.Ordinal);

    private static void AssertReported(string marked, string expected) =>
        Assert.EndsWith("; write " + expected, Marked.AssertReported("FOPT0023", marked).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
