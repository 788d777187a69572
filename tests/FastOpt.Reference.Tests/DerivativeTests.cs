namespace FastOpt.Reference.Tests;

/// <summary>Every hand-written derivative of the oracle against differences of its values.</summary>
public class DerivativeTests
{
    private static readonly double[] Points = [-30, -7.5, -3, -1.25, -0.5, -0.01, 0.01, 0.3, 0.99, 1.5, 4, 11, 40];

    [Theory]
    [InlineData("Relu")]
    [InlineData("LeakyRelu")]
    [InlineData("Sigmoid")]
    [InlineData("Tanh")]
    [InlineData("Gelu")]
    [InlineData("Silu")]
    [InlineData("Softplus")]
    [InlineData("Mish")]
    [InlineData("Elu")]
    [InlineData("Selu")]
    [InlineData("GeluTanh")]
    [InlineData("Softsign")]
    [InlineData("HardSigmoid")]
    [InlineData("HardSwish")]
    [InlineData("HardTanh")]
    [InlineData("Relu6")]
    [InlineData("Squared")]
    public void OfActivations(string name)
    {
        ReferenceActivation activation = ReferenceRules.Activation(name);
        foreach (double x in Points.Where(x => activation.Kinks.All(kink => Math.Abs(x - kink) > 0.005)))
            AssertClose(CentralDifferences.Derivative(activation.Value, x), activation.Derivative(x), $"{name}'({x})");
    }

    [Theory]
    [InlineData("MeanSquaredError", 1)]
    [InlineData("Huber", 2)]
    [InlineData("BinaryCrossEntropy", 3)]
    [InlineData("MeanAbsoluteError", 4)]
    [InlineData("SmoothL1", 2)]
    [InlineData("Hinge", 3)]
    [InlineData("SquaredHinge", 3)]
    [InlineData("Poisson", 4)]
    [InlineData("Quantile", 4)]
    [InlineData("LogCosh", 4)]
    [InlineData("PseudoHuber", 2)]
    [InlineData("SoftmaxCrossEntropy", 5)]
    public void OfLosses(string name, int outputs)
    {
        ReferenceLoss loss = ReferenceRules.Loss(name);
        double[] logits = [.. Points.Take(outputs).Select(x => x / 4)];
        double[] target = loss.UsesLabels ? [outputs - 2] : [.. Enumerable.Range(0, outputs).Select(i => 0.4 * i)];
        var derivative = new double[outputs];
        var unused = new double[outputs];
        loss.OfExample(logits, target, derivative);
        for (int i = 0; i < outputs; i++)
            AssertClose(CentralDifferences.Partial(z => loss.OfExample(z, target, unused), logits, i), derivative[i], $"{name}, output {i}");
    }

    [Theory]
    [InlineData("Tanh", "MeanSquaredError", 4, 16, 3, 16)]
    [InlineData("Relu", "SoftmaxCrossEntropy", 5, 7, 3, 7)]
    [InlineData("Gelu", "Huber", 1, 1, 1, 1)]
    [InlineData("Mish", "LogCosh", 8, 13, 2, 3)]
    [InlineData("Softplus", "BinaryCrossEntropy", 3, 5, 4, 2)]
    public void OfNetworks(string activation, string loss, int inputs, int hidden, int outputs, int batch)
    {
        ReferenceActivation rule = ReferenceRules.Activation(activation);
        var network = new ReferenceNetwork(
            inputs,
            ReferenceRules.Loss(loss),
            ReferenceLayer.Dense(hidden),
            rule,
            ReferenceLayer.Dense(hidden + 2, bias: false),
            rule,
            ReferenceLayer.Dense(outputs));
        double[] parameters = TestData.ToDouble(TestData.Parameters(network, seed: 5));
        TestBatch data = TestBatch.Create(network, batch, seed: 6);
        double[] examples = data.ExactInputs;
        double[] targets = data.ExactTargets;
        Assert.True(network.SmallestDistanceToKink(parameters, examples) > 1e-3);

        var gradients = new double[network.ParameterCount];
        network.MeanLoss(parameters, examples, targets, gradients);
        for (int i = 0; i < gradients.Length; i++)
        {
            double expected = CentralDifferences.Partial(p => network.MeanLoss(p, examples, targets), parameters, i, step: 1e-4);
            AssertClose(expected, gradients[i], $"parameter {i}");
        }
    }

    private static void AssertClose(double expected, double actual, string what) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-9 * (1 + Math.Abs(expected)), $"{what}: differences give {expected:R}, the oracle {actual:R}");
}
