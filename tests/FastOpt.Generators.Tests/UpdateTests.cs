using System.Reflection;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>The way of gradients to weights: gradient rules, groups of parameters, frozen layers, accumulation. What is decided, read from dumps, and that it compiles and runs.</summary>
public sealed class UpdateTests
{
    /// <summary>A user's own rules in every form: elementwise and by the norm, returning the gradient and changing the weight.</summary>
    private const string UserRules =
        """
        [GradientRule] public readonly partial record struct Soften(double Power = 0.5) { public float Apply(float gradient) => MathF.CopySign(MathF.Pow(MathF.Abs(gradient), (float)Power), gradient); }
        [GradientRule] public readonly partial record struct Pull(float WeightDecay = 0.01f) { public float Apply(float slope, float weight) => slope + WeightDecay * weight * weight * weight; }
        [GradientRule] public readonly partial record struct UnitNorm { public static float Apply(float gradient, double norm) => (float)(1 / (norm + 1e-12)) * gradient; }
        [GradientRule] public readonly partial record struct Cool(double WeightDecay = 0.1)
        {
            public void Apply(ref float weight, ref float gradient, double norm, long step, double learningRate)
            {
                weight -= (float)(learningRate * WeightDecay / step) * weight;
                gradient *= (float)(1 / (1 + norm));
            }
        }

        """;

    [Theory]
    [InlineData("[Network(5), Dense(20), Tanh, Dense(3), MeanSquaredError, ClipValue(Limit = 0.5), L2, Sgd] public sealed partial class Net;")]
    [InlineData("[Network(5), Dense(20), Tanh, Dense(3), MeanSquaredError, ClipNorm(MaxNorm = 0.5)] public sealed partial class Net;")]
    [InlineData("[Network(5), Dense(20), Tanh, Dense(3), SoftmaxCrossEntropy, L1, ClipNorm(MaxNorm = 0.5), ClipValue, ClipNorm, DecoupledDecay, AdamW] public sealed partial class Net;")]
    [InlineData("[Network(5, DecayBiases = false), Dense(20, LearningRateScale = 0.1), Tanh, Dense(20, WeightDecayScale = 2), Tanh, Dense(3), MeanSquaredError, ClipNorm, DecoupledDecay, Adam(WeightDecay = 0.1)] public sealed partial class Net;")]
    [InlineData("[Network(5, DecayBiases = false), Dense(20, LearningRateScale = 0.1), Tanh, Dense(3), MeanSquaredError, L2, Adam] public sealed partial class Net;")]
    [InlineData("[Network(5), Dense(20, Frozen = true), Tanh, Dense(7), Tanh, Dense(9, Frozen = true), Silu, Dense(3), MeanSquaredError] public sealed partial class Net;")]
    [InlineData("[Network(5), Dense(20, Bias = false), Tanh, Dense(9, Frozen = true), SoftmaxCrossEntropy, ClipNorm] public sealed partial class Net;")]
    [InlineData("[Network(5, AccumulateGradients = true), Dense(20), Tanh, Dense(3), MeanSquaredError] public sealed partial class Net;")]
    [InlineData("[Network(5, AccumulateGradients = true), Dense(20), Tanh, Dense(3), SoftmaxCrossEntropy, ClipNorm, L1, ClipNorm, Lion] public sealed partial class Net;")]
    [InlineData("[Network(50, AccumulateGradients = true, DecayBiases = false), Dense(400), Tanh, Dense(3), MeanSquaredError, L1, ClipNorm, Lion] public sealed partial class Net;")]
    [InlineData(UserRules + "[Network(5), Dense(20), Tanh, Dense(3), MeanSquaredError, GradientRule<Soften>(0.25), GradientRule<Pull>, Adam] public sealed partial class Net;")]
    [InlineData(UserRules + "[Network(5, DecayBiases = false), Dense(20, WeightDecayScale = 3), Tanh, Dense(3), MeanSquaredError, GradientRule<Soften>, GradientRule<UnitNorm>, GradientRule<Pull>(0.5f), GradientRule<Cool>, Adam] public sealed partial class Net;")]
    public void CompilesWithoutAWarning(string source) => Generation.Run("namespace Samples;\n" + source).AssertClean(documented: false);

