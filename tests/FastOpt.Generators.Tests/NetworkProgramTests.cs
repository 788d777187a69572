using System.Text.RegularExpressions;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>What the passes of a network decide, read from the dump of its program.</summary>
public sealed class NetworkProgramTests
{
    [Fact]
    public void DigitsIsPlannedAndFused() => Assert.Equal(
        """
        parameter dense1.weight [784, 128] in 2 blocks stride 64 at 2048, canonical 0
        parameter dense1.bias [1, 128] stride 128 at 102400, canonical 100352
        parameter dense2.weight [10, 128] stride 128 at 102528, canonical 100480, transposed, forward stride 16 at 0
        parameter dense2.bias [1, 10] stride 16 at 103808, canonical 101760
        states momentum variance every 101776
        panel 0 target row 0 tile 384; scratch 384; fixed 307376
        rows relu1Output [batch, 128] stride 128 at 0
        rows dense2Output [batch, 10] stride 16 at 128
        rows dense1Gradient [batch, 128] stride 128 at 144
        rows of predictions relu1Output [batch, 128] stride 128 at 0
        rows of predictions dense2Output [batch, 10] stride 16 at 128
        rows of input gradients relu1Output [batch, 128] stride 128 at 0
        rows of input gradients dense2Output [batch, 10] stride 16 at 128
        rows of input gradients dense1Gradient [batch, 128] stride 128 at 144
        per example 273
        forward:
          Forward_784x64_Relu, by columns: relu1 = Relu(x · dense1.weight + dense1.bias), 64 columns at a time
          Forward_128x10: dense2 = relu1 · dense2.weight + dense2.bias
        loss:
          Loss_10_SoftmaxCrossEntropy: losses of the rows; ∂dense2 = (softmax(dense2) − onehot(label)) · weight in the mean
        backward:
          InputGradient_10x128_Transposed_Relu: ∂dense1 = (∂dense2 · dense2.weightᵀ) ⊙ Relu′(relu1)
        updates:
          WeightUpdate_10x128_Transposed_Adam: dense2.weight ← Adam(∂dense2ᵀ · relu1)
          BiasUpdate_10_Adam: dense2.bias ← Adam(Σ ∂dense2)
          WeightUpdate_784x64_Adam: dense1.weight ← Adam(xᵀ · ∂dense1), 64 columns at a time
          BiasUpdate_128_Adam: dense1.bias ← Adam(Σ ∂dense1)
        gradients:
          WeightGradient_128x10: ∂dense2.weight = relu1ᵀ · ∂dense2
          BiasGradient_10: ∂dense2.bias = Σ ∂dense2
          WeightGradient_784x128: ∂dense1.weight = xᵀ · ∂dense1
          BiasGradient_128: ∂dense1.bias = Σ ∂dense1
        predict:
          Forward_784x64_Relu, by columns: relu1 = Relu(x · dense1.weight + dense1.bias), 64 columns at a time
          Forward_128x10: dense2 = relu1 · dense2.weight + dense2.bias
        loss of predictions:
          Loss_10_SoftmaxCrossEntropy: losses of the rows; ∂dense2 = (softmax(dense2) − onehot(label)) · weight in the mean
        input gradients:
          Forward_784x64_Relu, by columns: relu1 = Relu(x · dense1.weight + dense1.bias), 64 columns at a time
          Forward_128x10: dense2 = relu1 · dense2.weight + dense2.bias
          Loss_10_SoftmaxCrossEntropy: losses of the rows; ∂dense2 = (softmax(dense2) − onehot(label)) · weight in the mean
          InputGradient_10x128_Transposed_Relu: ∂dense1 = (∂dense2 · dense2.weightᵀ) ⊙ Relu′(relu1)
          FirstInputGradient_784x128: ∂x = ∂dense1 · dense1.weightᵀ

        """,
        ProgramPrinter.Print(Generation.Lower(Samples.Digits)));

    [Fact]
    public void EqualLayersShareTheirKernels()
    {
        NetworkProgram program = Generation.Lower("[Network(64), Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(10), SoftmaxCrossEntropy] public sealed partial class Net;");
        Assert.Single(program.Kernels, static method => method.Kernel is ForwardKernel { Inputs: 64, Outputs: 64 });
        Assert.Single(program.Kernels, static method => method.Kernel is InputGradientKernel { Inputs: 64, Outputs: 64 });
        Assert.Equal(3, program.Forward.Count(static phase => phase.Kernel.Name == "Forward_64x64_Relu"));
    }

