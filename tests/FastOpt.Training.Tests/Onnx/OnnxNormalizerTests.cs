using Microsoft.ML.OnnxRuntime;

namespace FastOpt.Training.Tests;

/// <summary>A normalizer in front of the graph: the file takes inputs as they are.</summary>
public sealed class OnnxNormalizerTests
{
    [Theory]
    [InlineData(Scaling.Standard)]
    [InlineData(Scaling.MinMax)]
    [InlineData(Scaling.MinMaxSigned)]
    [InlineData(Scaling.Mean)]
    [InlineData(Scaling.Log1p)]
    public void ScalingsByColumn(Scaling scaling) => Agrees(Normalizer.Fit(Train(scaling != Scaling.Log1p), scaling), scaling != Scaling.Log1p);

    [Theory]
    [InlineData(Scaling.Standard)]
    [InlineData(Scaling.MinMax)]
    [InlineData(Scaling.Log1p)]
    public void PredictionsComeBackInTheTargetsUnits(Scaling scaling)
    {
        var network = OnnxRun.Moved(new TorchLinear(), scale: 0.2);
        float[] targets = [.. OnnxRun.Rows(3).Select(static (x, i) => i % 3 == 2 ? 40 : i % 3 == 1 ? 10 * MathF.Abs(x) : MathF.Abs(x))];
        TargetNormalizer normalizer = Normalizer.FitTargets(new TrainSet<float>(OnnxRun.Rows(5), targets, 5, 3), scaling);
        OnnxRun.Agrees(network, OnnxRun.Rows(5), new OnnxOptions { TargetNormalizer = normalizer }, rows =>
        {
            float[] outputs = OnnxRun.Predict(network, rows);
            normalizer.Invert(outputs);
            return outputs;
        });
    }

    [Theory]
    [InlineData(Whitening.Pca)]
    [InlineData(Whitening.Zca)]
    public void Whitenings(Whitening kind) => Agrees(Normalizer.Whiten(Train(), kind, epsilon: 1e-3));

    [Fact]
    public void ColumnsOfTheirOwn()
    {
        TrainSet<float> train = Train();
        var own = new Dictionary<string, Scaling> { ["year"] = Scaling.MinMax, ["price"] = Scaling.Log1p, ["rate"] = Scaling.None };
        var normalizer = Normalizer.Fit(train, Scaling.Standard, own);
        Agrees(normalizer);
        byte[] bytes = Onnx.ToBytes(new TorchLinear(), new OnnxOptions { Normalizer = normalizer });
        using InferenceSession session = OnnxRun.Open(bytes);
        Assert.Equal("year\nprice\nrate\narea\nage", session.ModelMetadata.CustomMetadataMap["input_names"]);
        Assert.EndsWith("of inputs as they are.", session.ModelMetadata.Description, StringComparison.Ordinal);
        string[] operations = [.. OnnxFile.Parse(bytes).Nodes.Select(static node => node.Operation)];
        Assert.Contains("Sub", operations);
        Assert.True(Array.IndexOf(operations, "Mul") < Array.IndexOf(operations, "Gemm"));
    }

    [Fact]
    public void AnImageOfPixels()
    {
        var network = new Pixels();
        float[] rows = OnnxRun.Rows(784);
        var normalizer = Normalizer.Fit(new TrainSet<int>(rows, new int[1000], 784, 1));
        Func<float[], float[]> predict = inputs => OnnxRun.Predict(network, Normalized(normalizer, inputs));
        OnnxRun.Agrees(network, rows, new OnnxOptions { Normalizer = normalizer }, predict);
        OnnxRun.Agrees(network, rows, new OnnxOptions { Normalizer = normalizer, InputShape = [784] }, predict);
    }

    private static void Agrees(Normalizer normalizer, bool hasYears = true)
    {
        var network = OnnxRun.Moved(new TorchLinear());
        float[] rows = Train(hasYears).Inputs.ToArray();
        for (int i = 0; i < rows.Length; i += 29)
            rows[i] = float.NaN;
        OnnxRun.Agrees(network, rows, new OnnxOptions { Normalizer = normalizer }, inputs => OnnxRun.Predict(network, Normalized(normalizer, inputs)));
    }

    private static float[] Normalized(Normalizer normalizer, float[] inputs)
    {
        float[] outputs = new float[inputs.Length];
        normalizer.Apply(inputs, outputs);
        return outputs;
    }

    /// <summary>Columns of very different sizes, one of years, which a float's offset cannot center well, nor a float's logarithm tell apart.</summary>
    private static TrainSet<float> Train(bool hasYears = true)
    {
        float[] rows = OnnxRun.Rows(5);
        for (int i = 0; i < rows.Length; i += 5)
        {
            rows[i] = hasYears ? MathF.Round(2000.3f + (20 * rows[i]), 1) : MathF.Abs(rows[i]);
            rows[i + 1] = 1000 * MathF.Abs(rows[i + 1]);
            rows[i + 2] *= 0.01f;
            (rows[i + 3], rows[i + 4]) = (MathF.Abs(rows[i + 3]), 0.1f * rows[i + 4]);
        }

        return new TrainSet<float>(rows, new float[1000], 5, 1) { InputNames = ["year", "price", "rate", "area", "age"] };
    }
}
