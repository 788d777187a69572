using FastOpt.Generators.Lowering.Rules;
using FastOpt.Generators.Model;
using FastOpt.Generators.Parsing;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using ModelAxis = FastOpt.Generators.Model.Axis;

namespace FastOpt.Generators.Tests;

/// <summary>What a network learns of a rule that asks for more than x: the same from its source and from another assembly.</summary>
public sealed class OperandFactsTests
{
    [Fact]
    public void ANormalizationSaysOverWhatAndWhatItTakes()
    {
        RuleFacts facts = Facts("""
            [Normalization(Over = Axis.Features)]
            public readonly partial record struct Rule([Groups] int Parts = 2)
            {
                public static float Apply(
                    float x, [Trained(-0.1, Name = "down")] float low, float variance, float uniform, float mean, [Trained(1e-7)] float high) =>
                    x > mean ? high * x : low * (x - uniform) / variance;

                public static float Predict(float x, [Trained(1e-7)] float high, float mean) => high * (x - mean);
            }
            """);
        Assert.Equal(
            [
                new("low", OperandKind.Trained, null, -0.1, "down"), new("variance", OperandKind.Statistic, Statistic.Variance),
                new("uniform", OperandKind.Uniform),
                new("mean", OperandKind.Statistic, Statistic.Mean), new("high", OperandKind.Trained, null, 1e-7, "high"),
            ],
            facts.Operands);
        Assert.Equal((ModelAxis.Features, "Parts", false), (facts.Over, facts.GroupsProperty, facts.HasMomentum));
        Assert.Equal((true, false, false), (facts.HasPredict, facts.PredictIsIdentity, facts.ComparesUniform));
        Assert.Equal(["high", "mean"], facts.PredictOperands);
        Assert.Equal((true, true, false), (facts.IsExtended, facts.GradientReadsX, facts.GradientReadsOutput));
    }

    [Theory]
    [InlineData("float uniform) => uniform < (float)Rate ? 0 : x * 2", true)]
    [InlineData("float uniform) => uniform >= (float)Math.Sqrt(Rate) && (float)Rate != uniform ? 0 : x", true)]
    [InlineData("float uniform) => uniform < 0.25f ? x : uniform > 0.75f ? -x : 0", true)]
    [InlineData("float uniform) => uniform < x ? 0 : x", false)]
    [InlineData("float uniform) => uniform < (float)Rate ? uniform : x", false)]
    [InlineData("float uniform) => x * uniform", false)]
    [InlineData("float normal) => normal < (float)Rate ? 0 : x", false)]
    [InlineData("float uniform, [Trained(1)] float gain) => uniform < gain ? 0 : x", false)]
    public void SixteenBitsAreEnoughForWhatIsOnlyComparedWithUniformValues(string rule, bool expected) => Assert.Equal(
        expected,
        Facts(
            "[Activation] public readonly partial record struct Rule(double Rate = 0.5) { "
            + $"public float Apply(float x, {rule}; public static float Predict(float x) => x; }}").ComparesUniform);

    /// <summary>Steps have a derivative that does not depend on x, and are no lines.</summary>
    [Theory]
    [InlineData("[Trained(1)] float gain) => (x - gain) / MathF.Sqrt(gain + 2) * gain - x", true)]
    [InlineData("[Trained(1)] float gain) { float y = -x; if (gain > 0) y = y + gain; return y * 3 + gain * x; }", true)]
    [InlineData("[Trained(1)] float gain) => gain", true)]
    [InlineData("[Trained(1)] float gain) => 1 / (gain * x)", false)]
    [InlineData("[Trained(1)] float gain) => x * x * gain", false)]
    [InlineData("[Trained(1)] float gain) => (x > 0 ? 1 : -1) * gain", false)]
    [InlineData("[Trained(1)] float gain) => MathF.Floor(x) * gain", false)]
    [InlineData("[Trained(1)] float gain) => x > gain ? x : x * gain", false)]
    public void ALineInXIsAffine(string rule, bool expected) => Assert.Equal(expected, Facts(
        "[Activation] public readonly partial record struct Rule { public static float Apply(float x, " + rule + (rule.Contains("{") ? " }" : "; }")).IsAffine);

