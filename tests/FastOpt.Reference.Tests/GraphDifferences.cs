using FastOpt.Reference.Graphs;

namespace FastOpt.Reference.Tests;

/// <summary>A graph's gradients against differences of its loss.</summary>
internal static class GraphDifferences
{
    private const double Tolerance = 1e-7, UsualStep = 2e-5;

    /// <summary>Of a large graph, coordinates at equal distances are compared.</summary>
    private const int MostCoordinates = 120;

    /// <summary>Draws that depend on the seed and the layer alone, so that differences see the same ones.</summary>
    private static ReferenceDraws Draws(ulong seed) => (stream, draws) =>
    {
        var generator = new IntegerGenerator((seed * 100) + (ulong)((stream.Ordinal * 2) + (int)stream.Kind));
        foreach (ref double draw in draws)
            draw = stream.Kind == ReferenceDraw.Uniform ? (generator.NextFloat() + 1) / 2 : generator.NextFloat(2);
    };

    /// <summary>Holds a graph with drawn parameters and data to the differences; the first seeds whose data is near a kink are passed over.</summary>
    public static void Check(ReferenceGraph graph, int batch, string what, bool hasWeights = false, double step = UsualStep, int coordinates = MostCoordinates)
    {
        for (ulong seed = 1; seed < 200; seed++)
        {
            double[] parameters = TestData.ToDouble(TestData.Parameters(graph, seed));
            double[] buffers = Array.ConvertAll(graph.InitialBuffers, one => one + 0.3);
            var generator = new IntegerGenerator(seed + 1000);
            double[] inputs = TestData.ToDouble(generator.Floats(batch * graph.Inputs, 2));
            double[] targets = graph.Loss.UsesLabels
                ? [.. Enumerable.Range(0, batch).Select(_ => (double)generator.NextInt32(graph.Outputs))]
                : TestData.ToDouble(generator.Floats(batch * graph.Outputs, 2));
            double[]? weights = hasWeights ? [.. Enumerable.Range(0, batch).Select(_ => 0.25 + generator.NextInt32(3))] : null;
            ReferencePass training = graph.Train(parameters, buffers, inputs, targets, weights, Draws(seed));
            ReferencePass predicting = graph.Evaluate(parameters, buffers, inputs, targets, weights);
            if (Math.Min(training.DistanceToKink, predicting.DistanceToKink) < 25 * step)
                continue;
            foreach (ReferencePass pass in (ReferencePass[])[training, predicting])
            {
                double Loss() => graph.LossOf(pass == training, parameters, buffers, inputs, targets, weights, Draws(seed));
                Assert.Equal(pass.Loss, Loss());
                Assert.True(double.IsFinite(pass.Loss));
                string mode = pass == training ? "training" : "predicting";
                Compare(Loss, parameters, pass.Gradients, step, coordinates, $"{what}, {mode}, parameter");
                Compare(Loss, inputs, pass.InputGradients, step, coordinates, $"{what}, {mode}, input");
            }

            return;
        }

        Assert.Fail($"{what}: every seed is near a kink.");
    }

    /// <summary>Where two values stand close together, a norm of them bends within the first step; the second is finer and rounds more.</summary>
    private static void Compare(Func<double> loss, double[] point, double[] actual, double step, int coordinates, string what)
    {
        double scale = actual.Length == 0 ? 0 : actual.Max(Math.Abs);
        for (int i = 0; i < actual.Length; i += 1 + (actual.Length / coordinates))
        {
            double expected = CentralDifferences.Partial(_ => loss(), point, i, step);
            if (!IsClose(expected, actual[i], scale))
                expected = CentralDifferences.Partial(_ => loss(), point, i, step / 20);
            Assert.True(IsClose(expected, actual[i], scale), $"{what} {i}: differences give {expected:R}, the oracle {actual[i]:R}");
        }
    }

    private static bool IsClose(double expected, double actual, double scale) => Math.Abs(expected - actual) <= Tolerance * (1 + scale);
}
