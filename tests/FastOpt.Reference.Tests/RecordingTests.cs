namespace FastOpt.Reference.Tests;

/// <summary>The oracle against PyTorch in double precision: forward, backward and every optimizer, over 100 steps.</summary>
public class RecordingTests
{
    private const double Tolerance = 1e-10;

    public static TheoryData<string> Runs => [.. RecordedRun.All.Select(run => run.Name)];

    [Theory]
    [MemberData(nameof(Runs))]
    public void OracleRepeatsPyTorch(string name)
    {
        RecordedRun run = RecordedRun.All.Single(r => r.Name == name);
        RecordedResult expected = run.Double;

        // PyTorch keeps the step length of ASGD and the running product of NAdam in float32, in a float64 run too.
        double tolerance = run.Optimizer is "Asgd" or "NAdam" ? 1e-7 : Tolerance;
        ReferenceNetwork network = run.CreateNetwork();
        ReferenceUpdate update = run.CreateUpdate();
        double[] parameters = TestData.ToDouble(run.InitialParameters());
        TestBatch[] batches = run.Batches();
        var gradients = new double[parameters.Length];
        Assert.Equal(run.Steps, expected.Losses.Length);

        for (int step = 0; step < run.Steps; step++)
        {
            TestBatch batch = batches[step % batches.Length];
            double loss = network.MeanLoss(parameters, batch.ExactInputs, batch.ExactTargets, gradients);
            Assert.Equal(expected.Losses[step], loss, tolerance * Math.Abs(expected.Losses[step]));
            double[] norms = update.Apply(parameters, gradients);
            if (expected.Norms.Length > 0)
                Assert.Equal(expected.Norms[step], norms.Last(norm => norm > 0), tolerance * expected.Norms[step]);
            if (step == 0)
                AssertClose(expected.First, parameters, run.Stride, tolerance);
        }

        AssertClose(expected.Last, parameters, run.Stride, tolerance);
    }

    [Fact]
    public void EveryRuleIsRecorded()
    {
        Assert.Equal(["Adadelta", "Adagrad", "Adam", "AdamW", "Adamax", "AmsGrad", "Asgd", "NAdam", "RAdam", "RmsProp", "RmsPropCentered", "Rprop", "Sgd"], RecordedRun.All.Select(run => run.Optimizer).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            ["BinaryCrossEntropy", "Hinge", "Huber", "LogCosh", "MeanAbsoluteError", "MeanSquaredError", "Poisson", "Quantile", "SmoothL1", "SoftmaxCrossEntropy", "SquaredHinge"],
            RecordedRun.All.Select(run => run.CreateNetwork().Loss.Name).Distinct().Order());
        Assert.Equal(
            ["Elu", "Gelu", "GeluTanh", "HardSigmoid", "HardSwish", "HardTanh", "LeakyRelu", "Mish", "Relu", "Relu6", "Selu", "Sigmoid", "Silu", "Softplus", "Softsign", "Tanh"],
            RecordedRun.All.SelectMany(run => run.CreateNetwork().Layers).OfType<ActivationLayer>().Select(layer => layer.Activation.Name).Distinct().Order());
    }

    private static void AssertClose(double[] expected, double[] parameters, int stride, double tolerance)
    {
        Assert.Equal(expected.Length, (parameters.Length + stride - 1) / stride);
        double scale = Math.Sqrt(expected.Average(weight => weight * weight));
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], parameters[i * stride], tolerance * (Math.Abs(expected[i]) + scale));
    }
}