    [Fact]
    public void ElementwiseRulesRunInTheKernels()
    {
        NetworkProgram program = Generation.Lower("[Network(5), Dense(20), Tanh, Dense(3), MeanSquaredError, ClipValue, L2, Sgd] public sealed partial class Net;");
        Assert.False(program.Plan.StoresGradients);
        Assert.Empty(program.StoredGradients);
        Assert.Equal(["WeightUpdate_3x20_Transposed_ClipValue_L2_Sgd", "BiasUpdate_3_ClipValue_L2_Sgd", "WeightUpdate_5x20_ClipValue_L2_Sgd", "BiasUpdate_20_ClipValue_L2_Sgd"], program.Updates.Select(static phase => phase.Kernel.Name));
        Assert.Equal("dense2.bias ← Sgd(L2(ClipValue(Σ ∂dense2)))", program.Updates[1].Comment);
    }

    [Fact]
    public void ARuleOfTheNormStoresGradients() => Assert.Equal(
        """
        parameter dense1.weight [30, 20] stride 32 at 0, canonical 0
        parameter dense1.bias [1, 20] stride 32 at 960, canonical 600
        parameter dense2.weight [20, 3] stride 16 at 992, canonical 620
        parameter dense2.bias [1, 3] stride 16 at 1312, canonical 680
        states momentum variance every 1328
        gradients 3984 behind, 1 norms of 16 at 5312
        panel 144 target row 16 tile 384; scratch 544; fixed 5328
        rows tanh1Output [batch, 20] stride 32 at 0
        rows dense2Output [batch, 3] stride 16 at 32
        rows dense1Gradient [batch, 20] stride 32 at 48
        rows of predictions tanh1Output [batch, 20] stride 32 at 0
        rows of predictions dense2Output [batch, 3] stride 16 at 32
        rows of input gradients tanh1Output [batch, 20] stride 32 at 0
        rows of input gradients dense2Output [batch, 3] stride 16 at 32
        rows of input gradients dense1Gradient [batch, 20] stride 32 at 48
        per example 81
        forward:
          Forward_30x20_Tanh: tanh1 = Tanh(x · dense1.weight + dense1.bias)
          Forward_20x3: dense2 = tanh1 · dense2.weight + dense2.bias
        loss:
          Loss_3_MeanSquaredError: losses of the rows; ∂dense2 = (MeanSquaredError′(dense2, target)) · weight in the mean
        backward:
          InputGradient_3x20_Tanh: ∂dense1 = (∂dense2 · dense2.weightᵀ) ⊙ Tanh′(tanh1)
        stored gradients:
          StoreWeightGradient_20x3: ∂dense2.weight = tanh1ᵀ · ∂dense2
          StoreBiasGradient_3: ∂dense2.bias = Σ ∂dense2
          StoreWeightGradient_30x20: ∂dense1.weight = xᵀ · ∂dense1
          StoreBiasGradient_20: ∂dense1.bias = Σ ∂dense1
        norm for ClipNorm:
          Update_ClipValue: ∂dense2.weight ← ClipValue(∂dense2.weight)
          Update_ClipValue: ∂dense2.bias ← ClipValue(∂dense2.bias)
          Update_ClipValue: ∂dense1.weight ← ClipValue(∂dense1.weight)
          Update_ClipValue: ∂dense1.bias ← ClipValue(∂dense1.bias)
        updates:
          Update_ClipNorm_Adam: dense2.weight ← Adam(ClipNorm(∂dense2.weight))
          Update_ClipNorm_Adam: dense2.bias ← Adam(ClipNorm(∂dense2.bias))
          Update_ClipNorm_Adam: dense1.weight ← Adam(ClipNorm(∂dense1.weight))
          Update_ClipNorm_Adam: dense1.bias ← Adam(ClipNorm(∂dense1.bias))
        gradients:
          WeightGradient_20x3: ∂dense2.weight = tanh1ᵀ · ∂dense2
          BiasGradient_3: ∂dense2.bias = Σ ∂dense2
          WeightGradient_30x20: ∂dense1.weight = xᵀ · ∂dense1
          BiasGradient_20: ∂dense1.bias = Σ ∂dense1
        predict:
          Forward_30x20_Tanh: tanh1 = Tanh(x · dense1.weight + dense1.bias)
          Forward_20x3: dense2 = tanh1 · dense2.weight + dense2.bias
        loss of predictions:
          Loss_3_MeanSquaredError: losses of the rows; ∂dense2 = (MeanSquaredError′(dense2, target)) · weight in the mean
        input gradients:
          Forward_30x20_Tanh: tanh1 = Tanh(x · dense1.weight + dense1.bias)
          Forward_20x3: dense2 = tanh1 · dense2.weight + dense2.bias
          Loss_3_MeanSquaredError: losses of the rows; ∂dense2 = (MeanSquaredError′(dense2, target)) · weight in the mean
          InputGradient_3x20_Tanh: ∂dense1 = (∂dense2 · dense2.weightᵀ) ⊙ Tanh′(tanh1)
          FirstInputGradient_30x20: ∂x = ∂dense1 · dense1.weightᵀ

        """,
        ProgramPrinter.Print(Generation.Lower("[Network(30), Dense(20), Tanh, Dense(3), MeanSquaredError, ClipValue, ClipNorm, Adam] public sealed partial class Net;")));

