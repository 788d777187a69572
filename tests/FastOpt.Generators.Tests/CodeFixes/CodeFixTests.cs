using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace FastOpt.Generators.Tests.CodeFixes;

/// <summary>Each code fix makes the text that a user would write, and with it the diagnostic is gone and no other one there.</summary>
public sealed class CodeFixTests
{
    /// <summary>The pages' examples; not of FOPT0002 and FOPT0102, whose classes are generic: which types they should be written for, only their author knows.</summary>
    public static TheoryData<string> Examples => [.. FixHarness.Fixers.Keys.Except(["FOPT0002", "FOPT0102"]).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("FOPT0001", "[Network(4), Dense(3), SoftmaxCrossEntropy]\npublic sealed class Iris { }", "[Network(4), Dense(3), SoftmaxCrossEntropy]\npublic sealed partial class Iris { }")]
    [InlineData("FOPT0001", "public static class Outer { [Network(4), Dense(3), SoftmaxCrossEntropy] public sealed partial class Iris; }", "public static partial class Outer { [Network(4), Dense(3), SoftmaxCrossEntropy] public sealed partial class Iris; }")]
    [InlineData("FOPT0002", "[Network(4), Dense(3), SoftmaxCrossEntropy] public abstract partial class Iris;", "[Network(4), Dense(3), SoftmaxCrossEntropy] public partial class Iris;")]
    [InlineData("FOPT0002", "[Network(4), Dense(3), SoftmaxCrossEntropy] file sealed partial class Iris;", "[Network(4), Dense(3), SoftmaxCrossEntropy] sealed partial class Iris;")]
    [InlineData("FOPT0002", "[Network(4), Dense(3), SoftmaxCrossEntropy] public sealed partial record Iris;", "[Network(4), Dense(3), SoftmaxCrossEntropy] public sealed partial class Iris;")]
    [InlineData("FOPT0003", "[Network(4), Relu, MeanSquaredError] public sealed partial class Net;", "[Network(4), Dense(1), Relu, MeanSquaredError] public sealed partial class Net;")]
    [InlineData("FOPT0005", "[Network(4)]\n[Dense(2), Relu]\n[Dense(3)]\n[Adam]\npublic sealed partial class Net;", "[Network(4)]\n[Dense(2), Relu]\n[Dense(3), SoftmaxCrossEntropy]\n[Adam]\npublic sealed partial class Net;")]
    [InlineData("FOPT0005", "[Network(4), Dense(1), Tanh] public sealed partial class Net;", "[Network(4), Dense(1), Tanh, MeanSquaredError] public sealed partial class Net;", 1)]
    [InlineData("FOPT0005", "[Network(4), Dense(1), MeanSquaredError, Huber] public sealed partial class Net;", "[Network(4), Dense(1), MeanSquaredError] public sealed partial class Net;")]
    [InlineData("FOPT0006", "[Network(4), Dense(1), Huber, Adam]\n[Sgd(Momentum = 0.9)]\npublic sealed partial class Net;", "[Network(4), Dense(1), Huber, Adam]\npublic sealed partial class Net;")]
    [InlineData("FOPT0009", "[Network(4), Dense(8), Relu, MeanSquaredError, Dense(1), Sgd] public sealed partial class Net;", "[Network(4), Dense(8), Relu, Dense(1), MeanSquaredError, Sgd] public sealed partial class Net;")]
    [InlineData("FOPT0012", "[Network(4), Dense(1), SoftmaxCrossEntropy] public sealed partial class Net;", "[Network(4), Dense(1), BinaryCrossEntropy] public sealed partial class Net;")]
    [InlineData("FOPT0019", "[Network(4), Dense(1), Huber] public sealed partial class Net { public int Step { get; set; } public int Twice => 2 * Step; } public static class Uses { public static int Of(Net net) => net.Step; }", "[Network(4), Dense(1), Huber] public sealed partial class Net { public int OwnStep { get; set; } public int Twice => 2 * OwnStep; } public static class Uses { public static int Of(Net net) => net.OwnStep; }")]
    [InlineData("FOPT0019", "[Network(4), Dense(1), Huber] public sealed partial class Net { public static int OwnPublish; public void Publish() { } }", "[Network(4), Dense(1), Huber] public sealed partial class Net { public static int OwnPublish; public void OwnPublish2() { } }")]
    [InlineData("FOPT0026", "[Network(4), Dense(1), Huber] public sealed partial class Net { public required int Level; }", "[Network(4), Dense(1), Huber] public sealed partial class Net { public int Level; }")]
    [InlineData("FOPT0026", "[Activation] public readonly partial record struct Rule { public required double Slope { get; init; } public static float Apply(float x) => x; }", "[Activation] public readonly partial record struct Rule { public double Slope { get; init; } public static float Apply(float x) => x; }")]
    [InlineData("FOPT0025", "[Network(4), Dense(1), Huber] public sealed partial class Net { public Net(string name) { } }", "[Network(4), Dense(1), Huber] public sealed partial class Net { public Net(string name) : this(maxBatch: 64) { } }")]
    [InlineData("FOPT0025", "[Network(4), Dense(1), Huber] public sealed partial class Net { public Net(int maxBatch) { } }", "[Network(4), Dense(1), Huber] public sealed partial class Net { public Net(int maxBatch) : this(maxBatch, seed: 0) { } }")]
    [InlineData("FOPT0025", "[Network(4), Dense(1), Huber] public sealed partial class Net { private Net(int maxBatch, bool warm) : base() => Warm = warm; public bool Warm; }", "[Network(4), Dense(1), Huber] public sealed partial class Net { private Net(int maxBatch, bool warm) : this(maxBatch) => Warm = warm; public bool Warm; }")]
    [InlineData("FOPT0114", "[Loss] public readonly partial record struct Rule(double GetCoefficients = 1) { public float Apply(float x, float y) => (x - y) * (float)GetCoefficients; }", "[Loss] public readonly partial record struct Rule(double OwnGetCoefficients = 1) { public float Apply(float x, float y) => (x - y) * (float)OwnGetCoefficients; }")]
    [InlineData("FOPT0023", "namespace Samples; [Activation] public readonly partial record struct Mish(double Beta = 1, double Low = 0) { public float Apply(float x) => x * (float)Beta + (float)Low; } [Network(4), Dense(2), Mish, Dense(1), Huber] public sealed partial class Net;", "namespace Samples; [Activation] public readonly partial record struct Mish(double Beta = 1, double Low = 0) { public float Apply(float x) => x * (float)Beta + (float)Low; } [Network(4), Dense(2), Activation<Mish>, Dense(1), Huber] public sealed partial class Net;")]
    [InlineData("FOPT0023", "namespace Samples; [Activation] public readonly partial record struct Mish(double Beta = 1, double Low = 0) { public float Apply(float x) => x * (float)Beta + (float)Low; } [Network(4), Dense(2), MishAttribute(Low = 0.5), Huber] public sealed partial class Net;", "namespace Samples; [Activation] public readonly partial record struct Mish(double Beta = 1, double Low = 0) { public float Apply(float x) => x * (float)Beta + (float)Low; } [Network(4), Dense(2), Activation<Mish>(1.0, 0.5), Huber] public sealed partial class Net;")]
    [InlineData("FOPT0023", "namespace Samples; [Activation] public readonly partial record struct Mish(double Beta = 1, double Low = 0) { public float Apply(float x) => x * (float)Beta + (float)Low; } [Network(4), Dense(2), Mish, Huber] public sealed partial class Net;", "namespace Samples; [Activation] public readonly partial record struct Mish(double Beta = 1, double Low = 0) { public float Apply(float x) => x * (float)Beta + (float)Low; } [Network(4), Dense(2), FastOpt.Mish, Huber] public sealed partial class Net;", 1)]
    [InlineData("FOPT0023", "namespace Rules { [Activation] public readonly partial record struct Mine(double Beta = 1, double Low = 0) { public float Apply(float x) => x * (float)Beta + (float)Low; } } namespace Samples { [Network(4), Dense(2), Rules.Mine(Beta = 2, Low = 1), Huber] public sealed partial class Net; }", "namespace Rules { [Activation] public readonly partial record struct Mine(double Beta = 1, double Low = 0) { public float Apply(float x) => x * (float)Beta + (float)Low; } } namespace Samples { [Network(4), Dense(2), Activation<Rules.Mine>(2, 1), Huber] public sealed partial class Net; }")]
    [InlineData("FOPT0032", "[Network(4), Dense(1), Huber, Adam(LearningRate = 0.01, Beta1 = 1.5)] public sealed partial class Net;", "[Network(4), Dense(1), Huber, Adam(LearningRate = 0.01)] public sealed partial class Net;")]
    [InlineData("FOPT0032", "[Network(4), Dense(1), Huber(Delta = -1)] public sealed partial class Net;", "[Network(4), Dense(1), Huber] public sealed partial class Net;")]
    [InlineData("FOPT0033", "[Network(4), Dense(1), Sigmoid, BinaryCrossEntropy] public sealed partial class Net;", "[Network(4), Dense(1), BinaryCrossEntropy] public sealed partial class Net;")]
    [InlineData("FOPT0033", "[Network(4)]\n[Dense(1)]\n[Sigmoid]\n[BinaryCrossEntropy]\npublic sealed partial class Net;", "[Network(4)]\n[Dense(1)]\n[BinaryCrossEntropy]\npublic sealed partial class Net;")]
    [InlineData("FOPT0034", "[Network(4), Dense(9, Bias = false, Init = typeof(Constant), InitArguments = new object[] { 0.0 }), Relu, Dense(1), Huber] public sealed partial class Net;", "[Network(4), Dense(9, Bias = false), Relu, Dense(1), Huber] public sealed partial class Net;")]
    [InlineData("FOPT0035", "[Network(4), Dense(1)]\npublic sealed partial class Net;\n\n[Huber]\npublic sealed partial class Net { }", "[Network(4), Dense(1), Huber]\npublic sealed partial class Net;\n\npublic sealed partial class Net { }")]
    [InlineData("FOPT0036", "[Network(4), Dense(1), Huber, Adam(LearningRate = 3, Beta1 = 0.8)] public sealed partial class Net;", "[Network(4), Dense(1), Huber, Adam(Beta1 = 0.8)] public sealed partial class Net;")]
    [InlineData("FOPT0038", "[Dense(8), Relu, Dense(1), MeanSquaredError]\npublic sealed partial class Net;", "[Network(1), Dense(8), Relu, Dense(1), MeanSquaredError]\npublic sealed partial class Net;")]
    [InlineData("FOPT0039", "[Network(4), Dense(1, InitArguments = new object[] { 0.1 }), Huber] public sealed partial class Net;", "[Network(4), Dense(1, Init = typeof(Constant), InitArguments = new object[] { 0.1 }), Huber] public sealed partial class Net;")]
    [InlineData("FOPT0063", "[Network(4), Mark(\"in\"), Dense(1), Huber] public sealed partial class Net;", "[Network(4), Dense(1), Huber] public sealed partial class Net;")]
    [InlineData("FOPT0150", "[Network(4), Dense(1), Huber, Adam(1e-3, Beta_1 = 0.5)] public sealed partial class Net;", "[Network(4), Dense(1), Huber, Adam(1e-3, Beta1 = 0.5)] public sealed partial class Net;")]
    [InlineData("FOPT0151", "[Loss] public readonly partial record struct Rule { public static float Apply(float target, float prediction) => prediction - target; }", "[Loss] public readonly partial record struct Rule { public static float Apply(float prediction, float target) => prediction - target; }")]
    [InlineData("FOPT0151", "[GradientRule] public readonly partial record struct Rule { public static float Apply(float weight, float gradient) => gradient - weight; }", "[GradientRule] public readonly partial record struct Rule { public static float Apply(float gradient, float weight) => gradient - weight; }")]
    [InlineData("FOPT0151", "[Optimizer] public readonly partial record struct Rule { public void Update(ref float gradient, float weight) => weight -= gradient; }", "[Optimizer] public readonly partial record struct Rule { public void Update(ref float weight, float gradient) => weight -= gradient; }")]
    [InlineData("FOPT0152", "[Network(4), Dense(3), Dense(1), Huber] public sealed partial class Net;", "[Network(4), Dense(3), Relu, Dense(1), Huber] public sealed partial class Net;")]
    [InlineData("FOPT0101", "[Activation] public readonly record struct Rule { public static float Apply(float x) => x; }", "[Activation] public readonly partial record struct Rule { public static float Apply(float x) => x; }")]
    [InlineData("FOPT0101", "public static class Outer { [Vectorized] public static float F(float x) => x; }", "public static partial class Outer { [Vectorized] public static float F(float x) => x; }")]
    [InlineData("FOPT0102", "[Activation] public ref partial struct Rule { public static float Apply(float x) => x; }", "[Activation] public partial struct Rule { public static float Apply(float x) => x; }")]
    [InlineData("FOPT0103", "[Activation]\npublic readonly partial record struct Rule;", "[Activation]\npublic readonly partial record struct Rule\n{\n    public static float Apply(float x) => x > 0 ? x : 0;\n}")]
    [InlineData("FOPT0103", "[Optimizer]\npublic readonly partial record struct Rule\n{\n    private const float Half = 0.5f;\n}", "[Optimizer]\npublic readonly partial record struct Rule\n{\n    private const float Half = 0.5f;\n\n    public void Update(ref float weight, float gradient) => weight -= 0.01f * gradient;\n}")]
    [InlineData("FOPT0103", "[Optimizer] public readonly partial record struct Rule { public void Update(float weight, float gradient, float state) { state += gradient; weight -= state; } }", "[Optimizer] public readonly partial record struct Rule { public void Update(ref float weight, float gradient, ref float state) { state += gradient; weight -= state; } }")]
    [InlineData("FOPT0104", "[Activation] public readonly partial record struct Rule { public static float Apply(float x) => (float)Math.Sqrt(x); }", "[Activation] public readonly partial record struct Rule { public static float Apply(float x) => (float)MathF.Sqrt(x); }")]
    [InlineData("FOPT0104", "[Activation] public readonly partial record struct Rule { public static float Apply(float x) => (float)(x * 2.5); }", "[Activation] public readonly partial record struct Rule { public static float Apply(float x) => (float)(x * 2.5f); }")]
    [InlineData("FOPT0104", "[Activation] public readonly partial record struct Rule(double Scale = 2) { public float Apply(float x) => (float)(x * Scale); }", "[Activation] public readonly partial record struct Rule(double Scale = 2) { public float Apply(float x) => (float)(x * (float)Scale); }")]
    [InlineData("FOPT0104", "[Activation] public readonly partial record struct Rule(double Scale = 2) { public float Apply(float x) => (float)(x * (1 - Scale)); }", "[Activation] public readonly partial record struct Rule(double Scale = 2) { public float Apply(float x) => (float)(x * (float)(1 - Scale)); }")]
    [InlineData("FOPT0104", "[Activation] public readonly partial record struct Rule(double Edge = 2) { public float Apply(float x) => x > Edge ? x : 0; }", "[Activation] public readonly partial record struct Rule(double Edge = 2) { public float Apply(float x) => x > (float)Edge ? x : 0; }")]
    [InlineData(
        "FOPT0103",
        "[Normalization(Over = Axis.Batch)]\npublic readonly partial record struct Rule;",
        "[Normalization(Over = Axis.Batch)]\npublic readonly partial record struct Rule\n{\n    public static float Apply(float x, float mean, "
        + "float variance) => (x - mean) / MathF.Sqrt(variance + 1e-5f);\n}")]
    [InlineData(
        "FOPT0141",
        "[Activation] public readonly partial record struct Rule { public static float Apply(float x, float mean) => x - mean; }",
        "[Normalization(Over = Axis.Batch)] public readonly partial record struct Rule { public static float Apply(float x, float mean) => x - mean; }", 1)]
    [InlineData(
        "FOPT0142",
        "[Activation] public readonly partial record struct Rule { public static float Apply(float x, [Trained(1)] in double gain) => x * (float)gain; }",
        "[Activation] public readonly partial record struct Rule { public static float Apply(float x, [Trained(1)] float gain) => x * (float)gain; }")]
    [InlineData(
        "FOPT0143",
        "[Activation] public readonly partial record struct Rule\n{\n    public static float Apply(float x, float normal) => x + normal;\n}",
        "[Activation] public readonly partial record struct Rule\n{\n    public static float Apply(float x, float normal) => x + normal;\n\n    "
        + "public static float Predict(float x) => x;\n}")]
    [InlineData(
        "FOPT0145",
        "[Normalization] public readonly partial record struct Rule { public static float Apply(float x, float mean) => x - mean; }",
        "[Normalization(Over = Axis.Positions)] public readonly partial record struct Rule { public static float Apply(float x, float mean) => x - mean; }", 2)]
    [InlineData(
        "FOPT0201",
        "public static class Outer { public sealed record House([FastOpt.Training.Feature] float Rooms, [FastOpt.Training.Label] float Price); }",
        "public static partial class Outer { public sealed partial record House([FastOpt.Training.Feature] float Rooms, [FastOpt.Training.Label] float Price); }")]
    [InlineData(
        "FOPT0209",
        "public sealed partial record House([FastOpt.Training.Feature] float Rooms, [FastOpt.Training.Label] float Price) { public int Schema => 1; }",
        "public sealed partial record House([FastOpt.Training.Feature] float Rooms, [FastOpt.Training.Label] float Price) { public int OwnSchema => 1; }")]
    [InlineData("FOPT0111", "public partial class C { [Vectorized] public float F(float x) => x; }", "public partial class C { [Vectorized] public static float F(float x) => x; }")]
    [InlineData("FOPT0111", "public static partial class C { [Vectorized] public static double F(double x) => x * x; }", "public static partial class C { [Vectorized] public static float F(float x) => x * x; }")]
    [InlineData("FOPT0111", "public static partial class C { [Vectorized] public static float F(float x, in float y) => x * y; }", "public static partial class C { [Vectorized] public static float F(float x, float y) => x * y; }")]
    [InlineData("FOPT0112", "[Activation, Loss] public readonly partial record struct Rule { public static float Apply(float x) => x; }", "[Activation] public readonly partial record struct Rule { public static float Apply(float x) => x; }")]
    public async Task AFixMendsItsDiagnostic(string id, string before, string after, int index = 0)
    {
        (string title, string text) = await FixHarness.ApplyAsync(id, before, index);
        Assert.Equal(after, text);
        Assert.NotEmpty(title);
        GenerationResult result = Generation.Run(text);
        Assert.Empty(result.Diagnostics);
        Assert.Empty(result.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>Arguments that have no form by their place are left to the user.</summary>
    [Fact]
    public async Task AnOwnRuleWithoutSuchAFormHasNoFix()
    {
        const string Source = "namespace Samples; [Activation] public readonly partial record struct Mine(double Beta = 1) { public float Apply(float x) => x * (float)Beta; } [Network(4), Dense(1), Mine(Beta = default), Huber] public sealed partial class Net;";
        Assert.Equal(0, await FixHarness.CountAsync("FOPT0023", Source));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task TheWrongExampleOfThePageIsMended(string id)
    {
        string wrong = DiagnosticPage.Of(id).Wrong!.Code;
        (_, string text) = await FixHarness.ApplyAsync(id, wrong);
        Assert.DoesNotContain(Generation.Run(text).Diagnostics, d => d.Id == id);
    }

    [Fact]
    public void FixesAreManyAndCanBeAppliedToAllOccurrences()
    {
        Assert.InRange(FixHarness.Fixers.Count, 12, DiagnosticPage.Descriptors.Count);
        Assert.All(FixHarness.Fixers.Keys, id => Assert.Contains(DiagnosticPage.Descriptors, d => d.Id == id));
        Assert.All(FixHarness.Fixers.Values, static fixer => Assert.Same(WellKnownFixAllProviders.BatchFixer, fixer.GetFixAllProvider()));
    }
}
