namespace FastOpt.Members.Tests;

/// <summary>A category of five, two numbers, and another category of the same table.</summary>
[Network(4, AccumulateGradients = true, ExampleWeights = true)]
[Embedding(5, 3, Columns = new[] { 0, 3 }, Lazy = true)]
[Dense(4), Tanh, Dense(2)]
[MeanSquaredError, Adam(LearningRate = 1e-2)]
public sealed partial class Categories;

/// <summary>Tables of vectors through a network's members: every call that brings inputs looks at them before it does anything.</summary>
[Collection(nameof(Alone))]
public sealed class EmbeddingTests
{
    [Fact]
    public void TheTableHasPyTorchsNameAndShape()
    {
        ParameterInfo table = Categories.Parameters[0];
        Assert.Equal(("embedding1.weight", 0, 15), (table.Name, table.Offset, table.Count));
        Assert.Equal([5, 3], table.Shape);
        Assert.Equal("Embedding 5×3, columns 0 3, lazy", Categories.Summary.Layers[0].Description);
        Assert.Equal((4, 8), (Categories.Summary.Layers[0].Inputs, Categories.Summary.Layers[0].Outputs));
    }

    [Fact]
    public void EveryCallRefusesWhatSelectsNoVector()
    {
        var network = new Categories(4, seed: 1);
        network.TrainStep([0, 1, 2, 4, 1, 1, 2, 3], new float[4]);
        Predictor predictor = network.CreatePredictor();
        byte[] before = Run.State(network);
        float[] wrong = [0, 1, 2, 4, 1, 1, 2, 5], targets = new float[4], outputs = new float[4], gradients = new float[Categories.ParameterCount], weights = [1, 1];
        foreach (Action call in new Action[]
        {
            () => network.TrainStep(wrong, targets),
            () => network.TrainStep(wrong, targets, outputs),
            () => network.TrainStep(wrong, targets, (ReadOnlySpan<float>)weights),
            () => network.TrainStepWithOutputGradients(wrong, targets),
            () => network.TrainEpoch(wrong, targets),
            () => network.AccumulateGradients(wrong, targets),
            () => network.Evaluate(wrong, targets),
            () => network.Predict(wrong, outputs),
            () => network.ComputeGradients(wrong, targets, gradients),
            () => network.ComputeInputGradients(wrong, targets, new float[8]),
            () => predictor.Predict(wrong, outputs),
        })
        {
            ArgumentException refused = Assert.Throws<ArgumentException>("inputs", call);
            Assert.StartsWith(
                "Categories: inputs has 5 in column 3 of example 1, but embedding1 takes the number of a vector there, an integer from 0 to 4.", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, Run.State(network));
        Assert.Equal(new float[4], outputs);
        Assert.Equal(new float[Categories.ParameterCount], gradients);
    }

    /// <summary>An epoch in any order is the same steps one by one.</summary>
    [Fact]
    public void AnEpochIsItsSteps()
    {
        float[] inputs = [0, 1, 2, 4, 1, 1, 2, 3, 2, 0, 0, 2, 3, 1, 1, 0], targets = [.. Batches.Floats(8, 3)];
        Categories one = new(2, seed: 1), other = new(2, seed: 1);
        one.TrainEpoch(inputs, targets);
        other.TrainStep(inputs.AsSpan(0, 8), targets.AsSpan(0, 4));
        other.TrainStep(inputs.AsSpan(8, 8), targets.AsSpan(4, 4));
        Assert.Equal(other.ParametersOf(), one.ParametersOf());
    }

    [Fact]
    public void StepsAllocateNothing()
    {
        var network = new Categories(2, seed: 1);
        float[] inputs = [0, 1, 2, 4, 1, 1, 2, 3], targets = new float[4], outputs = new float[4];
        network.TrainStep(inputs, targets);
        network.Predict(inputs, outputs);
        long before = GC.GetAllocatedBytesForCurrentThread();
        network.TrainStep(inputs, targets);
        network.Predict(inputs, outputs);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>A copy, and a mean of two networks, have the table too.</summary>
    [Fact]
    public void CopiesHaveTheTable()
    {
        Categories one = new(2, seed: 1), other = new(2, seed: 2);
        Assert.Equal(one.ParametersOf(), one.Clone().ParametersOf());
        float[] expected = [.. one.ParametersOf().Zip(other.ParametersOf(), static (left, right) => (0.5f * left) + (0.5f * right))];
        one.CopyParametersFrom(other, 0.5);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], one.ParametersOf()[i], 1e-6f);
    }
}
