using FastOpt.Reference;
using FastOpt.TestCases;
using FastOpt.TestCases.Networks;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Regressions;

/// <summary>
/// Bugs that users of other libraries met, each as a test that this library has not. Those of schedulers (the optimizer is never stepped; values that differ from
/// PyTorch's) stand with the schedules. "Early stopping keeps the last weights" has its test where early stopping has its code, in the training loop of a later release.
/// </summary>
public class PeerBugs
{
    /// <summary>tiny-dnn: the powers of β advance once per tensor. Here every layer sees the step's own number.</summary>
    [Theory]
    [InlineData(nameof(DeepHuber))]
    [InlineData(nameof(SmoothClassifier))]
    public void CorrectionsAdvanceOncePerStepHoweverManyLayers(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        Model model = network.CreateWithTestParameters();
        TestBatch batch = network.CreateBatch(8, seed: 2);
        float[] expected = model.GetParameters();
        var states = new float[expected.Length][];
        for (int step = 1; step <= 4; step++)
        {
            (float[] before, float[] gradients, float[] actual) = model.Take(batch);
            for (int i = 0; i < expected.Length; i++)
            {
                float weight = before[i];
                model.Rule(ref weight, gradients[i], states[i] ??= new float[ScalarRules.States], step);
                expected[i] = weight;
            }

            // A correction that is off by one step would move weights by a few per cent more or less of the learning rate.
            Assert.True(expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max() < 1e-5, $"{name}, step {step}");
        }
    }

    /// <summary>convnetjs, micrograd, a3c: corrections that multiply, or are missing. Against values by hand for the gradients 1, 2, 3.</summary>
    [Fact]
    public void BiasCorrectionDivides()
    {
        (float weight, float momentum, float variance) = (0, 0, 0);
        double[] moves = [1, 0.9651820, 0.9580012];
        for (int step = 1; step <= 3; step++)
        {
            float before = weight;
            new Adam(LearningRate: 0.1).Update(ref weight, step, ref momentum, ref variance, step);
            Assert.Equal(0.1 * moves[step - 1], before - weight, 1e-6);
        }
    }

    /// <summary>TorchSharp: the same model ends at a higher loss than PyTorch's. Here the recorded losses of 100 steps are met.</summary>
    [Fact]
    public void TheSameModelHasPyTorchsLosses() => FollowsTheRecording("digits small", nameof(SmoothClassifier));

    /// <summary>TorchSharp: Rprop does not fit.</summary>
    [Fact]
    public void RpropFits()
    {
        float[] losses = FollowsTheRecording("rprop", nameof(RpropNetwork));
        Assert.True(losses[^1] < losses[0]);
    }

    /// <summary>TorchSharp: AdamW's decay is 0 unless set.</summary>
    [Fact]
    public void AdamWDecaysByDefault()
    {
        Assert.Equal(0.01, new AdamW().WeightDecay);
        Assert.Equal(0, new Adam().WeightDecay);
    }

    /// <summary>nntrainer: a bias moves only if it starts at 0, or moves twice. Plain descent must move every parameter by α·g, once.</summary>
    [Fact]
    public void EveryParameterMovesExactlyOnce()
    {
        NetworkCase network = NetworkCases.Named(nameof(SgdPlain));
        Model model = network.CreateWithTestParameters();
        TestBatch batch = network.CreateBatch(16, seed: 4);
        (float[] before, float[] gradients, float[] after) = model.Take(batch);
        Assert.DoesNotContain(0f, before);
        for (int i = 0; i < before.Length; i++)
            Assert.Equal(before[i] - (0.1 * gradients[i]), after[i], 1e-6);

        // And under Adam by one learning rate in the first step.
        network = NetworkCases.Named(nameof(AdamPlain));
        model = network.CreateWithTestParameters();
        (before, gradients, after) = model.Take(batch);
        for (int i = 0; i < before.Length; i++)
            Assert.Equal(before[i] - (0.01 * gradients[i] / (Math.Abs(gradients[i]) + 1e-8)), after[i], 1e-6);
    }

