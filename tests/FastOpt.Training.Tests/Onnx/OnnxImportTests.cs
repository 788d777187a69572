using System.Text.Json;

namespace FastOpt.Training.Tests;

/// <summary>Weights from files of PyTorch (record_onnx.py) and of our own.</summary>
public sealed class OnnxImportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fastopt-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void PyTorchsTensorsByName() => Computes(new TorchNamed(), "named");

    [Fact]
    public void PyTorchsTensorsByTheOrderOfOperations() => Computes(new TorchLinear(), "linear");

    [Fact]
    public void MatricesThatStandTheOtherWay() => Computes(new TorchLinear(), "matmul");

    [Fact]
    public void ConvolutionsStatisticsAndSlopes() => Computes(new TorchConvolution(), "convolution");

    [Fact]
    public void TablesOfVectors() => Computes(new TorchEmbedding(), "embedding");

    [Fact]
    public void OurOwnFilesComeBackBitForBit()
    {
        string path = Path.Combine(_folder, "own.onnx");
        var network = OnnxRun.Moved(new VectorNorms());
        Onnx.Export(network, path);
        var other = new VectorNorms(seed: 9);
        Onnx.ImportWeights(other, path);
        Assert.Equal(Weights(network), Weights(other));
    }

    [Fact]
    public void AMismatchNamesTensorAndShapesAndChangesNothing()
    {
        Refused(new TorchLinear(), Recorded("named"), "it has a BatchNormalization with 'batchnorm1.weight', which the network has not");
        Refused(
            new TorchLinear(),
            Recorded("embedding"),
            "layer 1 with weights is dense1 with dense1.weight [7, 5], dense1.bias [7], and that of the file a Gather with 0.weight [6, 3]");
        Refused(new TorchConvolution(), Recorded("linear"), "layer 2 with weights is batchnorm1 with batchnorm1.weight [4], batchnorm1.bias [4]");
        Refused(
            new TorchLinear(),
            Onnx.ToBytes(new Pixels()),
            "it has no tensor 'dense2.weight', which is [3, 7]; its tensors are conv1.bias, conv1.weight, dense1.bias, dense1.weight");
        Refused(new Numbers(), Recorded("linear"), "the network's tensor 'dense1.weight' is [6, 3], and '0.weight' of the file [7, 5]");
        Refused(new TorchNamed(), Onnx.ToBytes(new Classes()), "the network's tensor 'dense1.weight' is [7, 5], and 'dense1.weight' of the file [8, 4]");
        Refused(new TorchNamed(), Onnx.ToBytes(new TorchNamed(), new OnnxOptions { Fold = true }), "it has no tensor 'batchnorm1.weight', which is [7]");
    }

    [Fact]
    public void EveryTruncationIsRefused()
    {
        byte[] recorded = Recorded("linear"), own = Onnx.ToBytes(new TorchLinear(), new OnnxOptions { InputNames = ["a", "b", "c", "d", "e"] });
        foreach (byte[] bytes in new[] { recorded, own })
        {
            for (int length = 0; length < bytes.Length; length++)
                Assert.Throws<InvalidDataException>(() => OnnxFile.Parse(bytes.AsSpan(0, length)));
        }

        Refused(new TorchLinear(), recorded[..^30], "the file is damaged or cut off");
        Refused(new TorchLinear(), [], "the file is damaged or cut off, or no ONNX file: it has no version");
        Refused(new TorchLinear(), "PK\u0003\u0004 this is an archive"u8.ToArray(), "the file is damaged or cut off");
    }

    /// <summary>Whatever bytes there are: they are read, or one kind of error says that they cannot be.</summary>
    [Fact]
    public void DamagedBytesNeverDoAnythingElse()
    {
        byte[] bytes = Recorded("convolution");
        var random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[random.Next(600)] = (byte)random.Next(256);
            damaged[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            var network = i % 100 == 0 ? new TorchConvolution() : null;
            try
            {
                OnnxFile file = OnnxFile.Parse(damaged);
                if (network is null)
                    continue;
                string path = Path.Combine(_folder, "damaged.onnx");
                File.WriteAllBytes(path, damaged);
                Onnx.ImportWeights(network, path);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1000, 20_000);
    }

    [Fact]
    public void AFileThatIsNotThereIsNamed()
    {
        string path = Path.Combine(_folder, "none.onnx");
        Assert.Contains(path, Assert.Throws<FileNotFoundException>(() => Onnx.ImportWeights(new TorchLinear(), path)).Message, StringComparison.Ordinal);
    }

    private void Computes<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network, string recording)
        where TNetwork : class, INetwork<TNetwork, TTarget>, INetworkGraph
        where TTarget : unmanaged
    {
        using JsonDocument recorded = Read(recording);
        string path = Path.Combine(_folder, recording + ".onnx");
        File.WriteAllBytes(path, Recorded(recording));
        Onnx.ImportWeights(network, path);
        float[] expected = Floats(recorded, "outputs"), found = OnnxRun.Predict(network, Floats(recorded, "inputs"));
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], 1e-5f * Math.Max(1, Math.Abs(expected[i])));
    }

    private void Refused<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network, byte[] bytes, string message)
        where TNetwork : class, INetwork<TNetwork, TTarget>, INetworkGraph
        where TTarget : unmanaged
    {
        string path = Path.Combine(_folder, "other.onnx");
        File.WriteAllBytes(path, bytes);
        float[] before = Weights(network);
        var error = Assert.Throws<InvalidDataException>(() => Onnx.ImportWeights(network, path));
        Assert.StartsWith($"{path}, for {TNetwork.Summary.Name}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Weights(network));
    }

    private static float[] Weights<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        float[] weights = new float[TNetwork.ParameterCount + TNetwork.BufferCount];
        network.CopyParametersTo(weights.AsSpan(0, TNetwork.ParameterCount));
        network.CopyBuffersTo(weights.AsSpan(TNetwork.ParameterCount));
        return weights;
    }

    private static byte[] Recorded(string recording)
    {
        using JsonDocument recorded = Read(recording);
        return recorded.RootElement.GetProperty("file").GetBytesFromBase64();
    }

    private static JsonDocument Read(string recording)
    {
        using Stream stream = typeof(OnnxImportTests).Assembly.GetManifestResourceStream($"onnx_{recording}.json")!;
        return JsonDocument.Parse(stream);
    }

    private static float[] Floats(JsonDocument recorded, string name) =>
        [.. recorded.RootElement.GetProperty(name).EnumerateArray().Select(static element => element.GetSingle())];
}