    /// <summary>
    /// A large layer's weight stands in blocks of columns, which threads share, if its gradient is not stored, it trains, and its panels are all of one width.
    /// </summary>
    [Theory]
    [InlineData("Network(784), Dense(256), Relu, Dense(128), Relu, Dense(10), SoftmaxCrossEntropy", "dense1.weight 4", "Forward1 by columns, Forward2 by rows; Backward by rows")]
    [InlineData("Network(40), Dense(512), Gelu, Dense(384), Tanh, Dense(256), Tanh, Dense(3), SoftmaxCrossEntropy", "dense1.weight 4, dense2.weight 4, dense3.weight 4", "Forward1 by columns, Forward2 by columns, Forward3 by columns, Forward4 by rows; Backward1 by rows, Backward2 by columns, Backward3 by columns")]
    [InlineData("Network(9), Dense(64, Frozen = true), Tanh, Dense(256), Relu, Dense(4), MeanSquaredError", "dense2.weight 4", "Forward1 by rows, Forward2 by columns, Forward3 by rows; Backward by rows")]
    [InlineData("Network(8), Dense(32), Relu, Dense(2048), Relu, Dense(10), SoftmaxCrossEntropy", "", "Forward by rows; Backward by rows")]
    [InlineData("Network(784), Dense(128), MeanSquaredError", "dense1.weight 2", "Forward1 by columns; Backward by rows")]
    [InlineData("Network(100), Dense(200), Tanh, Dense(3), MeanSquaredError", "", "Forward by rows; Backward by rows")]
    [InlineData("Network(128), Dense(100), Tanh, Dense(1000), Tanh, Dense(512), Tanh, Dense(1), MeanSquaredError", "", "Forward by rows; Backward by rows")]
    [InlineData("Network(784), Dense(128), Relu, Dense(10), SoftmaxCrossEntropy, ClipNorm", "", "Forward by rows; Backward by rows")]
    [InlineData("Network(784), Dense(128), Relu, Dense(128), Relu, Dense(10), SoftmaxCrossEntropy", "dense1.weight 2", "Forward1 by columns, Forward2 by rows; Backward by rows")]
    public void LargeLayersAreSharedByColumns(string attributes, string blocks, string runs)
    {
        NetworkProgram program = Generation.Lower($"[{attributes}] public sealed partial class Net;");
        Assert.Equal(blocks, string.Join(", ", program.Plan.Parameters.Where(static slot => slot.Blocks > 1).Select(static slot => $"{slot.Name} {slot.Blocks}")));
        Assert.Equal(runs, $"{Text(program.ForwardRuns)}; {Text(program.BackwardRuns)}");

        static string Text(IEnumerable<StepRun> all) => string.Join(", ", all.Select(static run => $"{run.Name} by {(run.IsByColumns ? "columns" : "rows")}"));
    }

    /// <summary>A weight stands as [out, in] where that pads it less, if the rows that enter its layer are padded and its gradient is not stored.</summary>
    [Theory]
    [InlineData("Network(64), Dense(64), Relu, Dense(10), SoftmaxCrossEntropy", "dense2.weight")]
    [InlineData("Network(100), Dense(100), Relu, Dense(100), Relu, Dense(1), MeanSquaredError", "dense3.weight")]
    [InlineData("Network(64), Dense(32), Tanh, Dense(33), Tanh, Dense(3), MeanSquaredError", "dense2.weight dense3.weight")]
    [InlineData("Network(64), Dense(10), SoftmaxCrossEntropy", "")]
    [InlineData("Network(64), Tanh, Dense(10), SoftmaxCrossEntropy", "dense1.weight")]
    [InlineData("Network(64), Dense(64), Relu, Dense(48), SoftmaxCrossEntropy", "")]
    [InlineData("Network(64), Dense(64), Relu, Dense(10, Frozen = true), Tanh, Dense(16), SoftmaxCrossEntropy", "")]
    [InlineData("Network(64), Dense(64), Relu, Dense(10), SoftmaxCrossEntropy, ClipNorm", "")]
    public void NarrowLayersAreTransposed(string attributes, string expected)
    {
        NetworkProgram program = Generation.Lower($"[{attributes}] public sealed partial class Net;");
        Assert.Equal(expected, string.Join(" ", program.Plan.Parameters.Where(static slot => slot.IsTransposed).Select(static slot => slot.Name)));
        Assert.All(program.Plan.Parameters, static slot => Assert.Equal(slot.IsTransposed, slot.ForwardFloats > 0));
    }

