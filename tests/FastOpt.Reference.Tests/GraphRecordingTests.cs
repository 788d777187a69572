using FastOpt.Reference.Graphs;

namespace FastOpt.Reference.Tests;

/// <summary>The graph oracle against PyTorch in double precision over 100 steps, while training and while predicting.</summary>
public class GraphRecordingTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string> Runs => [.. RecordedGraphRun.All.Select(run => run.Name)];

    [Theory]
    [MemberData(nameof(Runs))]
    public void OracleRepeatsPyTorch(string name)
    {
        RecordedGraphRun run = RecordedGraphRun.All.Single(r => r.Name == name);
        RecordedGraphResult expected = run.Double;
        ReferenceTraining training = run.CreateTraining();
        TestBatch[] batches = run.Batches();
        Assert.Equal(run.Steps, expected.Losses.Length);
        for (int step = 0; step < run.Steps; step++)
        {
            double loss = training.Step(run.PartsOf(batches[step % batches.Length]), _ => ReferencePhilox.Draws(run.DrawSeed, step + 1));
            Assert.Equal(expected.Losses[step], loss, Tolerance * Math.Abs(expected.Losses[step]));
        }

        AssertClose(expected.TrainOutputs, training.Outputs);
        AssertClose(expected.Parameters, training.Parameters);
        AssertClose(expected.Buffers, training.Buffers);
        AssertClose(expected.EvalOutputs, training.Predict(batches[0]));
    }

    /// <summary>The float32 run is the same run, with the noise of float arithmetic.</summary>
    [Theory]
    [MemberData(nameof(Runs))]
    public void SingleAgreesWithDouble(string name)
    {
        RecordedGraphRun run = RecordedGraphRun.All.Single(r => r.Name == name);
        AssertClose(run.Double.Losses, run.Single.Losses, 1e-5);
        AssertClose(run.Double.Parameters, run.Single.Parameters, 1e-5);
        AssertClose(run.Double.Buffers, run.Single.Buffers, 1e-5);
    }

    /// <summary>The recorded masks are those of the draws that FastOpt's keying gives.</summary>
    [Fact]
    public void MasksAreThoseOfTheDraws()
    {
        RecordedGraphRun run = RecordedGraphRun.All.Single(r => r.Name == "dropout");
        (int Size, double Rate)[] layers = [(16, 0.25), (12, 0.5)];
        for (int step = 0; step < run.Steps; step++)
        {
            for (int layer = 0; layer < layers.Length; layer++)
            {
                var draws = new double[run.Batch * layers[layer].Size];
                ReferencePhilox.Draws(run.DrawSeed, step + 1)(new ReferenceStream(0, layer, ReferenceDraw.Uniform, layers[layer].Size), draws);
                Assert.Equal(draws.Select(draw => draw >= layers[layer].Rate), run.Mask(layer, step, draws.Length));
            }
        }
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance = Tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Length == 0 ? 0 : Math.Sqrt(expected.Average(one => one * one));
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance * (Math.Abs(expected[i]) + scale));
    }
}
