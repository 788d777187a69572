using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using Xunit;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>
/// Networks compiled here and now, against the oracle in double precision: the first feedback on a change of lowering or emission. tests/FastOpt.Tests does the same with
/// a hundred networks, and much more.
/// </summary>
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
            AssertClose(sample.Reference.Predict(exact, batch.ExactInputs), network.Outputs(batch), 1e-5, $"{name}, batch {size}, outputs");
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
        TestBatch batch = AwayFromKinks(sample, 9, exact);
        var expected = new double[exact.Length];
        double loss = sample.Reference.MeanLoss(exact, batch.ExactInputs, batch.ExactTargets, expected);
        Near.Equal(loss, network.Evaluate(batch), 1e-4, 0, "loss");
        AssertClose(expected, network.Gradients(batch), 1e-4, "gradients");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsAreTheOracles(string name)
    {
        (NetworkSample sample, Probe network, double[] exact) = Load(name);
        var expected = new double[exact.Length];
        for (int size = 1; size <= MaxBatch; size++)
        {
            TestBatch batch = AwayFromKinks(sample, size, exact);
            sample.Reference.MeanLoss(exact, batch.ExactInputs, batch.ExactTargets, expected);
            AssertClose(expected, network.Gradients(batch), 2e-5, $"{name}, batch {size}, gradients");
        }
    }

    /// <summary>Each step moves every parameter as the optimizer in double precision does on the same gradient, and keeps the same state for the next.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void StepsAreTheOracles(string name)
    {
        (NetworkSample sample, Probe network, _) = Load(name);
        ReferenceOptimizer optimizer = sample.Optimizer();
        foreach (int size in new[] { 16, 7, MaxBatch, 1, 12, 2, 20, 9 })
        {
            TestBatch batch = TestBatch.Create(sample.Reference, size, (ulong)size);
            float[] before = network.Parameters;
            double[] expected = TestData.ToDouble(before);
            optimizer.Update(expected, TestData.ToDouble(network.Gradients(batch)));
            float evaluated = network.Evaluate(batch);
            Near.Equal(evaluated, network.TrainStep(batch), 1e-6, 1e-9, $"{name}, loss of step {optimizer.Step}");
            float[] after = network.Parameters;
            int decided = 0;
            for (int i = 0; i < after.Length; i++)
            {
                double move = Math.Abs(expected[i] - before[i]);
                double tolerance = (2e-4 * move) + (2.4e-7 * Math.Abs(before[i])) + 1e-8;
                Near.Equal(expected[i], after[i], 0, tolerance, $"{name}, step {optimizer.Step}, parameter {i}");
                decided += move > 10 * tolerance ? 1 : 0;
            }

            Assert.True(decided > after.Length / 3, $"{name}, step {optimizer.Step}: too few parameters moved");
        }
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

    /// <summary>Next to a kink, float and double may fall on different sides.</summary>
    private static TestBatch AwayFromKinks(NetworkSample sample, int size, double[] parameters) => Enumerable.Range(0, 50)
        .Select(attempt => TestBatch.Create(sample.Reference, size, (ulong)(size + (1000 * attempt))))
        .First(batch => sample.Reference.SmallestDistanceToKink(parameters, batch.ExactInputs) > 3e-6);

    private static void AssertClose(double[] expected, float[] actual, double relative, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double rms = Math.Sqrt(expected.Sum(static value => value * value) / expected.Length);
        for (int i = 0; i < expected.Length; i++)
            Near.Equal(expected[i], actual[i], relative, relative * rms, $"{what}, element {i}");
    }
}