    [Fact]
    public void FrozenLayersHaveNoStateNoUpdateAndNoBackwardBelowTheLowestThatTrains()
    {
        NetworkProgram program = Generation.Lower("[Network(5), Dense(20, Frozen = true), Tanh, Dense(7), Tanh, Dense(9, Frozen = true), Silu, Dense(3), MeanSquaredError, Adam] public sealed partial class Net;");
        Assert.Equal(["dense1.weight", "dense1.bias", "dense3.weight", "dense3.bias"], program.Plan.Parameters.Where(static slot => slot.IsFrozen).Select(static slot => slot.Name));

        // The gradient passes through the frozen layer in between and ends at the lowest that trains.
        Assert.Equal(["InputGradient_3x9_Transposed_Silu", "InputGradient_9x7_Tanh"], program.Backward.Select(static phase => phase.Kernel.Name));
        Assert.Equal(["WeightUpdate_3x9_Transposed_Adam", "BiasUpdate_3_Adam", "WeightUpdate_7x20_Transposed_Adam", "BiasUpdate_7_Adam"], program.Updates.Select(static phase => phase.Kernel.Name));

        // Two states for what trains; what is frozen stands in front, once, and so do the copies of transposed weights.
        int trained = program.Plan.Parameters.Where(static slot => !slot.IsFrozen).Sum(static slot => slot.PaddedCount);
        int frozen = program.Plan.Parameters.Sum(static slot => (slot.IsFrozen ? slot.PaddedCount : 0) + slot.ForwardFloats);
        Assert.Equal((3 * trained) + frozen, program.Plan.FixedFloats);
        Assert.All(program.Plan.Parameters.Where(static slot => slot.IsFrozen), slot => Assert.InRange(slot.Offset, 0, frozen - slot.PaddedCount));
        Assert.Equal([2L * 5 * 20, 3L * 2 * 20 * 7 - (2 * 20 * 7), 2L * 2 * 7 * 9, 3L * 2 * 9 * 3], program.Graph.Products.Select(program.Graph.FlopsPerExample));
    }

    [Fact]
    public void ParametersFallIntoGroups()
    {
        NetworkProgram program = Generation.Lower("[Network(5, DecayBiases = false), Dense(20, LearningRateScale = 0.1), Tanh, Dense(7, LearningRateScale = 0.1), Tanh, Dense(3), MeanSquaredError, AdamW] public sealed partial class Net;");
        Assert.Equal([new UpdateGroup(0.1, 1), new UpdateGroup(0.1, 0), new UpdateGroup(1, 1), new UpdateGroup(1, 0)], program.Plan.Groups);
        Assert.Equal([0, 1, 0, 1, 2, 3], program.Plan.Parameters.Select(static slot => slot.Group));

        // Groups differ in coefficients alone: kernels of one shape are shared.
        Assert.Single(program.Kernels, static method => method.Kernel is BiasGradientKernel { Outputs: 3, End: UpdateEnd });
    }

    [Fact]
    public void WhatIsNotAskedForCostsNothing()
    {
        const string Layers = "Dense(20), Tanh, Dense(3), MeanSquaredError, Adam";
        GenerationResult plain = Generation.Run($"namespace Samples; [Network(5), {Layers}] public sealed partial class Net;");
        GenerationResult spelled = Generation.Run($"namespace Samples; [Network(5, DecayBiases = true, AccumulateGradients = false), {Layers.Replace("20", "20, LearningRateScale = 1, WeightDecayScale = 1, Frozen = false", StringComparison.Ordinal)}] public sealed partial class Net;");
        Assert.Equal(plain.Sources.Select(static source => source.SourceText.ToString()), spelled.Sources.Select(static source => source.SourceText.ToString()));
        Assert.DoesNotContain(plain.Sources, static source => source.SourceText.ToString().Contains("GradientNorm", StringComparison.Ordinal) || source.SourceText.ToString().Contains("UpdateValues", StringComparison.Ordinal));
    }