    [Theory]
    [InlineData("float normal) => MathF.Tanh(x + normal)", false, true)]
    [InlineData("float normal) => x + normal", false, false)]
    [InlineData("float normal) => x * normal", false, false)]
    [InlineData("float normal) => x * x + normal", true, false)]
    [InlineData("[Trained(1)] float gain) => VectorMath.Sigmoid(x + gain)", false, true)]
    [InlineData("[Trained(1)] float gain) => VectorMath.Sigmoid(x) * gain", true, false)]
    public void GradientsSayWhatTheyRead(string rule, bool readsX, bool readsOutput)
    {
        RuleFacts facts = Facts(
            "[Activation] public readonly partial record struct Rule { "
            + $"public static float Apply(float x, {rule}; public static float Predict(float x) => x; }}");
        Assert.Equal((readsX, readsOutput), (facts.GradientReadsX, facts.GradientReadsOutput));
    }

    [Theory]
    [InlineData("Axis.Batch", "double Momentum = 0.1", true)]
    [InlineData("Axis.Batch", "float Momentum = 0.1f", false)]
    [InlineData("Axis.Batch", "double Weight = 0.1", false)]
    [InlineData("Axis.Positions", "double Momentum = 0.1", false)]
    public void AMomentumIsADoubleOfTheBatch(string over, string hyperparameter, bool expected) => Assert.Equal(
        expected,
        Facts(
            $"[Normalization(Over = {over})] public readonly partial record struct Rule({hyperparameter}) {{ "
            + "public static float Apply(float x, float norm) => x / norm; }").HasMomentum);

    [Fact]
    public void APlainActivationHasNoneOfIt()
    {
        RuleFacts facts = Facts("[Activation] public readonly partial record struct Rule { public static float Apply(float x) => MathF.Tanh(x); }");
        Assert.Equal(new RuleFacts { States = [], DerivativeForm = DerivativeForm.Output, IsTwiceDifferentiable = true, Cost = facts.Cost }, facts);
    }

    /// <summary>The library's rules, which come from another assembly wherever a test is compiled.</summary>
    [Fact]
    public void TheLibrarysAreReadFromItsAssembly()
    {
        CSharpCompilation compilation = Generation.Compilation([]);
        RuleFacts Of(string name) =>
            RuleParser.Resolve(compilation.GetTypeByMetadataName("FastOpt." + name)!, compilation, TestContext.Current.CancellationToken)!.Compiled!;
        Assert.Equal((ModelAxis.Batch, true), (Of("BatchNorm").Over, Of("BatchNorm").HasMomentum));
        Assert.Equal((ModelAxis.Features, "Groups"), (Of("GroupNorm").Over, Of("GroupNorm").GroupsProperty));
        Assert.Equal([new("slope", OperandKind.Trained, null, 0.25, "weight")], Of("PRelu").Operands);
        Assert.True(Of("Dropout") is { ComparesUniform: true, PredictIsIdentity: true, GradientReadsX: false, GradientReadsOutput: false });
    }

    /// <summary>The facts from the source, after it is asserted that those from the compiled assembly are equal.</summary>
    private static RuleFacts Facts(string source)
    {
        CSharpCompilation library = Generation.Compilation([source], "Library");
        ResolvedRule own = RuleParser.Resolve(library.GetTypeByMetadataName("Rule")!, library, TestContext.Current.CancellationToken)!;
        RuleFacts facts = RuleLowering.Facts(own.Source!);
        CSharpCompilation user = Generation.Compilation([], "User", [Generation.Run(library).Reference()]);
        ResolvedRule foreign = RuleParser.Resolve(user.GetTypeByMetadataName("Rule")!, user, TestContext.Current.CancellationToken)!;
        Assert.Null(foreign.Source);

        // What other assemblies do not need, for the members of an extended rule do not depend on it.
        Assert.Equal(facts.IsExtended ? facts with { DerivativeForm = DerivativeForm.Output } : facts, foreign.Compiled);
        return facts;
    }
}
