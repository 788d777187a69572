using FastOpt.Reference;
using FastOpt.TestCases;
using FastOpt.TestCases.Networks;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Engine;

/// <summary>ComputeGradients against the double-precision oracle, and the oracle against differences of its own loss.</summary>
public class GradientTests
{
    private static readonly int[] BatchSizes = [1, 2, 3, 5, 7, 8, 9, 16, 17, 31, 33, 64];

    public static TheoryData<string> AllNetworks => CaseNames.All;

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void AgreeWithTheOracle(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        Model model = network.CreateWithTestParameters();
        float[] parameters = model.GetParameters();
        double[] exact = TestData.ToDouble(parameters);
        var expected = new double[network.ParameterCount];
        foreach (int size in BatchSizes)
        {
            TestBatch batch = network.CreateBatch(size, seed: 100 + (ulong)size, parameters);
            double loss = network.Reference.MeanLoss(exact, batch.ExactInputs, batch.ExactTargets, expected);

            // What is left over from the batch before must not show.
            float[] gradients = model.GetGradients(batch);
            foreach (ReferenceTensor tensor in network.Reference.Tensors())
            {
                double scale = Closeness.RootMeanSquare(expected);
                AssertGradients(expected.AsSpan(tensor.Offset, tensor.Count), gradients.AsSpan(tensor.Offset, tensor.Count), scale, $"{name}, batch {size}, {tensor.Name}");
            }

            Closeness.AssertRelative([loss], [model.Evaluate(batch)], 2e-6, $"{name}, batch {size}, loss");
        }
    }

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void OracleAgreesWithDifferences(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        float[] parameters = TestData.Parameters(network.Reference, seed: 7);
        double[] point = TestData.ToDouble(parameters);
        TestBatch batch = network.CreateBatch(size: 3, seed: 900, parameters, distance: 1e-3);
        double[] inputs = batch.ExactInputs;
        double[] targets = batch.ExactTargets;
        var gradients = new double[point.Length];
        network.Reference.MeanLoss(point, inputs, targets, gradients);
        double scale = Closeness.RootMeanSquare(gradients);

        // A prime stride visits all rows and columns in turn.
        int stride = point.Length <= 60 ? 1 : (point.Length / 60) | 1;
        for (int i = 0; i < point.Length; i += stride)
        {
            double expected = CentralDifferences.Partial(p => network.Reference.MeanLoss(p, inputs, targets), point, i, step: 1e-4);
            Assert.True(Math.Abs(expected - gradients[i]) <= 1e-7 * (Math.Abs(expected) + scale), $"{name}, parameter {i}: differences give {expected:R}, the oracle {gradients[i]:R}");
        }
    }

    [Theory]
    [InlineData(nameof(SgdPlain), 1000)]
    [InlineData(nameof(PrimeWidths), 257)]
    [InlineData(nameof(SmallDigits), 513)]
    [InlineData(nameof(BinaryCrossEntropyNetwork), 999)]
    public void LargeBatches(string name, int size)
    {
        NetworkCase network = NetworkCases.Named(name);
        Model model = network.CreateWithTestParameters(maxBatch: size);
        float[] parameters = model.GetParameters();
        TestBatch batch = network.CreateBatch(size, seed: 17, parameters, distance: 1e-7);
        var expected = new double[network.ParameterCount];
        double loss = network.Reference.MeanLoss(TestData.ToDouble(parameters), batch.ExactInputs, batch.ExactTargets, expected);
        AssertGradients(expected, model.GetGradients(batch), Closeness.RootMeanSquare(expected), $"{name}, batch {size}");
        Closeness.AssertRelative([loss], [model.TrainStep(batch)], 2e-6, $"{name}, batch {size}, loss");
    }

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void GradientsAreWrittenNotAdded(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        Model model = network.CreateWithTestParameters(maxBatch: 9);
        TestBatch batch = network.CreateBatch(9, seed: 5);
        float[] once = model.GetGradients(batch);
        var gradients = new float[network.ParameterCount];
        gradients.AsSpan().Fill(float.NaN);
        model.ComputeGradients(batch, gradients);
        model.ComputeGradients(batch, gradients);
        Closeness.AssertSameBits(once, gradients, name);
    }

    /// <summary>|d| ≤ 1e-5 · (|g| + rms g), with the root mean square of the whole gradient.</summary>
    private static void AssertGradients(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double rms, string what)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(actual[i] - expected[i]) <= 1e-5 * (Math.Abs(expected[i]) + rms)))
                Assert.Fail($"{what}[{i}]: {actual[i]:R} instead of {expected[i]:R}; rms {rms:R}");
        }
    }
}
