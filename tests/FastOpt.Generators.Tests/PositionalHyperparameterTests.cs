using System.Globalization;
using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>The attribute of a rule takes leading hyperparameters by their place and any by its name: <c>[Adam(1e-3)]</c>, <c>[Adam(1e-3, Beta1 = 0.8)]</c>.</summary>
public sealed class PositionalHyperparameterTests
{
    private const string Net = "public sealed partial class Net;";

    /// <summary>Rules of another project, of every type that a hyperparameter may have.</summary>
    private const string Library =
        """
        namespace Rules;

        public enum Mode { Soft, Hard = 7 }

        [Activation] public readonly partial record struct Sided(double Slope, bool On = true, Mode Mode = Mode.Soft, float Edge = 0.5f)
        {
            public float Apply(float x) => On && Mode == Mode.Hard ? x > Edge ? x : (float)Slope * x : x;
        }

        [Optimizer] public readonly partial record struct Plain(double rate = 0.5, double Rate = 0.25, long @long = 3)
        {
            public void Update(ref float weight, float gradient) => weight -= (float)(rate * Rate * @long) * gradient;
        }

        [Schedule] public readonly partial record struct Steps(ValueList<long> Times = default, double Factor = 0.5)
        {
            public double At(double learningRate, long time) => learningRate;
        }
        """;

    [Theory]
    [InlineData("Adam(1e-3)", "new Adam(1e-3)")]
    [InlineData("Adadelta(2)", "new Adadelta(2)")]
    [InlineData("Adam(3e-4, 0.8)", "new Adam(3e-4, 0.8)")]
    [InlineData("Adam(3e-4, Beta1 = 0.8)", "new Adam(3e-4, 0.8)")]
    [InlineData("Adam(LearningRate = 3e-4)", "new Adam(3e-4)")]
    [InlineData("Adam(beta1: 0.7)", "new Adam(Beta1: 0.7)")]
    [InlineData("Adam(1e-2, beta2: 0.9, Epsilon = 1e-6)", "new Adam(1e-2, Beta2: 0.9, Epsilon: 1e-6)")]
    [InlineData("Adam", "new Adam()")]
    [InlineData("Adam()", "new Adam()")]
    [InlineData("AdamAttribute(2e-3)", "new Adam(2e-3)")]
    [InlineData("Sgd(0.1, 0.9, Nesterov = true)", "new Sgd(0.1, 0.9, Nesterov: true)")]
    [InlineData("Rules.Plain(1, 2, 3)", "new Rules.Plain(1, 2, 3)")]
    [InlineData("Rules.Plain(1, rate_: 4)", "new Rules.Plain(1, 4)")]
    [InlineData("Rules.Plain(Rate = 4)", "new Rules.Plain(Rate: 4)")]
    public void TheOptimizerHasTheValues(string attribute, string expected)
    {
        MetadataReference library = LibraryReference(out Assembly rules);
        string source = $"namespace Samples {{ [Network(4), Dense(1), Huber, {attribute}] {Net} public static class Check {{ public static bool Run() => new Net(4).Optimizer == {expected}; }} }}";
        GenerationResult result = Generation.Run(Generation.Compilation([source], "User", [library])).AssertClean(documented: false);
        using var stream = new MemoryStream();
        Assert.True(result.Output.Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success);
        stream.Position = 0;
        var context = new System.Runtime.Loader.AssemblyLoadContext(null, isCollectible: true);
        context.Resolving += (_, name) => name.Name == "Library" ? rules : null;
        Assert.True((bool)context.LoadFromStream(stream).GetType("Samples.Check")!.GetMethod("Run")!.Invoke(null, null)!);
    }

