using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>Each mistake in the declaration of a network gives its diagnostic, at the attribute that is wrong, and nothing else.</summary>
public sealed class NetworkDiagnosticTests
{
    [Theory]
    [InlineData("FOPT0001", "[Network(4), Dense(3), SoftmaxCrossEntropy] public sealed class [|Iris|];", "Iris")]
    [InlineData("FOPT0001", "public static class [|Outer|] { [Network(4), Dense(3), SoftmaxCrossEntropy] public sealed partial class Iris; }", "Outer")]
    [InlineData("FOPT0002", "[Network(4), Dense(3), SoftmaxCrossEntropy] public sealed partial class [|Iris|]<T>;", "generic")]
    [InlineData("FOPT0002", "[Network(4), Dense(3), SoftmaxCrossEntropy] file sealed partial class [|Iris|];", "file")]
    [InlineData("FOPT0002", "[Network(4), Dense(3), SoftmaxCrossEntropy] public static partial class [|Iris|];", "static")]
    [InlineData("FOPT0002", "[Network(4), Dense(3), SoftmaxCrossEntropy] public abstract partial class [|Iris|];", "abstract")]
    [InlineData("FOPT0002", "[Network(4), Dense(3), SoftmaxCrossEntropy] public sealed partial record [|Iris|];", "record")]
    [InlineData("FOPT0002", "[Network(4), Dense(3), SoftmaxCrossEntropy] public sealed partial class [|Iris|](int a) { public int A => a; }", "primary constructor")]
    [InlineData("FOPT0002", "[Network(4), Dense(3), SoftmaxCrossEntropy] public sealed partial class [|Iris|] : System.IO.MemoryStream;", "base class")]
    [InlineData("FOPT0002", "[Network(4), Dense(3), SoftmaxCrossEntropy] public sealed partial class [|Optimizer|];", "a member of that name")]
    [InlineData("FOPT0003", "[[|Network(4)|], Relu, MeanSquaredError] public sealed partial class Net;", "Net has no Dense layer")]
    [InlineData("FOPT0004", "[[|Network(0)|], Dense(1), MeanSquaredError] public sealed partial class Net;", "is 0")]
    [InlineData("FOPT0004", "[Network(4), [|Dense(0)|], MeanSquaredError] public sealed partial class Net;", "is 0")]
    [InlineData("FOPT0004", "[Network(4), Dense(2), Relu, [|Dense(-7)|], MeanSquaredError] public sealed partial class Net;", "is -7")]
    [InlineData("FOPT0004", "[[|Network(2000, 2000, 3)|], Dense(1), MeanSquaredError] public sealed partial class Net;", "1048576")]
    [InlineData("FOPT0005", "[[|Network(4)|], Dense(1)] public sealed partial class Net;", "no loss")]
    [InlineData("FOPT0005", "[Network(4), Dense(1), MeanSquaredError, [|Huber|]] public sealed partial class Net;", "MeanSquaredError and Huber")]
    [InlineData("FOPT0006", "[Network(4), Dense(1), Huber, Adam, [|Sgd|]] public sealed partial class Net;", "Adam and Sgd")]
    [InlineData("FOPT0007", "public struct Square; [Network(4), Dense(1), [|Activation<Square>|], Huber] public sealed partial class Net;", "Square is not a rule that is marked [Activation]")]
    [InlineData("FOPT0007", "[Network(4), Dense(1), Huber, [|Optimizer<Relu>|]] public sealed partial class Net;", "Relu is not a rule that is marked [Optimizer]")]
    [InlineData("FOPT0008", "[Network(4), Dense(1), Huber, [|Optimizer<Adam>(\"fast\")|]] public sealed partial class Net;", "LearningRate of type double")]
    [InlineData("FOPT0008", "[Network(4), Dense(1), [|Activation<LeakyRelu>(0.1, 2)|], Huber] public sealed partial class Net;", "1 hyperparameters, but 2 values")]
    [InlineData("FOPT0008", "[Optimizer] public readonly partial record struct Plain(double Rate, double Other = 0.9) { public void Update(ref float weight, float gradient) => weight -= (float)(Rate * Other) * gradient; } [Network(4), Dense(1), Huber, [|Optimizer<Plain>|]] public sealed partial class Net;", "Rate, which has no default")]
    [InlineData("FOPT0009", "[Network(4), Dense(8), MeanSquaredError, [|Dense(1)|]] public sealed partial class Net;", "behind the loss MeanSquaredError")]
    [InlineData("FOPT0010", "[Network(4), [|Dense(1, Init = typeof(string))|], Huber] public sealed partial class Net;", "string")]
    [InlineData("FOPT0010", "[Network(4), [|Dense(1, Init = typeof(Constant), InitArguments = new object[] { \"x\" })|], Huber] public sealed partial class Net;", "Constant")]
    [InlineData("FOPT0010", "[Network(4), [|Dense(1, Init = typeof(Any<>))|], Huber] public sealed partial class Net; public readonly struct Any<T> : IInitializer { public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => 0.5f; }", "Any<>")]
    [InlineData("FOPT0010", "[Network(4), [|Dense(1, Init = typeof(Half))|], Huber] public sealed partial class Net; file readonly struct Half : IInitializer { public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => 0.5f; }", "Half")]
    [InlineData("FOPT0010", "[Activation(Init = typeof(Half))] public readonly partial record struct Twice { private readonly struct Half : IInitializer { public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => 0.5f; } public static float Apply(float x) => 2 * x; } [Network(4), Dense(2), [|Activation<Twice>|], Dense(1), Huber] public sealed partial class Net;", "Half")]
    [InlineData("FOPT0010", "[Activation(Init = [|typeof(string)|])] public readonly partial record struct Twice { public static float Apply(float x) => 2 * x; } [Network(4), Dense(2), Activation<Twice>, Dense(1), Huber] public sealed partial class Net;", "string")]
    [InlineData("FOPT0011", "[[|Network(1_000_000)|], Dense(700), Tanh, Dense(1), Huber] public sealed partial class Net;", "700001401 parameters")]
    [InlineData("FOPT0011", "[[|Network(100_000)|], Dense(100_000), Huber] public sealed partial class Net;", "10000100000 parameters")]
    [InlineData("FOPT0012", "[Network(4), Dense(1), [|SoftmaxCrossEntropy|]] public sealed partial class Net;", "Dense(1) gives 1 output")]
    [InlineData("FOPT0013", "[Loss] public readonly partial record struct Margin { public static float Apply(ReadOnlySpan<float> outputs, int label) => 1 - outputs[label]; } [Network(4), Dense(3), [|Loss<Margin>|]] public sealed partial class Net;", "Margin takes a whole row")]
    [InlineData("FOPT0007", "[Network(4), Dense(1), Huber, [|GradientRule<Relu>|]] public sealed partial class Net;", "Relu is not a rule that is marked [GradientRule]")]
    [InlineData("FOPT0008", "[Network(4), Dense(1), Huber, [|GradientRule<ClipNorm>(1, 2)|]] public sealed partial class Net;", "1 hyperparameters, but 2 values")]
    [InlineData("FOPT0014", "[Network(4), Dense(3, LearningRateScale = [|0|]), Huber] public sealed partial class Net;", "LearningRateScale is 0, but it must be greater than 0")]
    [InlineData("FOPT0014", "[Network(4), Dense(3, LearningRateScale = [|double.NaN|]), Huber] public sealed partial class Net;", "NaN")]
    [InlineData("FOPT0014", "[Network(4), Dense(3, Bias = false, WeightDecayScale = [|-0.5|]), Huber] public sealed partial class Net;", "WeightDecayScale is -0.5, but it must be at least 0")]
    [InlineData("FOPT0014", "[Network(4), Dense(3, WeightDecayScale = [|double.PositiveInfinity|]), Huber] public sealed partial class Net;", "Infinity")]
    [InlineData("FOPT0015", "[Network(4), Dense(3, WeightDecayScale = [|2|]), Huber, Rprop] public sealed partial class Net;", "neither Rprop nor a gradient rule has a hyperparameter WeightDecay")]
    [InlineData("FOPT0015", "[Network(4, DecayBiases = [|false|]), Dense(3), Huber, ClipNorm, Rprop] public sealed partial class Net;", "neither Rprop nor a gradient rule has a hyperparameter WeightDecay")]
    [InlineData("FOPT0015", "[Network(4), Dense(3, Frozen = true, LearningRateScale = [|2|]), Tanh, Dense(1), Huber] public sealed partial class Net;", "the layer is frozen")]
    [InlineData("FOPT0015", "[Optimizer] public readonly partial record struct Plain(double Rate = 0.1) { public void Update(ref float weight, float gradient) => weight -= (float)Rate * gradient; } [Network(4), Dense(3, LearningRateScale = [|2|]), Huber, Optimizer<Plain>] public sealed partial class Net;", "Plain has no hyperparameter LearningRate")]
    [InlineData("FOPT0015", "[Optimizer] public readonly partial record struct Plain(int LearningRate = 1) { public void Update(ref float weight, float gradient) => weight -= LearningRate * gradient; } [Network(4), Dense(3, LearningRateScale = [|2|]), Huber, Optimizer<Plain>] public sealed partial class Net;", "Plain has no hyperparameter LearningRate")]
    [InlineData("FOPT0015", "[Optimizer] public readonly partial struct Plain(double learningRate = 1) { public double LearningRate => learningRate; public void Update(ref float weight, float gradient) => weight -= (float)LearningRate * gradient; } [Network(4), Dense(3, LearningRateScale = [|2|]), Huber, Optimizer<Plain>] public sealed partial class Net;", "Plain has no hyperparameter LearningRate")]
    [InlineData("FOPT0016", "[[|Network(4)|], Dense(3, Frozen = true), Relu, Dense(1, Frozen = true), Huber] public sealed partial class Net;", "All layers of Net that have weights are frozen")]
    [InlineData("FOPT0016", "[[|Network(2, 4, 4)|], Conv2D(3, 3, Frozen = true), Huber] public sealed partial class Net;", "All layers of Net that have weights are frozen")]
    [InlineData("FOPT0017", "[Optimizer] public readonly partial record struct Plain(double Rate = 0.1) { public void Update(ref float weight, float gradient) => weight -= (float)Rate * gradient; } [Network(4), Dense(3), Huber, [|DecoupledDecay|], Optimizer<Plain>] public sealed partial class Net;", "DecoupledDecay takes the learning rate, but Plain has no hyperparameter LearningRate")]
    [InlineData("FOPT0152", "[Network(4), Dense(3), [|Dense(2)|], Huber] public sealed partial class Net;", "Dense(2) stands directly behind Dense(3)")]
    [InlineData("FOPT0152", "[Network(4), Dense(3), [|Dense(2, Bias = false)|], Dense(1), Huber] public sealed partial class Net;", "such as Relu")]
    [InlineData("FOPT0152", "[Network(4), Relu, Dense(3)][[|Dense(2)|]][Tanh, Dense(1), Huber] public sealed partial class Net;", "both together can do no more than one layer")]
    [InlineData("FOPT0019", "[Network(4), Dense(3), SoftmaxCrossEntropy] public sealed partial class Iris { public float [|TrainStep|](ReadOnlySpan<float> x, ReadOnlySpan<int> y) => 0; }", "Iris.TrainStep(ReadOnlySpan<float>, ReadOnlySpan<int>)")]
    [InlineData("FOPT0019", "[Network(4), Dense(3), SoftmaxCrossEntropy] public sealed partial class Iris { public sealed class [|Schedule|]; }", "give yours another name")]
    [InlineData("FOPT0023", "[Activation] public readonly partial record struct Swish(double Beta = 1) { public float Apply(float x) => x * (float)Beta; } [Network(4), Dense(1), [|Swish(Beta = 2)|], Huber] public sealed partial class Net;", "Swish means the attribute that is generated from Swish")]
    [InlineData("FOPT0002", "[Network(4), Dense(1), Huber] public sealed partial class [|Net|]();", "primary constructor")]
    [InlineData("FOPT0002", "public class Named { public required string Name; } [Network(4), Dense(1), Huber] public sealed partial class [|Net|] : Named;", "base class")]
    [InlineData("FOPT0010", "[Network(4), [|Dense(1, Init = typeof(Half))|], Huber] public sealed partial class Net; public struct Half : IInitializer { public required int Of; public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => 0.5f; }", "without required members")]
    [InlineData("FOPT0026", "[Network(4), Dense(1), Huber] public sealed partial class Net { public required string [|Name|] { get; init; } }", "Name is required, but Net is also constructed by generated code")]
    [InlineData("FOPT0026", "[Network(4), Dense(1), Huber] public sealed partial class Net { public required int [|Level|]; }", "Level is required")]
    [InlineData("FOPT0026", "[Network(4), Dense(1), Huber] internal sealed partial class Net { internal required object[] [|Tags|]; public int Level; }", "Tags is required")]
    [InlineData("FOPT0026", "[Network(4), Dense(1), Huber] public sealed partial class Net ; public sealed partial class Net { public required Version [|Since|] { get; init; } }", "Since is required")]
    [InlineData("FOPT0026", "[Activation] public readonly partial record struct Rule(double Slope = 1) { public required int [|Level|] { get; init; } public float Apply(float x) => x * (float)Slope; }", "Rule is also constructed by generated code")]
    [InlineData("FOPT0026", "[Optimizer] public readonly partial record struct Rule(double LearningRate = 1) { public required int [|Level|] { get; init; } public void Update(ref float weight, float gradient) => weight -= (float)LearningRate * gradient; }", "Level is required")]
    [InlineData("FOPT0026", "[Schedule] public readonly partial record struct Rule(double Factor = 1) { public required double [|Floor|] { get; init; } public double At(double learningRate, long time) => learningRate * Factor + Floor; }", "Floor is required")]
    [InlineData("FOPT0026", "[Loss] public partial struct Rule { public required float [|Level|]; public static float Apply(float prediction, float target) => prediction - target; }", "Level is required")]
    [InlineData("FOPT0025", "[Network(4), Dense(1), Huber] public sealed partial class Net { public [|Net|](string name) { } }", "This constructor of Net passes over the generated one")]
    [InlineData("FOPT0025", "[Network(4), Dense(1), Huber] public sealed partial class Net { public [|Net|]() { } }", "this(maxBatch: 64)")]
    [InlineData("FOPT0025", "[Network(4), Dense(1), Huber] public sealed partial class Net { public [|Net|](string name) : base() { } }", "passes over")]
    [InlineData("FOPT0025", "[Network(4), Dense(1), Huber] public sealed partial class Net { private [|Net|](Net other) => Step2 = other.Step2; public int Step2; public static Net Copy(Net net) => new(net); }", "passes over")]
    [InlineData("FOPT0025", "[Network(4), Dense(1), Huber] public sealed partial class Net { public Net(string name) : this(name.Length, 1.5) { } private [|Net|](int length, double scale) { } }", "passes over")]
    [InlineData("FOPT0025", "[Network(4), Dense(1), Huber] public sealed partial class Net ; public sealed partial class Net { internal [|Net|](params int[] sizes) { } }", "passes over")]
    [InlineData("FOPT0025", "public partial class Outer { [Network(4), Dense(1), Huber] private sealed partial class Net { public [|Net|](bool b) => _ = b; } }", "passes over")]
    [InlineData("FOPT0024", "[Activation] public readonly partial record struct Bits { public static float Apply(float x) => x * x; [Derivative(\"Apply\")] private static float Slope(float x) => 2 * BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x)); } [Network(4, Curvature = [|true|]), Dense(3), Activation<Bits>, Dense(1), Huber] public sealed partial class Net;", "no second derivative of bits1 (Bits)")]
    [InlineData("FOPT0032", "[Network(4), Dense(1), Huber, Adam(Beta1 = [|1.5|])] public sealed partial class Net;", "Adam has Beta1 = 1.5, but Beta1 must be in [0, 1)")]
    [InlineData("FOPT0032", "[Network(4), Dense(1), Huber, Sgd(LearningRate = [|-0.1|])] public sealed partial class Net;", "must be at least 0")]
    [InlineData("FOPT0032", "[Network(4), Dense(1), Huber(Delta = [|0|])] public sealed partial class Net;", "must be greater than 0")]
    [InlineData("FOPT0032", "[Network(4), Dense(1), Quantile(Level = [|1|])] public sealed partial class Net;", "in (0, 1)")]
    [InlineData("FOPT0032", "[Network(4), Dense(1), Huber, Adam(LearningRate = [|double.NaN|])] public sealed partial class Net;", "LearningRate = NaN")]
    [InlineData("FOPT0032", "[Network(4), Dense(1), Huber, Optimizer<Adam>(1e-3, [|1|])] public sealed partial class Net;", "Beta1 = 1,")]
    [InlineData("FOPT0032", "[Activation] public readonly partial record struct Leaky([System.ComponentModel.DataAnnotations.Range(0, 1)] float Slope = 0.1f) { public float Apply(float x) => x > 0 ? x : Slope * x; } [Network(4), Dense(1), Activation<Leaky>([|1.5f|]), Huber] public sealed partial class Net;", "in [0, 1]")]
    [InlineData("FOPT0033", "[Network(4), Dense(1), [|Sigmoid|], BinaryCrossEntropy] public sealed partial class Net;", "the sigmoid")]
    [InlineData("FOPT0034", "[Network(4), Dense(16, Init = typeof(Constant), InitArguments = new object[] { 0.1 }), Tanh, [|Dense(2, Init = typeof(Zeros))|], Huber] public sealed partial class Net;", "the 16 units between them")]
    [InlineData("FOPT0034", "[Network(4), [|Dense(16, Init = typeof(Zeros))|], Relu, Dense(2), Huber] public sealed partial class Net;", "no gradient comes back to Dense(16)")]
    [InlineData("FOPT0035", "[Network(4), Dense(1), Huber] public sealed partial class Net; [[|Adam|]] public sealed partial class Net;", "Adam stands on another part of Net than Network")]
    [InlineData("FOPT0036", "[Network(4), Dense(1), Huber, Adam(LearningRate = [|1|])] public sealed partial class Net;", "1000 times its default of 0.001")]
    [InlineData("FOPT0038", "[[|Dense(1)|], Dense(2), Huber] public sealed partial class Net;", "add [Network(inputs)] in front of Dense")]
    [InlineData("FOPT0039", "[Network(4), Dense(1, InitArguments = [|new object[] { 0.1 }|]), Huber] public sealed partial class Net;", "Dense(1) has InitArguments")]
    [InlineData("FOPT0080", "[Network(4), Dense(3), SoftmaxCrossEntropy(ClassWeights = [|new[] { 1.0, 0.25 }|])] public sealed partial class Net;", "has 2 values, but the last layer has 3 outputs")]
    [InlineData("FOPT0080", "[Network(4), Dense(3), SoftmaxCrossEntropy(ClassWeights = [|new[] { 1.0, -0.25, 2 }|])] public sealed partial class Net;", "has -0.25 for class 1")]
    [InlineData("FOPT0080", "[Network(4), Dense(2), SoftmaxCrossEntropy(ClassWeights = [|new[] { 1.0, double.NaN }|])] public sealed partial class Net;", "has NaN for class 1")]
    [InlineData("FOPT0080", "[Network(4), Dense(2), SoftmaxCrossEntropy(ClassWeights = [|new[] { 1.0, 1e-40 }|])] public sealed partial class Net;", "has 1E-40 for class 1, which is not 0 and less")]
    [InlineData("FOPT0080", "[Network(4), Dense(2), SoftmaxCrossEntropy([|new double[] { 0, 0 }|])] public sealed partial class Net;", "has 0 for every class")]
    [InlineData("FOPT0080", "[Loss(Form = LossForm.SoftmaxRows)] public readonly partial record struct Mine(double LabelSmoothing = 0.1) { public static float Apply(ReadOnlySpan<float> logits, int label) => 0; } [Network(4), Dense(2), Loss<Mine>([|1.5|])] public sealed partial class Net;", "LabelSmoothing of Mine is 1.5")]
    [InlineData("FOPT0032", "[Network(4), Dense(3), SoftmaxCrossEntropy(LabelSmoothing = [|1.5|])] public sealed partial class Net;", "in [0, 1]")]
    [InlineData("FOPT0081", "[Network(4), Dense(3), SoftmaxCrossEntropy(Sum = [|true|])] public sealed partial class Net;", "takes a row of outputs as one")]
    [InlineData("FOPT0081", "[Network(4), Dense(3), GivenGradient(Sum = [|true|])] public sealed partial class Net;", "the sum over all outputs and examples already")]
    [InlineData("FOPT0082", "[Loss(Form = LossForm.SoftmaxRows)] public readonly partial record struct Mine(double [|Smoothing|] = 0.1) { public static float Apply(ReadOnlySpan<float> logits, int label) => 0; }", "there are ClassWeights, LabelSmoothing and SoftTargets")]
    [InlineData("FOPT0082", "[Loss(Form = LossForm.SoftmaxRows)] public readonly partial record struct Mine(int [|SoftTargets|] = 0) { public static float Apply(ReadOnlySpan<float> logits, int label) => 0; }", "it must be a bool")]
    [InlineData("FOPT0103", "[Loss(Form = LossForm.SoftmaxRows)] public readonly partial record struct Mine { public static float [|Apply|](float prediction, float target) => prediction - target; }", "float Apply(ReadOnlySpan<float> logits, int label)")]
    public void MistakesAreReportedWhereTheyStand(string id, string source, string expected)
    {
        Diagnostic diagnostic = Marked.AssertReported(id, "namespace Samples;\n" + source);
        Assert.Contains(expected, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Network(4), Dense(8, Init = typeof(Zeros)), Tanh, Dense(1), Huber, Adam(LearningRate = 0.5)] public sealed partial class Net;")]
    [InlineData("[Network(4), Dense(1, Init = typeof(Zeros)), Tanh, Dense(1, Init = typeof(Zeros)), Huber] public sealed partial class Net;")]
    [InlineData("[Network(4), Dense(8, Init = typeof(Constant), InitArguments = new object[] { 0.1 }), Relu, Dense(2), SoftmaxCrossEntropy] public sealed partial class Net;")]
    [InlineData("[Network(4), Dense(8), Sigmoid, Dense(1), BinaryCrossEntropy, Adadelta(LearningRate = 1)] public sealed partial class Net;")]
    [InlineData("[Network(4), Dense(1), Sigmoid, MeanSquaredError] [Obsolete] public sealed partial class Net; [Serializable] public sealed partial class Net;")]
    [InlineData("[Activation] public readonly partial record struct Softmax { public static float Apply(float x) => MathF.Exp(x); } [Network(4), Dense(2), Activation<Softmax>, SoftmaxCrossEntropy] public sealed partial class Net;")]
    [InlineData("[Activation] public readonly partial record struct Sigmoid { public static float Apply(float x) => 3 * x; } [Network(4), Dense(1), Activation<Sigmoid>, BinaryCrossEntropy] public sealed partial class Net;")]
    [InlineData("[Loss] public readonly partial record struct BinaryCrossEntropy { public static float Apply(float p, float y) => -y * MathF.Log(p) - (1 - y) * MathF.Log(1 - p); } [Network(4), Dense(1), Sigmoid, Loss<BinaryCrossEntropy>] public sealed partial class Net;")]
    [InlineData("[Activation] public readonly partial record struct Relu { public static float Apply(float x) => x > 0 ? x : 0.1f * x; } [Network(4), Dense(16, Init = typeof(Zeros)), Activation<Relu>, Dense(2), Huber] public sealed partial class Net;")]
    [InlineData("public static partial class Own { [Activation] public readonly partial record struct Relu6 { public static float Apply(float x) => x > 0 ? x : 0.1f * x; } } [Network(4), Dense(16, Init = typeof(Zeros)), Activation<Own.Relu6>, Dense(2), Huber] public sealed partial class Net;")]
    [InlineData("[Network(4), Dense(1), Huber] public sealed partial class Net { static Net() { } public Net(string name) : this(1) => Name = name; public string Name = \"\"; public static Net Make() => new(\"a\"); }")]
    [InlineData("[Network(4), Dense(1), Huber] public sealed partial class Net { private Net(double scale, int other) : this(scale + other) { } private Net(double scale) : this((int)scale, 7, threads: 2) { } public static Net Make(double scale) => new(scale, 1); }")]
    [InlineData("public readonly struct Half : IInitializer { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Half(double of = 1) => Of = of; public required double Of { get; init; } public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => (float)Of; } [Network(4), Dense(1, Init = typeof(Half)), Huber] public sealed partial class Net;")]
    [InlineData("[Network(4), Dense(1), Huber] public sealed partial class Net { public sealed class Note { public required string Text; public Note() { } } }")]
    public void WhatOnlyLooksLikeAMistakeIsNone(string source) => Assert.Empty(Generation.Run("namespace Samples;\n" + source).Diagnostics);

    /// <summary>What is no activation, for the loss applies it, is looked for in the library: the warning says more than that it is not there.</summary>
    [Theory]
    [InlineData("[Network(4), Dense(2), [|Softmax|], SoftmaxCrossEntropy] public sealed partial class Net;", "the softmax")]
    [InlineData("[Network(4), Dense(2), [|Activation<LogSoftmax>|], SoftmaxCrossEntropy] public sealed partial class Net;", "the softmax")]
    [InlineData("[Network(4), Dense(1), [|LogSigmoid|], BinaryCrossEntropy] public sealed partial class Net;", "the sigmoid")]
    public void AnActivationThatDoesNotExistIsTheLosss(string source, string expected) =>
        Assert.Contains(expected, Marked.AssertReported("FOPT0033", "namespace Samples;\n" + source, "CS0246").GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    [Theory]
    [InlineData("[Network(4), Dense(), MeanSquaredError] public sealed partial class Net;")]
    [InlineData("[Network(\"x\"), Dense(1), MeanSquaredError] public sealed partial class Net;")]
    [InlineData("[Network(4), Dense(1), Missing, MeanSquaredError] public sealed partial class Net;")]
    [InlineData("[Network(4), Dense(1), Activation<Missing>, MeanSquaredError] public sealed partial class Net;")]
    [InlineData("[Network(4), Dense(1), MeanSquaredError, Optimizer<Missing>] public sealed partial class Net;")]
    [InlineData("[Network(4), Dense(1), MeanSquaredError, Adam(LearningRate = )] public sealed partial class Net;")]
    [InlineData("[Activation] public readonly partial record struct Wrong { public static float Apply(float x) => y; } [Network(4), Dense(1), Activation<Wrong>, MeanSquaredError] public sealed partial class Net;")]
    public void WhatTheCompilerReportsIsNotReportedTwice(string source) => Assert.Empty(Generation.Run("namespace Samples;\n" + source).Diagnostics);

    /// <summary>Each narrow weight has a copy beside it; without them these would fit.</summary>
    [Fact]
    public void CopiesOfNarrowWeightsCount()
    {
        string pairs = string.Concat(Enumerable.Repeat("Dense(1_000_000), Tanh, Dense(12), Tanh, ", 61));
        Marked.AssertReported("FOPT0011", $"namespace Samples;\n[[|Network(12)|], {pairs}Huber, SignSgd] public sealed partial class Net;");
    }

    [Fact]
    public void TruncatedSourceNeverFails()
    {
        string source = Samples.Digits + Samples.HousePrices.Replace("namespace Samples;", "", StringComparison.Ordinal);
        for (int length = 1; length < source.Length; length++)
            Generation.Run(source[..length]);
    }
}