    /// <summary>A step of a network whose convolutions keep their weights: the forward pass, then the head.</summary>
    [Fact]
    public void FrozenConvolutionsCostTheirForwardPassAlone()
    {
        const string Trunk = "Conv2D(6, 5, Padding = 2{0}), Relu, MaxPool2D(2), Conv2D(16, 5{0}), Relu, MaxPool2D(2)";
        NetworkProgram frozen = Lower(", Frozen = true"), trained = Lower("");
        // Where maxima stood, nothing asks.
        Assert.Equal(Kernels(trained.Forward).Select(static name => name.Replace("_Places", "")), Kernels(frozen.Forward));
        Assert.Equal("InputGradient_84x120_Relu InputGradient_10x84_Transposed_Relu", string.Join(" ", Kernels(frozen.Backward).OrderDescending()));
        Assert.Equal(
            ["dense1.bias", "dense1.weight", "dense2.bias", "dense2.weight", "dense3.bias", "dense3.weight"],
            frozen.Gradients.Select(static phase => phase.Comment.Split(' ')[0].TrimStart('∂')).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Step(frozen), static phase => phase.Kernel.Name.Contains("Gradient_") && phase.Kernel.Name.Contains("of5x5"));
        // The head's gradients need not be stored, as those of convolutions are.
        Assert.Empty(frozen.StoredGradients);
        Assert.Contains(Step(trained), static phase => phase.Kernel.Name.Contains("Gradient_") && phase.Kernel.Name.Contains("of5x5"));

        static NetworkProgram Lower(string option) => Generation.Lower(
            $"[Network(1, 28, 28), {Trunk.Replace("{0}", option)}, Dense(120), Relu, Dense(84), Relu, Dense(10), SoftmaxCrossEntropy] public sealed partial class Net;");
        static IEnumerable<Phase> Step(NetworkProgram program) => [.. program.Forward, .. program.Backward, .. program.StoredGradients, .. program.Updates];
        static IEnumerable<string> Kernels(IEnumerable<Phase> phases) => phases.Select(static phase => phase.Kernel.Name);
    }

    /// <summary>
    /// Activations run on the sums of convolutions, derivatives on those of their input gradients; a sum that the backward pass reads is stored, and the
    /// activation passes over it. Predictions do not keep where maxima stood.
    /// </summary>
    [Theory]
    [InlineData("Relu", "Convolution_Relu Convolution_Relu Max_Places", "ConvolutionInputGradient_Max")]
    [InlineData("Gelu", "Convolution Activate_Gelu Convolution Activate_Gelu Max_Places", "ConvolutionInputGradient_Gelu")]
    public void ActivationsRunOnTheSumsOfConvolutions(string activation, string forward, string backward)
    {
        NetworkProgram program = Generation.Lower(
            $"[Network(3, 8, 8), Conv2D(16, 3, Padding = 1), {activation}, Conv2D(16, 3, Padding = 1), {activation}, MaxPool2D(2), Dense(10), "
            + "SoftmaxCrossEntropy] public sealed partial class Net;");
        Assert.Equal(forward, Windows(program.Forward));
        Assert.Equal(backward, Windows(program.Backward.Where(static phase => phase.Kernel.Name.Contains("InputGradient"))));
        Assert.Equal($"Convolution_{activation} Convolution_{activation} Max", Windows(program.Predict));

        // "Convolution_3x8x8_16of3x3_Relu" without its window.
        static string Windows(IEnumerable<Phase> phases) => string.Join(
            " ", phases.Select(static phase => Regex.Replace(phase.Kernel.Name, "_[0-9][0-9a-z]*", "")).Where(static name => name[0] is 'A' or 'C' or 'M'));
    }

    [Fact]
    public void ADerivativeFromTheInputKeepsTheInput()
    {
        NetworkProgram silu = Generation.Lower("[Network(5), Dense(20), Silu, Dense(3), SoftmaxCrossEntropy] public sealed partial class Net;");
        Assert.Contains(silu.Plan.BatchSlots, static slot => slot.Name == "dense1Output");
        NetworkProgram tanh = Generation.Lower("[Network(5), Dense(20), Tanh, Dense(3), SoftmaxCrossEntropy] public sealed partial class Net;");
        Assert.DoesNotContain(tanh.Plan.BatchSlots, static slot => slot.Name == "dense1Output");
    }

