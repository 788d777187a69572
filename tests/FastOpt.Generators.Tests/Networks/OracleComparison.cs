using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using Xunit;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>A compiled network against the oracle in double precision.</summary>
internal static class OracleComparison
{
    /// <summary>Trains on batches of some sizes: each step moves every parameter as the optimizer in double precision does on the same gradient, and keeps the same state for the next.</summary>
    public static void AssertSteps(NetworkSample sample, Probe network, params int[] sizes)
    {
        ReferenceOptimizer optimizer = sample.Optimizer();
        foreach (int size in sizes)
        {
            TestBatch batch = TestBatch.Create(sample.Reference, size, (ulong)size);
            float[] before = network.Parameters;
            double[] expected = TestData.ToDouble(before);
            optimizer.Update(expected, TestData.ToDouble(network.Gradients(batch)));
            float evaluated = network.Evaluate(batch);
            Near.Equal(evaluated, network.TrainStep(batch), 1e-6, 1e-9, $"{sample.Name}, loss of step {optimizer.Step}");
            float[] after = network.Parameters;
            int decided = 0;
            for (int i = 0; i < after.Length; i++)
            {
                double move = Math.Abs(expected[i] - before[i]);
                double tolerance = (2e-4 * move) + (2.4e-7 * Math.Abs(before[i])) + 1e-8;
                Near.Equal(expected[i], after[i], 0, tolerance, $"{sample.Name}, step {optimizer.Step}, parameter {i}");
                decided += move > 10 * tolerance ? 1 : 0;
            }

            Assert.True(decided > after.Length / 3, $"{sample.Name}, step {optimizer.Step}: too few parameters moved");
        }
    }

    /// <summary>Next to a kink, float and double may fall on different sides.</summary>
    public static TestBatch AwayFromKinks(NetworkSample sample, int size, double[] parameters) => Enumerable.Range(0, 50)
        .Select(attempt => TestBatch.Create(sample.Reference, size, (ulong)(size + (1000 * attempt))))
        .First(batch => sample.Reference.SmallestDistanceToKink(parameters, batch.ExactInputs) > 3e-6);

    public static void AssertClose(double[] expected, float[] actual, double relative, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double rms = Math.Sqrt(expected.Sum(static value => value * value) / expected.Length);
        for (int i = 0; i < expected.Length; i++)
            Near.Equal(expected[i], actual[i], relative, relative * rms, $"{what}, element {i}");
    }
}
