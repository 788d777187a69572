using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using FastOpt.Reference.Graphs;
using Xunit;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>
/// Every layer in every position: outputs, gradients and steps are those of the oracle in double precision, whose gradients are held to central differences
/// for the same layers and positions in tests/FastOpt.Reference.Tests.
/// </summary>
[Collection(nameof(TeamTests))]
public sealed class LayerPositionTests
{
    private const int Batch = 7;
    private const int FirstPart = 4;
    private const ulong Seed = 5;
    private const double FarFromKinks = 1e-3;

    private static readonly Lazy<Assembly> Networks = new(static () =>
        Generation.LoadUndocumented(PlacedLayer.Block + string.Concat(PlacedLayer.All.Select(static placed => placed.Source())), thisWidthOnly: true));

    public static TheoryData<string, string> Places => new(PlacedLayer.All.Select(static placed => (placed.Layer, placed.Position)));

    [Theory]
    [MemberData(nameof(Places))]
    public void GradientsAndStepsAreTheOracles(string layer, string position)
    {
        var placed = new PlacedLayer(layer, position);
        (ReferenceGraph graph, ReferenceUpdate update) = placed.Reference();
        Probe network = Probe.Create(Networks.Value, placed.Name, Batch, seed: Seed);
        Assert.Equal(graph.ParameterCount, network.ParameterCount);
        (float[] start, TestBatch batch) = AwayFromKinks(graph);
        network.Parameters = start;
        double[] parameters = TestData.ToDouble(start), buffers = graph.InitialBuffers;

        ReferencePass predicted = graph.Evaluate(parameters, buffers, batch.ExactInputs, batch.ExactTargets);
        OracleComparison.AssertClose(predicted.Outputs, network.Outputs(batch), 1e-5, "outputs");
        OracleComparison.AssertClose(predicted.InputGradients, network.InputGradients(batch), 1e-4, "gradients of the inputs");

        ReferencePass trained = graph.Train(parameters, buffers, batch.ExactInputs, batch.ExactTargets, draws: ReferencePhilox.Draws(Seed, step: 1));
        double[] gradients = TrainedOnly(graph, update, trained.Gradients);
        OracleComparison.AssertClose(gradients, network.Gradients(batch), 1e-4, "gradients");
        int training = graph.Tensors.Where(tensor => !update.IsFrozen(tensor)).Sum(static tensor => tensor.Count);
        Assert.True(gradients.Count(static value => value != 0) > training / 2, "Too few gradients say something.");

        // With a learning rate of 1 a step takes off the gradient itself.
        TestBatch[] parts = placed.IsAccumulated ? [batch.Slice(0, FirstPart), batch.Slice(FirstPart, Batch - FirstPart)] : [batch];
        (double loss, double[] mean) = Accumulate(graph, parameters, ref buffers, parts);
        double[] norms = update.Apply(parameters, mean);
        Assert.All(norms, static norm => Assert.True(norm > 2 * PlacedLayer.MaxNorm, "Nothing is clipped."));
        Near.Equal(loss, placed.IsAccumulated ? network.AccumulatedStep(parts) : network.TrainStep(batch), 1e-5, 1e-6, "loss");
        double[] moved = [.. parameters.Select((value, i) => value - start[i])];
        OracleComparison.AssertClose(moved, [.. network.Parameters.Select((value, i) => value - start[i])], 2e-4, "step");
        OracleComparison.AssertClose(buffers, network.Buffers, 1e-5, "running statistics");
    }

    /// <summary>Loss and gradients of all examples, each part with its own statistics, random numbers numbered through.</summary>
    private static (double Loss, double[] Gradients) Accumulate(ReferenceGraph graph, double[] parameters, ref double[] buffers, TestBatch[] parts)
    {
        var gradients = new double[parameters.Length];
        double loss = 0;
        int before = 0;
        foreach (TestBatch part in parts)
        {
            ReferenceDraws draws = ReferencePhilox.Draws(Seed, step: 1, first: before);
            ReferencePass pass = graph.Train(parameters, buffers, part.ExactInputs, part.ExactTargets, draws: draws);
            for (int i = 0; i < gradients.Length; i++)
                gradients[i] += pass.Gradients[i] * part.Size / Batch;

            // The probe gives the mean of what the calls return.
            loss += pass.Loss / parts.Length;
            buffers = pass.Buffers;
            before += part.Size;
        }

        return (loss, gradients);
    }

    /// <summary>A frozen layer has no gradient.</summary>
    private static double[] TrainedOnly(ReferenceGraph graph, ReferenceUpdate update, double[] gradients)
    {
        double[] trained = [.. gradients];
        foreach (ReferenceTensor tensor in graph.Tensors.Where(update.IsFrozen))
            trained.AsSpan(tensor.Offset, tensor.Count).Clear();
        return trained;
    }

    private static (float[] Parameters, TestBatch Batch) AwayFromKinks(ReferenceGraph graph)
    {
        for (ulong attempt = 1; attempt <= 50; attempt++)
        {
            float[] parameters = TestData.Parameters(graph, attempt);
            TestBatch batch = TestBatch.For(graph, Batch, attempt + 100);
            double[] exact = TestData.ToDouble(parameters), buffers = graph.InitialBuffers;
            ReferencePass predicted = graph.Evaluate(exact, buffers, batch.ExactInputs, batch.ExactTargets);
            ReferencePass trained = graph.Train(exact, buffers, batch.ExactInputs, batch.ExactTargets, draws: ReferencePhilox.Draws(Seed, step: 1));
            if (Math.Min(predicted.DistanceToKink, trained.DistanceToKink) > FarFromKinks)
                return (parameters, batch);
        }

        throw new InvalidOperationException("All of 50 batches come near a kink.");
    }
}