    [Fact]
    public void RowsShareMemoryOnlyWhenTheirLivesDoNotOverlap()
    {
        // Without trainable layers above them, activations below need nothing kept: their rows are used again.
        NetworkProgram program = Generation.Lower("[Network(32), Tanh, Sigmoid, Tanh, Sigmoid, Dense(32), Tanh, Dense(4), SoftmaxCrossEntropy] public sealed partial class Net;");
        Assert.True(program.Plan.BatchFloats < program.Plan.BatchSlots.Sum(static slot => slot.Stride));

        // Rows that share memory are equally wide, so that each stands on its own predecessor: threads own rows.
        foreach (BatchSlot one in program.Plan.BatchSlots)
            Assert.All(program.Plan.BatchSlots, other => Assert.True(one.Offset + one.Stride <= other.Offset || other.Offset + other.Stride <= one.Offset || (one.Offset == other.Offset && one.Stride == other.Stride)));

        // What a phase reads and writes at once never overlaps, but for the loss, which works in place.
        foreach (Phase phase in program.Forward.Concat(program.Backward).Concat(program.Updates))
        {
            BatchSlot[] slots = [.. phase.Rows.Distinct()];
            foreach (BatchSlot one in slots)
                Assert.All(slots.Where(other => other != one), other => Assert.True(one.Offset + one.Stride <= other.Offset || other.Offset + other.Stride <= one.Offset, $"{phase.Kernel.Name}: {one.Name}, {other.Name}"));
        }
    }

    [Theory]
    [InlineData(1, 16)]
    [InlineData(16, 16)]
    [InlineData(17, 32)]
    [InlineData(256, 272)]
    [InlineData(1024, 1040)]
    [InlineData(8192, 8208)]
    public void RowsArePaddedButNeverAKibibyteApart(int width, int stride) => Assert.Equal(stride, RowPadding.Stride(width));

    [Fact]
    public void TheFirstFileOpensWithThePlan()
    {
        string text = Generation.Run(Samples.Digits).AssertClean()["Samples.Digits.network.g.cs"];
        Assert.StartsWith(
            """
            // <auto-generated/>
            // Digits: 784 → Dense 128 → Relu → Dense 10 → SoftmaxCrossEntropy · Adam(LearningRate = 0.001)
            //
            //   layer     in → out   parameters   FLOPs/example   kept for backward
            //   dense1   784 → 128      100,480         401,408   relu1 [batch, 128]
            //   dense2    128 → 10        1,290           7,680   –
            //
            //   total    101,770 parameters · 409,088 FLOPs of matrix products per example and training step
            //   memory   parameters 415,296 B · Adam momentum 407,104 B · Adam variance 407,104 B · activations 1,092 B × batch · scratch 1,536 B × threads
            //            gradients none: Adam runs inside the kernels that make them

            """,
            text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Network(4), Dense(3), SoftmaxCrossEntropy] public sealed partial class @class;")]
    [InlineData("namespace @event { public partial struct Outer { [Network(4), Dense(3), Relu, MeanSquaredError] internal sealed partial class Inner; } }")]
    [InlineData("[Network(3, 5, 7), Silu, Dense(9, Bias = false), Gelu, Gelu, Dense(2, Init = typeof(Zeros)), LeakyRelu, SoftmaxCrossEntropy, Sgd(Momentum = 0.9, Nesterov = true)] public sealed partial class Stacked;")]
    [InlineData("[Network(1), Dense(1), Huber(Delta = 2), RmsProp] public sealed partial class One;")]
    [InlineData("[Optimizer] readonly partial record struct Hidden(double Rate = 0.1) { public void Update(ref float weight, float gradient) => weight -= (float)Rate * gradient; } [Network(1), Dense(1), Huber, Optimizer<Hidden>] public sealed partial class Open;")]
    [InlineData("namespace MyGame.Math { public static class Vectors; } namespace MyGame { [Network(3), Dense(5), Tanh, Dense(2), Huber] public sealed partial class Pilot; }")]
    [InlineData("[Network(3), Dense(2, Init = typeof(Constant), InitArguments = new object[] { 0.25 }), Huber] public sealed partial class Quarter;")]
    public void UnusualDeclarationsCompileWithoutAWarning(string source) => Generation.Run(source).AssertClean(documented: false);

    [Theory]
    [InlineData("Init = typeof(Constant), InitArguments = new object[] { 0.25 }", "new global::FastOpt.Constant(0.25)")]
    [InlineData("Init = typeof(Constant)", "new global::FastOpt.Constant(0.0)")]
    [InlineData("Init = typeof(Small)", "new global::Small(0.01)")]
    public void AnInitializerIsConstructedWithItsDefaults(string init, string expected)
    {
        NetworkProgram program = Generation.Lower($"public readonly record struct Small(double Scale = 0.01) : IInitializer {{ public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => (float)(Scale * random.Normal); }} [Network(3), Dense(2, {init}), Huber] public sealed partial class Net;");
        Assert.Equal(expected, ((DenseLayer)program.Spec.Layers[0]).Initializer);
    }
}
