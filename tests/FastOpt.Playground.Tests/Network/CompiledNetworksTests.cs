using FastOpt.Training;

namespace FastOpt.Playground.Tests.Network;

/// <summary>All networks of the page, each with each optimizer.</summary>
public sealed class CompiledNetworksTests
{
    public static TheoryData<string> Ids => [.. CompiledNetworks.All.Select(static one => one.Id)];

    private static IEnumerable<string> Optimizers => OptimizerChoice.All.Select(static one => one.Value);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_optimizer_has_the_same_layers(string id)
    {
        CompiledNetwork network = CompiledNetworks.Of(id);
        NetworkTrainer[] all = [.. Optimizers.Select(optimizer => network.Create(Settings(id, optimizer), 8))];
        Assert.Single(all.Select(static one => one.Graph).Distinct());
        Assert.Equal(network.Label, network.Label.Trim());
        Assert.StartsWith($"{all[0].InputSize}-", network.Label, StringComparison.Ordinal);
        string[] rules = [.. all.Select(static one => one.Summary.Optimizer.Split('(')[0])];
        Assert.Equal(["Sgd", "Sgd", "Sgd", "Adagrad", "RmsProp", "Adam", "AdamW"], rules);
    }

    /// <summary>The probe goes the prediction program line by line with scalar rules; the engine's own outputs are the truth.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void The_probe_computes_what_the_engine_predicts(string id)
    {
        NetworkTrainer network = CompiledNetworks.Of(id).Create(Settings(id, OptimizerChoice.Adam), 8);
        var random = new Random(3);
        float[] inputs = [.. Enumerable.Range(0, 8 * network.InputSize).Select(_ => (2 * random.NextSingle()) - 1)];
        int[] labels = [.. Enumerable.Range(0, 8).Select(_ => random.Next(network.OutputSize))];
        for (int step = 0; step < 20; step++)
            network.TrainStep(inputs, labels);

        float[] parameters = new float[network.ParameterCount], buffers = new float[network.BufferCount], outputs = new float[8 * network.OutputSize];
        network.CopyTo(parameters, buffers);
        network.Predict(inputs, outputs);
        float[][] lines = new LayerProbe(network).Run(inputs, parameters, buffers);
        Assert.All(outputs.Zip(lines[^1]), static pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Theory]
    [InlineData("relu-16-16-norm")]
    [InlineData("digits-relu-32-dropout")]
    public void Weights_are_a_safetensors_file_that_another_network_of_the_class_loads(string id)
    {
        NetworkTrainer network = CompiledNetworks.Of(id).Create(Settings(id, OptimizerChoice.Adam), 8);
        SafeTensorsFile file = SafeTensorsFile.Parse(network.ToSafeTensors());
        float[] parameters = new float[network.ParameterCount], buffers = new float[network.BufferCount];
        network.CopyTo(parameters, buffers);
        foreach (ParameterInfo parameter in network.Parameters)
            Assert.Equal(parameters[parameter.Offset..(parameter.Offset + parameter.Count)], file.Find(parameter.Name)!.ToFloats());
        Assert.Equal(network.Parameters.Count + network.Buffers.Count, file.Tensors.Count);
    }

    [Fact]
    public void Every_data_set_has_a_network_and_follows_the_network()
    {
        var figure = new NetworkFigure();
        foreach ((string data, _) in NetworkData.Names)
        {
            figure.Set("data", data);
            CompiledNetwork network = CompiledNetworks.Of(figure.Settings.Network);
            Assert.True(CompiledNetworks.Fits(network, figure.Data.Inputs, figure.Data.Classes), data);
            Assert.NotEmpty(figure.Plots());
        }

        foreach (CompiledNetwork network in CompiledNetworks.All)
        {
            figure.Set("network", network.Id);
            Assert.Equal(network.Id, figure.Settings.Network);
            Assert.True(CompiledNetworks.Fits(network, figure.Data.Inputs, figure.Data.Classes), network.Id);
            Assert.NotEmpty(figure.Plots());
        }
    }

    private static NetworkSettings Settings(string id, string optimizer) =>
        new(id, optimizer, 0.01, 0.9, ScheduleChoice.Constant, 10, 8, L1: 0, L2: 0, Patience: 0, Seed: 1);
}
