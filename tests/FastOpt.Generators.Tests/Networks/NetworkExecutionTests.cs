using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using Xunit;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>
/// Networks compiled here and now, against the oracle in double precision: the first feedback on a change of lowering or emission. tests/FastOpt.Tests does the same with
/// a hundred networks, and much more.
/// </summary>
[Collection(nameof(TeamTests))]
public sealed class NetworkExecutionTests
{
    private const int MaxBatch = 27;

    public static TheoryData<string> Names => [.. NetworkSample.All.Select(static sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void OutputsAndLossesAreTheOracles(string name)
    {
        (NetworkSample sample, Probe network, double[] exact) = Load(name);
        for (int size = 1; size <= MaxBatch + 7; size++)
        {
            TestBatch batch = TestBatch.Create(sample.Reference, size, (ulong)size);
            OracleComparison.AssertClose(sample.Reference.Predict(exact, batch.ExactInputs), network.Outputs(batch), 1e-5, $"{name}, batch {size}, outputs");
            double loss = sample.Reference.MeanLoss(exact, batch.ExactInputs, batch.ExactTargets);
            Near.Equal(loss, network.Evaluate(batch), 1e-5, 1e-7, $"{name}, batch {size}, loss");
        }
    }

    /// <summary>The largest logit is taken off before the exponentials, and padding is no logit: outputs far from zero have the loss of outputs near it.</summary>
    [Theory]
    [InlineData(-300)]
    [InlineData(300)]
    public void SoftmaxDoesNotDependOnTheLevelOfItsLogits(float level)
    {
        (NetworkSample sample, Probe network, double[] exact) = Load("Wide");
        float[] parameters = network.Parameters;
        for (int i = parameters.Length - 10; i < parameters.Length; i++)
            exact[i] = parameters[i] = parameters[i] + level;
        network.Parameters = parameters;
        TestBatch batch = OracleComparison.AwayFromKinks(sample, 9, exact);
        var expected = new double[exact.Length];
        double loss = sample.Reference.MeanLoss(exact, batch.ExactInputs, batch.ExactTargets, expected);
        Near.Equal(loss, network.Evaluate(batch), 1e-4, 0, "loss");
        OracleComparison.AssertClose(expected, network.Gradients(batch), 1e-4, "gradients");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsAreTheOracles(string name)
    {
        (NetworkSample sample, Probe network, double[] exact) = Load(name);
        var expected = new double[exact.Length];
        for (int size = 1; size <= MaxBatch; size++)
        {
            TestBatch batch = OracleComparison.AwayFromKinks(sample, size, exact);
            sample.Reference.MeanLoss(exact, batch.ExactInputs, batch.ExactTargets, expected);
            OracleComparison.AssertClose(expected, network.Gradients(batch), 2e-5, $"{name}, batch {size}, gradients");
        }
    }

    /// <summary>Each step moves every parameter as the optimizer in double precision does on the same gradient, and keeps the same state for the next.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void StepsAreTheOracles(string name)
    {
        (NetworkSample sample, Probe network, _) = Load(name);
        OracleComparison.AssertSteps(sample, network, 16, 7, MaxBatch, 1, 12, 2, 20, 9);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ThreadsChangeNothing(string name)
    {
        (NetworkSample sample, Probe alone, _) = Load(name);
        (_, Probe team, _) = Load(name, threads: 3);
        for (int size = 1; size <= MaxBatch; size += 5)
        {
            TestBatch batch = TestBatch.Create(sample.Reference, size, (ulong)size);
            Assert.Equal(alone.TrainStep(batch), team.TrainStep(batch));
            Assert.Equal(alone.Parameters, team.Parameters);
            Assert.Equal(alone.Gradients(batch), team.Gradients(batch));
        }
    }

    private static (NetworkSample Sample, Probe Network, double[] Parameters) Load(string name, int threads = 1)
    {
        NetworkSample sample = NetworkSample.Named(name);
        Probe network = Probe.Create(NetworkAssemblies.Plain(name), name, MaxBatch, threads);
        float[] parameters = TestData.Parameters(sample.Reference, seed: 11);
        network.Parameters = parameters;
        Assert.Equal(parameters, network.Parameters);
        return (sample, network, TestData.ToDouble(parameters));
    }
}