    /// <summary>Of other kinds of rules the network's source says with what they are constructed.</summary>
    [Theory]
    [InlineData("LeakyRelu(0.3), Dense(1), Huber", "new fast::LeakyRelu(NegativeSlope: 0.3)")]
    [InlineData("Dense(1), Huber(2)", "new fast::Huber(Delta: 2.0)")]
    [InlineData("Dense(1), Huber, ClipNorm(0.5)", "new fast::ClipNorm(MaxNorm: 0.5)")]
    [InlineData("Rules.Sided(0.1), Dense(1), Huber", "new global::Rules.Sided(Slope: 0.1)")]
    [InlineData("Rules.Sided(0.1, false, Rules.Mode.Hard, 2), Dense(1), Huber", "new global::Rules.Sided(Slope: 0.1, On: false, Mode: (global::Rules.Mode)(7), Edge: 2f)")]
    [InlineData("Rules.Sided(0.1, Mode = Rules.Mode.Hard), Dense(1), Huber", "new global::Rules.Sided(Mode: (global::Rules.Mode)(7), Slope: 0.1)")]
    [InlineData("Dense(1), Huber, MultiStep(new long[] { 30, 80 }, 0.5)", "new fast::MultiStep(Milestones: new long[] { 30, 80 }, Factor: 0.5)")]
    [InlineData("Dense(1), Huber, StepDecay(30, Unit = ScheduleUnit.Epoch)", "new fast::StepDecay(Every: 30)")]
    public void OtherRulesHaveTheValues(string attributes, string expected)
    {
        string source = $"namespace Samples {{ [Network(4), Dense(2), Tanh, {attributes}] {Net} }}";
        string text = Generation.Run(Generation.Compilation([source], "User", [LibraryReference(out _)])).AssertClean(documented: false)["Samples.Net.network.g.cs"];
        string constructed = string.Join("\n", text.Split('\n').Where(static line => line.Contains("new ", StringComparison.Ordinal)));
        Assert.True(text.Contains(expected, StringComparison.Ordinal), constructed);
    }

    /// <summary>What the attribute itself says at run time, for whoever reads attributes.</summary>
    [Fact]
    public void TheAttributeHasTheValues()
    {
        var adam = new AdamAttribute(2e-3, 0.8);
        Assert.Equal((2e-3, 0.8, new Adam().Beta2), (adam.LearningRate, adam.Beta1, adam.Beta2));
        Assert.Equal(new Adam().LearningRate, new AdamAttribute().LearningRate);
        Assert.Equal(7, new HuberAttribute(3) { Delta = 7 }.Delta);
        Assert.Empty(new MultiStepAttribute().Milestones);
    }

    [Theory]
    [InlineData("FOPT0032", "Adam([|-1|])", "LearningRate")]
    [InlineData("FOPT0032", "Adam(1e-3, [|1.5|])", "Beta1")]
    [InlineData("FOPT0032", "Adam(1e-3, beta2: [|2|])", "Beta2")]
    [InlineData("FOPT0032", "Sgd(0.1, Momentum = [|-3|])", "Momentum")]
    [InlineData("FOPT0036", "Adam([|3|])", "3")]
    [InlineData("FOPT0008", "[|Adam(1e-3, LearningRate = 1e-2)|]", "the hyperparameter LearningRate, which is given a value twice")]
    [InlineData("FOPT0150", "Adam([|LearninRate|] = 1e-3)", "'Adam' has no hyperparameter 'LearninRate'; write LearningRate; it has LearningRate, Beta1, Beta2, Epsilon", "CS0246")]
    [InlineData("FOPT0150", "Adam(1e-3, [|beta1|] = 0.8)", "write Beta1; it has", "CS0246")]
    [InlineData("FOPT0150", "Adam([|Momentum|] = 0.9)", "'Adam' has no hyperparameter 'Momentum'; it has LearningRate, Beta1", "CS0246")]
    [InlineData("FOPT0150", "Optimizer<Adam>([|LearningRate|] = 1e-3)", "Optimizer<Adam> takes leading ones by their place, in this order: LearningRate, Beta1", "CS0246")]
    [InlineData("FOPT0150", "Then<Sgd>(0.1, [|Momentum|] = 0.9, At = 5)", "Then<Sgd> takes leading ones by their place", "CS0246")]
    [InlineData("FOPT0150", "Warmup([|Step|] = 5)", "write Steps", "CS0246")]
    public void WhatIsWrongIsSaidAtTheValue(string id, string attribute, string expected, string? error = null)
    {
        Diagnostic diagnostic = Marked.AssertReported(id, $"[Network(4), Dense(1), Huber, {attribute}] {Net}", error);
        Assert.Contains(expected, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static MetadataReference LibraryReference(out Assembly assembly)
    {
        GenerationResult result = Generation.Run(Generation.Compilation([Library], "Library"));
        assembly = result.Load(documented: false);
        return result.Reference();
    }
}