    [Fact]
    public void ThePlanTellsOfStoredGradientsGroupsAndFrozenLayers()
    {
        string text = Generation.Run("namespace Samples; [Network(5, AccumulateGradients = true), Dense(20, Frozen = true), Tanh, Dense(3, LearningRateScale = 0.5), MeanSquaredError, ClipNorm(MaxNorm = 2), Adam] public sealed partial class Net;").AssertClean(documented: false)["Samples.Net.network.g.cs"];
        Assert.StartsWith(
            """
            // <auto-generated/>
            // Net: 5 → Dense 20 (frozen) → Tanh → Dense 3 → MeanSquaredError · ClipNorm(MaxNorm = 2.0) · Adam
            //
            //   layer             in → out   parameters   FLOPs/example   kept for backward
            //   dense1 (frozen)     5 → 20          120             200   tanh1 [batch, 20]
            //   dense2              20 → 3           63             240   –
            //
            //   total    183 parameters · 440 FLOPs of matrix products per example and training step
            //   memory   parameters 2,112 B · Adam momentum 1,344 B · Adam variance 1,344 B · gradients 1,344 B · sums of squares 64 B · activations 324 B × batch · scratch 2,176 B × threads
            //            gradients stored, for batches are accumulated and ClipNorm takes their norm; ClipNorm, Adam pass over them
            //   groups   dense2.weight, dense2.bias: learning rate × 0.5, weight decay × 1.0
            """,
            text,
            StringComparison.Ordinal);
    }

    /// <summary>A user's own rules, elementwise and by the norm, against the scalar methods applied to the gradient that the network computes.</summary>
    [Fact]
    public void AUsersRulesAreAppliedInOrderBeforeTheOptimizer()
    {
        const string Source = "namespace Samples;\n" + UserRules +
            """
            [Network(3), Dense(18), Tanh, Dense(2), MeanSquaredError, GradientRule<Soften>(0.75), GradientRule<UnitNorm>, GradientRule<Pull>(0.5f), GradientRule<Cool>(0.2), Sgd(LearningRate = 0.25)] public sealed partial class Net;

            public static class Driver
            {
                public static (float[] Actual, float[] Expected, double[] Norms) Run()
                {
                    var net = new Net(maxBatch: 5, seed: 3);
                    float[] inputs = new float[15], targets = new float[10], weights = new float[Net.ParameterCount], gradients = new float[Net.ParameterCount], actual = new float[Net.ParameterCount];
                    for (int i = 0; i < inputs.Length; i++) inputs[i] = MathF.Sin(i);
                    for (int i = 0; i < targets.Length; i++) targets[i] = MathF.Cos(3 * i);
                    net.CopyParametersTo(weights);
                    net.ComputeGradients(inputs, targets, gradients);
                    net.TrainStep(inputs, targets);
                    net.CopyParametersTo(actual);

                    for (int i = 0; i < gradients.Length; i++) gradients[i] = new Soften(0.75).Apply(gradients[i]);
                    double first = Norm(gradients);
                    for (int i = 0; i < gradients.Length; i++) gradients[i] = new Pull(0.5f).Apply(UnitNorm.Apply(gradients[i], first), weights[i]);
                    double second = Norm(gradients);
                    for (int i = 0; i < gradients.Length; i++)
                    {
                        new Cool(0.2).Apply(ref weights[i], ref gradients[i], second, 1, 0.25);
                        float momentum = 0;
                        new Sgd(LearningRate: 0.25).Update(ref weights[i], gradients[i], ref momentum, 1);
                    }

                    return (actual, weights, [first, net.GradientNorm]);
                }

                private static double Norm(float[] values)
                {
                    double sum = 0;
                    foreach (float value in values) sum += (double)value * value;
                    return Math.Sqrt(sum);
                }
            }
            """;
        Assembly assembly = Generation.Run(Source).Load(documented: false);
        var (actual, expected, norms) = ((float[], float[], double[]))assembly.GetType("Samples.Driver")!.GetMethod("Run")!.Invoke(null, [])!;
        Assert.Equal(norms[0], norms[1], 1e-6 * norms[0]);
        for (int i = 0; i < expected.Length; i++)
            Near.Equal(expected[i], actual[i], 2e-6, 1e-7, $"parameter {i}");
    }
}
