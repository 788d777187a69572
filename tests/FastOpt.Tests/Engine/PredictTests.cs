using FastOpt.Reference;
using FastOpt.TestCases;
using FastOpt.TestCases.Networks;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Engine;

/// <summary>Predict and Evaluate, for any number of examples.</summary>
public class PredictTests
{
    public static TheoryData<string> AllNetworks => CaseNames.All;

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void OutputsAgreeWithTheOracle(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        Model model = network.CreateWithTestParameters();
        double[] parameters = TestData.ToDouble(model.GetParameters());
        foreach (int size in new[] { 1, 6, 33 })
        {
            TestBatch batch = network.CreateBatch(size, seed: 60);
            Closeness.AssertRelative(network.Reference.Predict(parameters, batch.ExactInputs), model.GetOutputs(batch), 5e-6, $"{name}, batch {size}");
        }
    }

    /// <summary>The bits of an example's output depend on nothing but the example: not on its place in the batch, the batch's size, or where its memory starts.</summary>
    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void RowAloneHasTheBitsOfTheRowInABatch(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        Model model = network.CreateWithTestParameters();
        TestBatch all = network.CreateBatch(33, seed: 61);
        float[] expected = new float[33 * network.OutputSize];
        for (int row = 0; row < 33; row++)
            model.Predict(all.Inputs.AsSpan(row * network.InputSize, network.InputSize), expected.AsSpan(row * network.OutputSize, network.OutputSize));
        for (int size = 2; size <= 33; size++)
        {
            int start = 33 - size;
            var outputs = new float[(size * network.OutputSize) + 2];
            outputs[0] = outputs[^1] = 12345;
            model.Predict(all.Inputs.AsSpan(start * network.InputSize), outputs.AsSpan(1, size * network.OutputSize));
            Closeness.AssertSameBits(expected.AsSpan(start * network.OutputSize), outputs.AsSpan(1, size * network.OutputSize), $"{name}, batch {size}");
            Assert.Equal((12345f, 12345f), (outputs[0], outputs[^1]));
        }
    }

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void MoreExamplesThanTheLargestBatch(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        TestBatch all = network.CreateBatch(33, seed: 62);
        Model whole = network.CreateWithTestParameters(maxBatch: 33);
        Model parts = network.CreateWithTestParameters(maxBatch: 5);
        Closeness.AssertSameBits(whole.GetOutputs(all), parts.GetOutputs(all), name);

        double loss = network.Reference.MeanLoss(TestData.ToDouble(whole.GetParameters()), all.ExactInputs, all.ExactTargets);
        Closeness.AssertRelative([loss], [whole.Evaluate(all)], 2e-6, $"{name}, loss of one batch");
        Closeness.AssertRelative([loss], [parts.Evaluate(all)], 2e-6, $"{name}, mean loss of parts");
    }

    /// <summary>Logits far beyond what exp can take give the oracle's loss and gradient, nothing infinite.</summary>
    [Theory]
    [InlineData(nameof(SoftmaxRegression), 100)]
    [InlineData(nameof(SoftmaxRegression), 10_000)]
    [InlineData(nameof(BinaryCrossEntropyNetwork), 100)]
    [InlineData(nameof(BinaryCrossEntropyNetwork), 10_000)]
    public void ExtremeLogits(string name, float scale)
    {
        NetworkCase network = NetworkCases.Named(name);
        Model model = network.CreateWithTestParameters(maxBatch: 9);
        float[] parameters = [.. model.GetParameters().Select(parameter => parameter * scale)];
        model.LoadParameters(parameters);
        TestBatch batch = network.CreateBatch(9, seed: 80);
        var gradients = new double[network.ParameterCount];
        double loss = network.Reference.MeanLoss(TestData.ToDouble(parameters), batch.ExactInputs, batch.ExactTargets, gradients);
        Assert.True(loss > scale / 10, "the logits are not extreme");
        Closeness.AssertRelative([loss], [model.Evaluate(batch)], 2e-6, $"{name}, loss");

        // Errors of large logits are large in absolute terms, and softmax turns absolute errors into relative ones.
        Closeness.AssertRelative(gradients, model.GetGradients(batch), 1e-6 * scale, $"{name}, gradients");
    }

    /// <summary>A twin that only trains ends with the same bits: parameters, optimizer state and step count were left alone.</summary>
    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void OnlyTrainStepChangesTheModel(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        Model model = network.CreateWithTestParameters(maxBatch: 16);
        Model twin = network.CreateWithTestParameters(maxBatch: 16);
        TestBatch other = network.CreateBatch(13, seed: 70);
        TestBatch large = network.CreateBatch(40, seed: 71);
        for (ulong step = 1; step <= 3; step++)
        {
            TestBatch batch = network.CreateBatch(11, seed: step);
            string before = model.Hash();
            model.Evaluate(other);
            model.Evaluate(large);
            model.GetOutputs(other);
            model.GetOutputs(large);
            model.GetGradients(other);
            Assert.Equal(before, model.Hash());
            Assert.Equal((long)step - 1, model.Step);
            Assert.Equal(twin.TrainStep(batch), model.TrainStep(batch));
            Assert.NotEqual(before, model.Hash());
        }

        Assert.Equal(twin.Hash(), model.Hash());
    }
}
