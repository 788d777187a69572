using Microsoft.ML.OnnxRuntime;

namespace FastOpt.Training.Tests;

/// <summary>What is exported computes in ONNX Runtime what Predict does: within 1e-5 on 1,000 rows.</summary>
public sealed class OnnxExportTests
{
    [Fact]
    public void EveryActivationOfTheLibrary() => OnnxRun.Agrees(OnnxRun.Moved(new EveryActivation()), OnnxRun.Rows(6));

    [Fact]
    public void ActivationsOfAUserAreWrittenByTheirFormula() => OnnxRun.Agrees(OnnxRun.Moved(new OwnActivations()), OnnxRun.Rows(4));

    [Fact]
    public void EveryNormalizationOfVectors() => OnnxRun.Agrees(OnnxRun.Moved(new VectorNorms()), OnnxRun.Rows(12));

    [Fact]
    public void EveryNormalizationOfImages() => OnnxRun.Agrees(OnnxRun.Moved(new ImageNorms()), OnnxRun.Rows(72));

    [Fact]
    public void WindowsWithStridesPaddingsGroupsAndDilation() => OnnxRun.Agrees(OnnxRun.Moved(new ImageWindows()), OnnxRun.Rows(2 * 13 * 11));

    [Fact]
    public void WindowsThatKeepTheSizeAndPoolsOfWholeImages() => OnnxRun.Agrees(OnnxRun.Moved(new SameWindows()), OnnxRun.Rows(3 * 9 * 10));

    [Fact]
    public void WindowsOverSignals() => OnnxRun.Agrees(OnnxRun.Moved(new SignalGraph()), OnnxRun.Rows(2 * 37));

    [Fact]
    public void BranchesBlocksAndShapes() => OnnxRun.Agrees(OnnxRun.Moved(new Branches(), scale: 0.3), OnnxRun.Rows(5));

    [Fact]
    public void VectorsOfATable() => OnnxRun.Agrees(OnnxRun.Moved(new Words()), [.. OnnxRun.Rows(3).Select(static (_, i) => (float)(i * 5 % 7))]);

    [Fact]
    public void VectorsOfATableInTheirColumns() =>
        OnnxRun.Agrees(OnnxRun.Moved(new MixedColumns()), [.. OnnxRun.Rows(6).Select(static (x, i) => i % 6 is 0 or 1 or 4 ? i * 3 % 5 : x)]);

    /// <summary>dotnet/TorchSharp#1281, dotnet/machinelearning#7163: there is no way from a network that .NET trains to a file that others run.</summary>
    [Fact]
    public void ANetworkTrainedInDotNetLeavesAsOnnx()
    {
        var network = new Classes(maxBatch: 32, seed: 3);
        float[] inputs = OnnxRun.Rows(4);
        int[] labels = [.. Enumerable.Range(0, 1000).Select(i => inputs[4 * i] > 0 ? 0 : inputs[(4 * i) + 1] > 0 ? 1 : 2)];
        for (int epoch = 0; epoch < 3; epoch++)
            network.TrainEpoch(inputs, labels);
        OnnxRun.Agrees(network, inputs);
    }

    [Fact]
    public void NamesShapesAndVersionsAreTheContract()
    {
        using InferenceSession images = OnnxRun.Open(Onnx.ToBytes(new Pixels()));
        Assert.Equal([-1, 1, 28, 28], images.InputMetadata["input"].Dimensions);
        Assert.Equal("batch", images.InputMetadata["input"].SymbolicDimensions[0]);
        Assert.Equal([-1, 10], images.OutputMetadata["output"].Dimensions);
        Assert.Equal("FastOpt.Training", images.ModelMetadata.ProducerName);
        Assert.Equal("Pixels", images.ModelMetadata.GraphName);
        Assert.Equal("Pixels, as its Predict computes it.", images.ModelMetadata.Description);
        using InferenceSession rows = OnnxRun.Open(Onnx.ToBytes(new Pixels(), new OnnxOptions { InputShape = [784] }));
        Assert.Equal([-1, 784], rows.InputMetadata["input"].Dimensions);
    }

    [Fact]
    public void TheInputMayHaveAnotherShape()
    {
        var network = new Pixels();
        OnnxRun.Agrees(network, OnnxRun.Rows(784), new OnnxOptions { InputShape = [784] });
        OnnxRun.Agrees(new EveryActivation(), OnnxRun.Rows(6), new OnnxOptions { InputShape = [1, 2, 3] });
    }

    [Fact]
    public void ASoftmaxGivesProbabilities()
    {
        var network = OnnxRun.Moved(new Branches(), scale: 0.3);
        OnnxRun.Agrees(network, OnnxRun.Rows(5), new OnnxOptions { Softmax = true }, rows =>
        {
            float[] logits = OnnxRun.Predict(network, rows);
            return [.. logits.Chunk(3).SelectMany(static row =>
            {
                double sum = row.Sum(static x => Math.Exp(x));
                return row.Select(x => (float)(Math.Exp(x) / sum));
            })];
        });
    }

    [Fact]
    public void BatchNormalizationsAreFoldedIntoTheWeightsInFrontOfThem()
    {
        var options = new OnnxOptions { Fold = true };
        foreach (byte[] bytes in new[] { Onnx.ToBytes(new ImageWindows(), options), Onnx.ToBytes(new Branches(), options) })
            Assert.DoesNotContain(OnnxFile.Parse(bytes).Nodes, static node => node.Operation == "BatchNormalization");
        OnnxRun.Agrees(OnnxRun.Moved(new ImageWindows()), OnnxRun.Rows(2 * 13 * 11), options);
        OnnxRun.Agrees(OnnxRun.Moved(new Branches(), scale: 0.3), OnnxRun.Rows(5), options);
        OnnxRun.Agrees(OnnxRun.Moved(new TorchNamed()), OnnxRun.Rows(5), options);

        // What stands alone, or is read by others too, stays.
        Assert.Contains(OnnxFile.Parse(Onnx.ToBytes(new VectorNorms(), options)).Nodes, static node => node.Operation == "BatchNormalization");
    }

    [Fact]
    public void OperationsOfOnnxAreUsedWhereARuleIsOne()
    {
        static string[] Operations(byte[] bytes) => [.. OnnxFile.Parse(bytes).Nodes.Select(static node => node.Operation)];
        Assert.Equal(["Gemm", "BatchNormalization", "Tanh", "Gemm"], Operations(Onnx.ToBytes(new TorchNamed())));
        Assert.Equal(["Conv", "BatchNormalization", "Relu", "MaxPool", "Conv"], Operations(Onnx.ToBytes(new TorchConvolution()))[..5]);
        Assert.Equal(["Flatten", "Gemm"], Operations(Onnx.ToBytes(new TorchConvolution()))[^2..]);
        string[] activations = Operations(Onnx.ToBytes(new EveryActivation()));
        Assert.All(["Relu", "Sigmoid", "Tanh", "Softplus", "Erf"], operation => Assert.Contains(operation, activations));
        Assert.Contains("LayerNormalization", Operations(Onnx.ToBytes(new Words())));
        Assert.Contains("GlobalAveragePool", Operations(Onnx.ToBytes(new SameWindows())));
    }

    [Fact]
    public void TheSameNetworkGivesTheSameBytes()
    {
        byte[] first = Onnx.ToBytes(new Branches(seed: 4)), second = Onnx.ToBytes(new Branches(seed: 4));
        Assert.True(first.AsSpan().SequenceEqual(second));
        Assert.False(first.AsSpan().SequenceEqual(Onnx.ToBytes(new Branches(seed: 5))));
    }
}