    /// <summary>thinc: a changed learning rate is not seen. It is read at each step.</summary>
    [Fact]
    public void AChangedLearningRateCountsInTheNextStep()
    {
        NetworkCase network = NetworkCases.Named(nameof(SgdPlain));
        TestBatch batch = network.CreateBatch(16, seed: 4);
        var model = new SgdPlain(maxBatch: 16, seed: 1);
        float[] Parameters()
        {
            var parameters = new float[SgdPlain.ParameterCount];
            model.CopyParametersTo(parameters);
            return parameters;
        }

        model.Optimizer = model.Optimizer with { LearningRate = 0 };
        float[] before = Parameters();
        model.TrainStep(batch.Inputs, batch.Targets);
        Assert.Equal(before, Parameters());
        model.Optimizer = model.Optimizer with { LearningRate = 0.5 };
        var gradients = new float[before.Length];
        model.ComputeGradients(batch.Inputs, batch.Targets, gradients);
        model.TrainStep(batch.Inputs, batch.Targets);
        Assert.All(before.Zip(gradients).Zip(Parameters()), pair => Assert.Equal(pair.First.First - (0.5 * pair.First.Second), pair.Second, 1e-6));
    }

    /// <summary>AiDotNet.Tensors: a row alone differs from the same row in a batch; the vector body from the tail.</summary>
    [Theory]
    [InlineData(nameof(OddWidths))]
    [InlineData(nameof(PrimeWidths))]
    [InlineData(nameof(Digits))]
    public void ARowAloneHasTheBitsOfTheSameRowInABatch(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        Model model = network.CreateWithTestParameters();
        TestBatch all = network.CreateBatch(33, seed: 6);
        float[][] alone = [.. Enumerable.Range(0, 33).Select(row => model.GetOutputs(all.Slice(row, 1)))];
        for (int size = 1; size <= 33; size++)
            Closeness.AssertSameBits(alone.Take(size).SelectMany(row => row).ToArray(), model.GetOutputs(all.Slice(0, size)), $"{name}, batch {size}");
    }

    /// <summary>A common recipe of PyTorch's decays biases by accident. Unless excluded they decay here as they do there; that is stated and not an accident.</summary>
    [Fact]
    public void DecayCountsForBiasesUnlessTheyAreExcluded()
    {
        NetworkCase network = NetworkCases.Named(nameof(AdamWPlain));
        Model model = network.CreateWithTestParameters();
        TestBatch batch = network.CreateBatch(16, seed: 4);
        (float[] before, float[] gradients, float[] after) = model.Take(batch);
        for (int i = 0; i < before.Length; i++)
            Assert.Equal((before[i] * (1 - (0.01 * 0.01))) - (0.01 * gradients[i] / (Math.Abs(gradients[i]) + 1e-8)), after[i], 1e-6);
    }

    [Fact]
    public void OneAttributeKeepsDecayFromBiases()
    {
        NetworkCase network = NetworkCases.Named(nameof(AdamWPlain));
        TestBatch batch = network.CreateBatch(16, seed: 4);
        var model = new AdamWWithoutDecayOfBiases(maxBatch: 16);
        float[] before = TestData.Parameters(network.Reference, seed: 7), gradients = new float[before.Length], after = new float[before.Length];
        model.LoadParameters(before);
        model.ComputeGradients(batch.Inputs, batch.Targets, gradients);
        model.TrainStep(batch.Inputs, batch.Targets);
        model.CopyParametersTo(after);
        foreach (ReferenceTensor tensor in network.Reference.Tensors())
        {
            double kept = tensor.Shape.Length == 1 ? 1 : 1 - (0.01 * 0.5);
            for (int i = tensor.Offset; i < tensor.Offset + tensor.Count; i++)
                Assert.Equal((before[i] * kept) - (0.01 * gradients[i] / (Math.Abs(gradients[i]) + 1e-8)), after[i], 1e-6);
        }
    }

    private static float[] FollowsTheRecording(string recording, string network)
    {
        RecordedRun run = RecordedRun.All.Single(r => r.Name == recording);
        float[] losses = RecordedNetworks.Train(run, network).Losses;
        Closeness.AssertRelative(run.Single.Losses, losses, 1e-4, recording);
        return losses;
    }
}
