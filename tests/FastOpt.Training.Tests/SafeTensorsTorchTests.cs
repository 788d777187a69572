using System.Diagnostics;

namespace FastOpt.Training.Tests;

/// <summary>Files of PyTorch, and files for PyTorch. The script beside the recorded files is a decoder of its own.</summary>
public sealed class SafeTensorsTorchTests
{
    private static readonly string Recorded = Path.Combine(AppContext.BaseDirectory, "Recorded");

    [Fact]
    public void ARecordedFileOfPyTorchHasItsValues()
    {
        SafeTensorsFile file = SafeTensors.Read(Path.Combine(Recorded, "safetensors-v1", "types.safetensors"));
        float[] values = [0, -0f, 1, -2.5f, 65504, 1e-7f, float.PositiveInfinity, BitConverter.Int32BitsToSingle(0x7FC00000)];
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), file["f32"].ToFloats().Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(values.Select(static value => (double)value), file["f64"].ToDoubles());
        Assert.Equal(values.Select(static value => (float)(Half)value), file["f16"].ToFloats());
        Assert.Equal([0, -0f, 1, -2.5f, 65536, 1.00117177e-7f, float.PositiveInfinity, float.NaN], file["bf16"].ToFloats());
        Assert.Equal([long.MinValue, long.MaxValue], file["i64"].ToInt64s());
        Assert.Equal([int.MinValue, int.MaxValue], file["i32"].ToInt32s());
        Assert.Equal([2, 1], file["i32"].Shape);
        Assert.Equal([0, 255], file["u8"].Bytes.ToArray());
    }

    [Fact]
    public void ARecordedModelOfPyTorchPredictsWhatItDidThere()
    {
        var network = new Classes(maxBatch: 8);
        SafeTensors.Load(network, Path.Combine(Recorded, "safetensors-v1", "classes.safetensors"));
        SafeTensorsFile io = SafeTensors.Read(Path.Combine(Recorded, "safetensors-v1", "classes-io.safetensors"));
        float[] outputs = new float[15];
        network.Predict(io["inputs"].ToFloats(), outputs);
        float[] expected = io["outputs"].ToFloats();
        for (int i = 0; i < outputs.Length; i++)
            Assert.Equal(expected[i], outputs[i], 1e-5f);
    }

    /// <summary>
    /// TorchSharp#1281 and others: no way out of .NET. Here <c>load_state_dict(strict=True)</c> reads our file, and we read what PyTorch writes: bit for bit.
    /// </summary>
    [Fact]
    public void PyTorchLoadsOurWeightsStrictlyAndWritesTheSameBitsBack()
    {
        string? python = PythonWithTorch();
        Assert.SkipWhen(python is null, "No Python with PyTorch is installed (Debian: python3-torch), so PyTorch could not load our file.");
        string folder = Directory.CreateTempSubdirectory().FullName;
        string ours = Path.Combine(folder, "ours.safetensors"), theirs = Path.Combine(folder, "theirs.safetensors");
        string inputs = Path.Combine(folder, "inputs.safetensors");
        var network = new Classes(maxBatch: 8, seed: 4);
        DataSet<int> data = Points.Classes(40, seed: 1);
        network.Fit(data, options: new FitOptions { Epochs = 2, BatchSize = 8 });
        SafeTensors.Save(network, ours);
        SafeTensors.Write(inputs, [SafeTensor.From("inputs", [40, 4], data.Inputs)]);

        (int code, string text) = Run(python!, $"\"{Path.Combine(Recorded, "safetensors_torch.py")}\" round \"{ours}\" \"{inputs}\" \"{theirs}\"");
        Assert.True(code == 0, text);
        Assert.Contains("All keys matched", text, StringComparison.Ordinal);

        SafeTensorsFile mine = SafeTensors.Read(ours), back = SafeTensors.Read(theirs);
        foreach (SafeTensor tensor in mine.Tensors)
            Assert.Equal(tensor.Bytes.ToArray(), back[tensor.Name].Bytes.ToArray());
        float[] outputs = new float[120], expected = back["outputs"].ToFloats();
        network.Predict(data.Inputs, outputs);
        for (int i = 0; i < outputs.Length; i++)
            Assert.Equal(expected[i], outputs[i], 1e-5f);
        Directory.Delete(folder, true);
    }

    private static string? PythonWithTorch() =>
        new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(static python => Run(python, "-c \"import torch\"").Code == 0);

    private static (int Code, string Text) Run(string program, string arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, text + errors.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, $"{program} is not there.");
        }
    }
}
