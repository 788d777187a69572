namespace FastOpt.Training.Tests;

/// <summary>The state of a network that accumulates gradients ends with those that wait, which are no tensor of its.</summary>
public sealed class WaitingGradientsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void TensorsOfACheckpointAreTheNetworks(int batches)
    {
        DataSet<float> data = Points.Numbers(16, 1);
        var network = new Waiting(maxBatch: 8, seed: 3);
        network.Fit(data, options: new FitOptions { Epochs = 2, BatchSize = 8 });
        for (int i = 0; i < batches; i++)
            network.AccumulateGradients(data.Inputs.Slice(i * 24, 24), data.Targets.Slice(i * 8, 8));
        string path = Path.Combine(Directory.CreateTempSubdirectory("fastopt-waiting-").FullName, "one.safetensors");
        try
        {
            Checkpoint.Save(network, path, new RunState());
            SafeTensorsFile file = SafeTensors.Read(path);
            float[] parameters = new float[Waiting.ParameterCount];
            network.CopyParametersTo(parameters);
            foreach (ParameterInfo parameter in Waiting.Parameters)
                Assert.Equal(parameters[parameter.Offset..(parameter.Offset + parameter.Count)], file.Find("model." + parameter.Name)!.ToFloats());

            var other = new Waiting(maxBatch: 8);
            Checkpoint.Load(other, path);
            Assert.Equal(States.Of(network), States.Of(other));
            Assert.Equal(8 * batches, other.AccumulatedExamples);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }
}
