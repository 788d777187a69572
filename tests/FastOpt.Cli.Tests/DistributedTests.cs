using FastOpt.Cli.Models;

namespace FastOpt.Cli.Tests;

/// <summary>Trainings that several processes share; tests/mpi.sh runs them.</summary>
public sealed class DistributedTests
{
    [Fact]
    public void Each_network_for_several_processes_is_that_for_one()
    {
        AssertSame<DigitClassifier, DistributedDigitClassifier, int>();
        AssertSame<ConvolutionalDigitClassifier, DistributedConvolutionalDigitClassifier, int>();
        AssertSame<IrisClassifier, DistributedIrisClassifier, int>();
        AssertSame<HousingRegressor, DistributedHousingRegressor, float>();
    }

    [Theory]
    [InlineData("digits")]
    [InlineData("digits-cnn")]
    [InlineData("iris")]
    [InlineData("housing")]
    public void Every_model_takes_the_option(string model)
    {
        (int code, string output, _) = CommandLineTests.Run("train", model, "--help");
        Assert.Equal(0, code);
        Assert.Contains("--distributed", output);
    }

    private static void AssertSame<TNetwork, TDistributed, TTarget>()
        where TNetwork : class, INetwork<TNetwork, TTarget>, IScheduled
        where TDistributed : class, INetwork<TDistributed, TTarget>, IScheduled, IDistributed<TTarget>
        where TTarget : unmanaged
    {
        NetworkSummary one = TNetwork.Summary, several = TDistributed.Summary;
        Assert.Equal(Layers(one), Layers(several));
        Assert.Equal((one.Loss, one.Optimizer), (several.Loss, several.Optimizer));
        Assert.Equal((TNetwork.InputSize, TNetwork.OutputSize), (TDistributed.InputSize, TDistributed.OutputSize));
        float[] first = new float[TNetwork.ParameterCount], second = new float[TDistributed.ParameterCount];
        TNetwork.Create(seed: 3).CopyParametersTo(first);
        TDistributed.Create(seed: 3).CopyParametersTo(second);
        Assert.Equal(first, second);
        Assert.Equal(Rates<TNetwork, TTarget>(TNetwork.Create()), Rates<TDistributed, TTarget>(TDistributed.Create()));
    }

    private static IEnumerable<(string, string)> Layers(NetworkSummary network) => network.Layers.Select(static layer => (layer.Name, layer.Description));

    /// <summary>What the schedule makes of the learning rate in ten epochs.</summary>
    private static double[] Rates<TNetwork, TTarget>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork, TTarget>, IScheduled
        where TTarget : unmanaged
    {
        double[] rates = new double[10];
        for (int epoch = 0; epoch < rates.Length; epoch++)
        {
            network.Epoch = epoch;
            rates[epoch] = network.LearningRate;
        }

        return rates;
    }
}
