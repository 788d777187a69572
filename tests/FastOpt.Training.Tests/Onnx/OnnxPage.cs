namespace FastOpt.Training.Tests;

// What docs/onnx.md prints, compiled and run: OnnxPageTests compares the two.

[Network(1, 28, 28), Conv2D(8, 3, Padding = 1), BatchNorm, Relu, MaxPool2D(2), Dropout(0.25), Dense(10)]
[SoftmaxCrossEntropy, Adam]
public sealed partial class DigitImages;

[Activation]
public readonly partial record struct Knee(double Slope = 0.1)
{
    public float Apply(float x) => x < -1 ? (float)Slope * (x + 1) - 1 : MathF.Tanh(x);
}

[Network(4), Dense(8), Activation<Knee>(0.2), Dense(1), MeanSquaredError, Adam]
public sealed partial class Curve;

/// <summary>The page's statements.</summary>
internal static class OnnxPage
{
    public static DigitImages Export(string path)
    {
        var network = new DigitImages(maxBatch: 64, seed: 1);
        // … train …
        Onnx.Export(network, path);
        return network;
    }

    public static void ExportWithOptions(DigitImages network, string path)
    {
        Onnx.Export(network, path, new OnnxOptions
        {
            InputShape = [784],      // [batch, 784] instead of [batch, 1, 28, 28]: the same elements in the same order
            Softmax = true,          // probabilities instead of logits
            Fold = true,             // batch normalizations become a part of the weights in front of them
        });
    }

    public static string Graph()
    {
        string graph = GraphOf<Curve>();

        static string GraphOf<TNetwork>()
            where TNetwork : INetworkGraph => TNetwork.Graph;

        return graph;
    }

    public static void Import(DigitImages network, string path)
    {
        Onnx.ImportWeights(network, path);
    }
}
