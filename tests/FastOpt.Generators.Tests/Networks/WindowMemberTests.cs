using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using FastOpt.Reference.Graphs;
using Xunit;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>Weights of examples, ties and what is not a number in convolutional networks.</summary>
[Collection(nameof(TeamTests))]
public sealed class WindowMemberTests
{
    private static readonly string[] Weighted = ["Conv2D(5, 3, Padding = 1)", "Tanh", "MaxPool2D(2)", "Conv2D(4, 2, Groups = 1)", "Silu", "Dense(3)"];

    /// <summary>Channels before and behind, of which none, some or all are whole vectors.</summary>
    private static readonly int[] TiedFilters = [1, 5, 16, 19];

    private static readonly Lazy<Assembly> Networks = new(static () => Generation.LoadUndocumented(
        $"[Network(2, 6, 5, ExampleWeights = true), {string.Join(", ", Weighted)}, SoftmaxCrossEntropy, Sgd(LearningRate = 0.1)] public sealed partial class Weighted;\n" +
        string.Concat(TiedFilters.Select(static filters =>
            $"[Network(2, 7, 7), {string.Join(", ", Tied(filters))}, MeanSquaredError, Sgd(LearningRate = 0.1)] public sealed partial class Tied{filters};\n")) +
        "[Network(2, 6, 6), Conv2D(3, 3), Tanh, MaxPool2D(2), GlobalAveragePool, MeanSquaredError, Sgd] public sealed partial class Means;\n"));

    [Fact]
    public void WeightsOfExamplesAreTheOracles()
    {
        ReferenceGraph graph = Weighted.Aggregate(new ReferenceGraph(2, 6, 5), static (graph, layer) => graph.Declare(layer)).WithLoss(ReferenceLosses.SoftmaxCrossEntropy);
        float[] start = TestData.Parameters(graph, seed: 3);
        double[] parameters = TestData.ToDouble(start);
        foreach (int threads in new[] { 1, 2 })
        {
            Probe network = Probe.Create(Networks.Value, "Weighted", 9, threads);
            network.Parameters = start;
            var calls = (IExampleWeights<int>)network.Network;
            TestBatch batch = TestBatch.Next(graph, 9, new IntegerGenerator(4), isWeighted: true);
            ReferencePass expected = graph.Train(parameters, [], batch.ExactInputs, batch.ExactTargets, batch.ExactWeights);
            ReferencePass unweighted = graph.Train(parameters, [], batch.ExactInputs, batch.ExactTargets);
            Assert.True(expected.DistanceToKink > 1e-5 && Math.Abs(expected.Loss - unweighted.Loss) > 1e-3);
            var gradients = new float[start.Length];
            calls.ComputeGradients(batch.Inputs, batch.Labels, batch.Weights, gradients);
            OracleComparison.AssertClose(expected.Gradients, gradients, 2e-5, "gradients");
            Near.Equal(expected.Loss, calls.Evaluate(batch.Inputs, batch.Labels, batch.Weights), 2e-5, 1e-6, "evaluated");
            Near.Equal(expected.Loss, calls.TrainStep(batch.Inputs, batch.Labels, batch.Weights), 2e-5, 1e-6, "loss of the step");
            double[] moved = [.. parameters.Zip(expected.Gradients, static (before, gradient) => before - (0.1 * gradient))];
            OracleComparison.AssertClose(moved, network.Parameters, 1e-5, "parameters");
        }
    }

    public static TheoryData<int> Filters => [.. TiedFilters];

    /// <summary>All pixels of an image are the same, so all results are, and each maximum has its gradient in the first place of its window, through the activation or not.</summary>
    [Theory]
    [MemberData(nameof(Filters))]
    public void OfEqualResultsTheFirstHasTheGradient(int filters)
    {
        ReferenceGraph graph = Tied(filters).Aggregate(new ReferenceGraph(2, 7, 7), static (graph, layer) => graph.Declare(layer));
        float[] start = TestData.Parameters(graph, seed: 3);
        const int Batch = 3;
        TestBatch drawn = TestBatch.For(graph, Batch, seed: 6);
        TestBatch batch = drawn with { Inputs = [.. Enumerable.Range(0, Batch * 98).Select(i => drawn.Inputs[i / 49])] };
        Probe network = Probe.Create(Networks.Value, $"Tied{filters}", Batch);
        network.Parameters = start;
        ReferencePass expected = graph.Evaluate(TestData.ToDouble(start), [], batch.ExactInputs, batch.ExactTargets);

        // Windows of two with a stride of 2 over 6 x 6 results of a kernel of two: what the last row and column of the image have is the second place's.
        double[] last = [.. expected.InputGradients.Where(static (_, i) => i % 49 % 7 == 6 || i % 49 / 7 == 6)];
        Assert.All(last, static gradient => Assert.Equal(0, gradient));
        Assert.Contains(expected.InputGradients, static gradient => Math.Abs(gradient) > 1e-3);
        OracleComparison.AssertClose(expected.InputGradients, network.InputGradients(batch), 1e-4, "gradients of the inputs");
        OracleComparison.AssertClose(expected.Gradients, network.Gradients(batch), 1e-4, "gradients");
    }

    /// <summary>A pixel that is no number makes its example's outputs none, and no other's.</summary>
    [Fact]
    public void NaNIsPassedOnThroughConvolutionsAndMaxima()
    {
        Probe network = Probe.Create(Networks.Value, "Means", 4);
        TestBatch batch = TestBatch.For(new ReferenceGraph(2, 6, 6).Convolution(3, new(3, 3)).GlobalAveragePool(), 4, seed: 2);
        float[] whole = network.Outputs(batch);
        for (int pixel = 0; pixel < 72; pixel++)
        {
            float[] inputs = [.. batch.Inputs];
            inputs[(2 * 72) + pixel] = float.NaN;
            float[] outputs = network.Outputs(batch with { Inputs = inputs });
            for (int i = 0; i < outputs.Length; i++)
            {
                if (i / 3 == 2)
                    Assert.True(float.IsNaN(outputs[i]), $"pixel {pixel}, output {i}");
                else
                    Assert.Equal(whole[i], outputs[i]);
            }
        }
    }

    private static string[] Tied(int filters) => [$"Conv2D({filters}, 2)", "Tanh", "MaxPool2D(2)", "Dense(2)"];
}
