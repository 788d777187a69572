namespace FastOpt.Members.Tests;

/// <summary>What is trained on one task, to be taken over.</summary>
[Network(1, 8, 8)]
[Conv2D(4, 3), Relu, MaxPool2D(2), Conv2D(6, 2), Relu]
[Dense(10), Tanh, Dense(3)]
[SoftmaxCrossEntropy, Adam(LearningRate = 1e-2)]
public sealed partial class Teacher;

/// <summary>The same convolutions, which keep their weights, and a head of another task.</summary>
[Network(1, 8, 8)]
[Conv2D(4, 3, Frozen = true), Relu, MaxPool2D(2), Conv2D(6, 2, Frozen = true), Relu]
[Dense(5), Tanh, Dense(2)]
[SoftmaxCrossEntropy, Adam(LearningRate = 1e-2)]
public sealed partial class Pupil;

/// <summary>The head alone: what enters are the images as the convolutions leave them.</summary>
[Network(24)]
[Dense(5), Tanh, Dense(2)]
[SoftmaxCrossEntropy, Adam(LearningRate = 1e-2)]
public sealed partial class Head;

/// <summary>The convolutions alone, whose predictions are what enters the head.</summary>
[Network(1, 8, 8)]
[Conv2D(4, 3), Relu, MaxPool2D(2), Conv2D(6, 2), Relu]
[MeanSquaredError, Sgd]
public sealed partial class Trunk;

/// <summary>The tenth and eleventh layer of a stem begin as the first does.</summary>
[Network(2), Dense(2), Dense(2), Dense(2), Dense(2), Dense(2), Dense(2), Dense(2), Dense(2), Dense(2), Dense(2), Dense(1)]
[MeanSquaredError, Sgd]
public sealed partial class Deep;

/// <summary>Parameters by name: parts of one network in another.</summary>
[Collection(nameof(Alone))]
public sealed class TransferTests
{
    private const int Batch = 8;

    [Theory]
    [InlineData("conv1.weight", new[] { "conv1.weight" })]
    [InlineData("conv1.bias", new[] { "conv1.bias" })]
    [InlineData("conv2", new[] { "conv2.weight", "conv2.bias" })]
    [InlineData("conv", new[] { "conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias" })]
    [InlineData("dense", new[] { "dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias" })]
    public void APrefixNamesTensorsAndAllOthersStay(string prefix, string[] tensors)
    {
        Teacher network = Trained();
        float[] before = network.ParametersOf();
        ParameterInfo[] named = [.. Teacher.Parameters.ToArray().Where(tensor => tensors.Contains(tensor.Name))];
        float[] values = [.. Enumerable.Range(0, named.Sum(static tensor => tensor.Count)).Select(static i => i + 0.5f)];
        long step = network.Step;
        network.LoadParameters(prefix, values);

        float[] expected = [.. before];
        int used = 0;
        foreach (ParameterInfo tensor in named)
        {
            values.AsSpan(used, tensor.Count).CopyTo(expected.AsSpan(tensor.Offset));
            used += tensor.Count;
        }

        Assert.Equal(expected, network.ParametersOf());
        Assert.Equal(step, network.Step);
    }

    [Fact]
    public void OneLayerIsNotAnotherWhoseNumberBeginsAlike()
    {
        var network = new Deep();
        network.LoadParameters("dense1", [1, 2, 3, 4, 5, 6]);
        network.LoadParameters("dense11", [7, 8, 9]);
        float[] parameters = network.ParametersOf();
        Assert.Equal([1, 2, 3, 4, 5, 6], parameters[..6]);
        Assert.Equal([7, 8, 9], parameters[^3..]);
        Assert.DoesNotContain(parameters[6..^3], static value => value is >= 1 and <= 9 && value == MathF.Floor(value));
    }

