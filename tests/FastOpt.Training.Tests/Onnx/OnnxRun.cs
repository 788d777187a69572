using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FastOpt.Training.Tests;

/// <summary>Files as ONNX Runtime runs them: it checks opset, types and shapes when it loads one.</summary>
internal static class OnnxRun
{
    private const double Tolerance = 1e-5;

    /// <summary>Opens a file; its shapes must be those that it infers itself.</summary>
    public static InferenceSession Open(byte[] bytes)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        options.AddSessionConfigEntry("session.strict_shape_type_inference", "1");
        return new InferenceSession(bytes, options);
    }

    /// <summary>Runs a batch.</summary>
    /// <param name="session">The file.</param>
    /// <param name="inputs">Rows of its input.</param>
    /// <param name="rows">How many.</param>
    public static float[] Run(InferenceSession session, float[] inputs, int rows)
    {
        int[] shape = [rows, .. session.InputMetadata["input"].Dimensions.Skip(1)];
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results =
            session.Run([NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(inputs, shape))]);
        return [.. results.Single(static result => result.Name == "output").AsTensor<float>()];
    }

    /// <summary>Asserts that a file computes what Predict does, for 1,000 rows, and for one.</summary>
    /// <param name="network">The network.</param>
    /// <param name="rows">1,000 rows.</param>
    /// <param name="options">What the file has besides.</param>
    /// <param name="predict">What it computes; Predict where nothing is said.</param>
    public static void Agrees<TNetwork, TTarget>(
        INetwork<TNetwork, TTarget> network, float[] rows, OnnxOptions? options = null, Func<float[], float[]>? predict = null)
        where TNetwork : class, INetwork<TNetwork, TTarget>, INetworkGraph
        where TTarget : unmanaged
    {
        using InferenceSession session = Open(Onnx.ToBytes(network, options));
        Assert.Equal(-1, session.InputMetadata["input"].Dimensions[0]);
        int count = rows.Length / TNetwork.InputSize;
        float[] expected = predict is null ? Predict(network, rows) : predict(rows);
        Compare(TNetwork.Summary.Name, expected, Run(session, rows, count), TNetwork.OutputSize);
        Compare(TNetwork.Summary.Name, expected[..TNetwork.OutputSize], Run(session, rows[..TNetwork.InputSize], 1), TNetwork.OutputSize);
    }

    public static float[] Predict<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network, float[] rows)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        float[] outputs = new float[rows.Length / TNetwork.InputSize * TNetwork.OutputSize];
        network.Predict(rows, outputs);
        return outputs;
    }

    /// <summary>A network whose weights and statistics are none of those at the beginning.</summary>
    public static TNetwork Moved<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network, double scale = 1)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        var random = new Random(5);
        float[] parameters = new float[TNetwork.ParameterCount], buffers = new float[TNetwork.BufferCount];
        network.CopyParametersTo(parameters);
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] += (float)(scale * (random.NextDouble() - 0.5));
        foreach (TensorInfo tensor in TNetwork.Buffers)
        {
            bool isPositive = !tensor.Name.EndsWith("mean", StringComparison.Ordinal) && !tensor.Name.EndsWith("min", StringComparison.Ordinal);
            for (int i = 0; i < tensor.Count; i++)
                buffers[tensor.Offset + i] = (float)(random.NextDouble() - (isPositive ? -0.3 : 0.5));
        }

        network.LoadParameters(parameters);
        network.LoadBuffers(buffers);
        return (TNetwork)network;
    }

    /// <summary>1,000 rows around zero, some far from it.</summary>
    public static float[] Rows(int size)
    {
        var random = new Random(11);
        float[] rows = new float[1000 * size];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = (float)((random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * (i % 17 == 0 ? 6 : 2));
        return rows;
    }

    private static void Compare(string network, float[] expected, float[] found, int width)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double tolerance = Tolerance * Math.Max(1, Math.Abs((double)expected[i]));
            Assert.True(
                Math.Abs((double)expected[i] - found[i]) <= tolerance,
                FormattableString.Invariant($"{network}, row {i / width}, output {i % width}: Predict gives {expected[i]:R}, ONNX Runtime {found[i]:R}"));
        }
    }
}
