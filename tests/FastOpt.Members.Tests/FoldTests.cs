namespace FastOpt.Members.Tests;

/// <summary>Predictors whose weights have taken over the normalizations behind them.</summary>
[Collection(nameof(Alone))]
public sealed class FoldTests
{
    private const int Examples = 23;

    [Fact]
    public void ANormalizationIsFolded() => Folds<FoldedLayers, int>("batchnorm1", "batchnorm2");

    [Fact]
    public void ATransposedWeightTakesItOver() => Folds<FoldedNarrow, float>("batchnorm1");

    [Fact]
    public void BlocksOfColumnsTakeItOver() => Folds<FoldedBlocks, float>("batchnorm1");

    [Fact]
    public void ARuleOfTheUsersIsFoldedBehindAnother() => Folds<FoldedOwn, float>("batchnorm1", "shrink1");

    [Fact]
    public void WhatIsNotFixedOrNotAffineStays() => Folds<Unfolded, float>();

    [Fact]
    public void ConvolutionsTakeItOver() => Folds<FoldedImage, int>("batchnorm1", "batchnorm2", "batchnorm3");

    /// <summary>A value that something else reads, and a product that has nowhere to put what is added.</summary>
    [Fact]
    public void WhatCannotBeTakenOverStays() => Folds<FoldedInPart, float>("batchnorm3");

    [Fact]
    public void PublicationsReachPredictorsOfBothKindsAndAllocateNothing()
    {
        var network = new FoldedLayers(Run.Batch, seed: 4);
        Predictor plain = network.CreatePredictor(4), folded = network.CreatePredictor(4, fold: true);
        for (int step = 0; step < 30; step++)
            Run.Step<FoldedLayers, int>(network, step);
        network.Publish();
        Assert.Equal((30L, 30L), (plain.Step, folded.Step));
        Assert.Empty(plain.Folded);
        Near(Outputs<FoldedLayers, int>(network), Outputs<FoldedLayers, int>(folded));

        Run.Step<FoldedLayers, int>(network, 31);
        network.CreatePredictor();
        Assert.Equal((31L, 31L), (plain.Step, folded.Step));
        network.CreatePredictor(fold: true);
        Assert.Equal(Outputs<FoldedLayers, int>(network), Outputs<FoldedLayers, int>(plain));

        var outputs = new float[Examples * FoldedLayers.OutputSize];
        float[] inputs = Run.Inputs<FoldedLayers, int>(Examples, 77);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            folded.Predict(inputs, outputs);
            network.Publish();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Folds<TNetwork, TTarget>(params string[] layers)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        TNetwork network = TNetwork.Create(Run.Batch, seed: 4);
        for (int step = 0; step < 40; step++)
            Run.Step<TNetwork, TTarget>(network, step);
        string hash = Run.Hash(network);
        foreach (int maxBatch in new[] { 1, 5, 64 })
        {
            Predictor folded = network.CreatePredictor(maxBatch, fold: true);
            Assert.Equal(layers, folded.Folded);
            float[] expected = Outputs<TNetwork, TTarget>(network), outputs = Outputs<TNetwork, TTarget>(folded);
            Assert.Equal(expected, Outputs<TNetwork, TTarget>(network.CreatePredictor(maxBatch)));
            Near(expected, outputs);
            if (layers.Length == 0)
                Assert.Equal(expected, outputs);
        }

        Assert.Equal(hash, Run.Hash(network));
    }

    private static float[] Outputs<TNetwork, TTarget>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        var outputs = new float[Examples * TNetwork.OutputSize];
        network.Predict(Run.Inputs<TNetwork, TTarget>(Examples, 77), outputs);
        return outputs;
    }

    private static float[] Outputs<TNetwork, TTarget>(Predictor predictor)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        var outputs = new float[Examples * TNetwork.OutputSize];
        predictor.Predict(Run.Inputs<TNetwork, TTarget>(Examples, 77), outputs);
        return outputs;
    }

    private static void Near(float[] expected, float[] actual) => Assert.All(
        expected.Zip(actual), static pair => Assert.Equal(pair.First, pair.Second, 2e-5 * (1 + Math.Abs(pair.First))));
}

/// <summary>Normalizations before activations.</summary>
[Network(6), Dense(20), BatchNorm, Relu, Dense(13), BatchNorm, Gelu, Dense(3), SoftmaxCrossEntropy, Adam(LearningRate = 0.01)]
public sealed partial class FoldedLayers;

/// <summary>A narrow layer, of which forward reads a copy, with its normalization last.</summary>
[Network(40), Dense(30), Tanh, Dense(2), BatchNorm, MeanSquaredError, Adam(LearningRate = 0.01)]
public sealed partial class FoldedNarrow;

/// <summary>A large layer in blocks of columns.</summary>
[Network(40), Dense(512), BatchNorm, Relu, Dense(512), Relu, Dense(2), MeanSquaredError, RmsProp(LearningRate = 1e-4)]
public sealed partial class FoldedBlocks;

/// <summary>Two affine maps, one behind the other.</summary>
[Network(5), Dense(17), BatchNorm, Activation<Shrink>, Tanh, Dense(3), MeanSquaredError, Adam(LearningRate = 0.01)]
public sealed partial class FoldedOwn;

/// <summary>Statistics of the example, and a map with a kink.</summary>
[Network(5), Dense(17), LayerNorm, Tanh, Dense(9), PRelu, Dense(3), MeanSquaredError, Adam(LearningRate = 0.01)]
public sealed partial class Unfolded;

/// <summary>A value with a name, a layer without bias, and one that is folded.</summary>
[Network(5), Dense(9), Mark("in"), BatchNorm, Relu, Dense(9, Bias = false), BatchNorm, Add("in"), Dense(4), BatchNorm, MeanSquaredError,
 Adam(LearningRate = 0.01)]
public sealed partial class FoldedInPart;

/// <summary>Images, with groups and strides.</summary>
[Network(3, 9, 8), Conv2D(6, 3, Padding = 1), BatchNorm, Relu, Conv2D(4, 2, Stride = 2, Groups = 2), BatchNorm, Tanh, MaxPool2D(2), Dense(5),
 BatchNorm, Relu, Dense(3), SoftmaxCrossEntropy, Adam(LearningRate = 0.01)]
public sealed partial class FoldedImage;

/// <summary>A trained factor and what it leaves of a constant; padding would become NaN of it.</summary>
[Activation]
public readonly partial record struct Shrink
{
    /// <summary><c>(1 − x)·gain / gain² + gain</c>.</summary>
    public static float Apply(float x, [Trained(1.5)] float gain) => ((1 - x) * gain / (gain * gain)) + gain;
}