    [Theory]
    [InlineData("conv3", 4, "Teacher: prefix is 'conv3', which names no tensor; there are conv1.weight, conv1.bias, conv2.weight, conv2.bias, dense1.weight, dense1.bias, dense2.weight, dense2.bias.")]
    [InlineData("con", 4, "Teacher: prefix is 'con', which names no tensor; there are conv1.weight")]
    [InlineData("", 4, "Teacher: prefix is '', which names no tensor; there are conv1.weight")]
    [InlineData("Conv1", 40, "Teacher: prefix is 'Conv1', which names no tensor")]
    [InlineData("conv1.", 40, "Teacher: prefix is 'conv1.', which names no tensor")]
    [InlineData("conv1", 39, "Teacher: parameters has 39 elements, but 'conv1' names conv1.weight, conv1.bias, which have 40.")]
    [InlineData("conv1.weight", 40, "Teacher: parameters has 40 elements, but 'conv1.weight' names conv1.weight, which have 36.")]
    [InlineData("conv1.weight", 0, "Teacher: parameters has 0 elements")]
    public void WhatDoesNotFitIsRefusedAndNothingChanges(string prefix, int count, string message)
    {
        Teacher network = Trained();
        byte[] before = Run.State(network);
        ArgumentException refused = Assert.Throws<ArgumentException>(() => network.LoadParameters(prefix, new float[count]));
        Assert.StartsWith(message, refused.Message);
        Assert.Equal(count is 4 || prefix is "Conv1" or "conv1." ? "prefix" : "parameters", refused.ParamName);
        Assert.Equal(before, Run.State(network));
    }

    [Fact]
    public void NoNameAtAllIsRefused() => Assert.Throws<ArgumentNullException>("prefix", static () => new Teacher().LoadParameters(null!, []));

    [Fact]
    public void GenericCodeCallsIt()
    {
        static void Load<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork, int> => network.LoadParameters("dense2.bias", [1, 2]);

        var pupil = new Pupil();
        Load(pupil);
        Assert.Equal([1, 2], pupil.ParametersOf()[^2..]);
    }

    /// <summary>With the trunk taken over and frozen, steps are those of the head alone on what the trunk makes of the images.</summary>
    [Fact]
    public void AFrozenPartIsTakenOverAndTheRestTrainsOnIt()
    {
        float[] trunk = Trained().ParametersOf()[..Teacher.Parameters.ToArray().First(static tensor => tensor.Name == "dense1.weight").Offset];
        var pupil = new Pupil(Batch, seed: 3);
        pupil.LoadParameters("conv", trunk);
        var features = new Trunk(Batch);
        features.LoadParameters("conv", trunk);
        var head = new Head(Batch);
        head.LoadParameters("dense", pupil.ParametersOf()[trunk.Length..]);

        for (int step = 0; step < 20; step++)
        {
            (float[] images, int[] labels) = Examples(step, classes: 2);
            float[] seen = new float[Batch * Trunk.OutputSize];
            features.Predict(images, seen);
            Assert.Equal(head.TrainStep(seen, labels), pupil.TrainStep(images, labels), 1e-5f);
        }

        float[] parameters = pupil.ParametersOf();
        Assert.Equal(trunk, parameters[..trunk.Length]);
        float[] alone = head.ParametersOf();
        for (int i = 0; i < alone.Length; i++)
            Assert.Equal(alone[i], parameters[trunk.Length + i], 1e-4f);
    }

    /// <summary>2 FLOPs for each term of the convolutions' forward pass, and for the head's three products less that of its inputs' gradient.</summary>
    [Fact]
    public void AStepCostsTheForwardPassAndTheHead()
    {
        const long Convolutions = 2 * ((4 * 36 * 9) + (6 * 4 * 16));
        const long Head = 2 * ((2 * 24 * 5) + (3 * 5 * 2));
        Assert.Equal(Convolutions + Head, Pupil.Summary.FlopsPerExample);
        Assert.Equal(Convolutions, Pupil.Summary.Layers.Where(static layer => layer.Name.StartsWith("conv", StringComparison.Ordinal)).Sum(static layer => layer.FlopsPerExample));
    }

    private static Teacher Trained()
    {
        var network = new Teacher(Batch, seed: 1);
        for (int step = 0; step < 5; step++)
        {
            (float[] images, int[] labels) = Examples(step, classes: 3);
            network.TrainStep(images, labels);
        }

        return network;
    }

    private static (float[] Images, int[] Labels) Examples(int seed, int classes)
    {
        var random = new Random(seed);
        return ([.. Enumerable.Range(0, Batch * 64).Select(_ => random.NextSingle() - 0.5f)], [.. Enumerable.Range(0, Batch).Select(_ => random.Next(classes))]);
    }
}
