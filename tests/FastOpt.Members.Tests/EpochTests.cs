namespace FastOpt.Members.Tests;

/// <summary>An epoch is the same calls of TrainStep, to the bit.</summary>
[Collection(nameof(Alone))]
public sealed class EpochTests
{
    private const int Examples = 23;
    private const int Batch = 8;

    private static readonly float[] Inputs = Batches.Floats(Examples * Classifier.InputSize, 1);
    private static readonly int[] Labels = Batches.Labels(Examples, Classifier.OutputSize, 2);
    private static readonly float[] Numbers = Batches.Floats(Examples * Regression.InputSize, 3);
    private static readonly float[] Targets = Batches.Floats(Examples * Regression.OutputSize, 4);

    private static readonly int[] Shuffled = [.. Batches.Labels(Examples, 1000, 5).Select((key, i) => (key, i)).Order().Select(static pair => pair.i)];

    [Theory]
    [InlineData(0, 1)]
    [InlineData(8, 1)]
    [InlineData(5, 1)]
    [InlineData(1, 1)]
    [InlineData(0, 3)]
    [InlineData(20, 1)]
    [InlineData(20, 2)]
    [InlineData(20, 3)]
    public void AnEpochOfLabelsIsItsSteps(int batch, int threads)
    {
        int maxBatch = Math.Max(Batch, batch);
        var epoch = new Classifier(maxBatch, seed: 6, threads);
        var steps = new Classifier(maxBatch, seed: 6);
        foreach (int[] order in new[] { Shuffled, [], [4, 4, 0, 22], Shuffled })
        {
            int[] taken = order.Length == 0 ? [.. Enumerable.Range(0, Examples)] : order;
            double loss = 0;
            foreach (int[] rows in taken.Chunk(batch == 0 ? Batch : batch))
                loss += rows.Length * (double)steps.TrainStep(Rows(Inputs, rows, Classifier.InputSize), [.. rows.Select(static row => Labels[row])]);
            Assert.Equal(loss / taken.Length, epoch.TrainEpoch(Inputs, Labels, order, batch), 1e-6);
            Assert.Equal(steps.ParametersOf(), epoch.ParametersOf());
        }

        Assert.Equal((steps.Step, 4L, 0L), (epoch.Step, epoch.Epoch, steps.Epoch));
    }

    [Fact]
    public void AnEpochOfTargetsIsItsSteps()
    {
        var epoch = new Regression(Batch, seed: 6);
        var steps = new Regression(Batch, seed: 6);
        double loss = 0;
        foreach (int[] rows in Shuffled.Chunk(Batch))
            loss += rows.Length * (double)steps.TrainStep(Rows(Numbers, rows, Regression.InputSize), Rows(Targets, rows, Regression.OutputSize));
        Assert.Equal(loss / Examples, epoch.TrainEpoch(Numbers, Targets, Shuffled), 1e-6);
        Assert.Equal(steps.ParametersOf(), epoch.ParametersOf());
    }

    [Fact]
    public void EpochsAllocateNothingAfterTheFirst()
    {
        var model = new Classifier(Batch);
        model.TrainEpoch(Inputs, Labels, Shuffled);
        // A collection for another thread's sake counts what was left of this thread's room; an epoch that allocates is never free of it.
        long least = long.MaxValue;
        for (int i = 0; i < 200 && least > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            model.TrainEpoch(Inputs, Labels, Shuffled, 7);
            model.TrainEpoch(Inputs, Labels);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void BadEpochsChangeNothing()
    {
        var model = new Classifier(Batch, seed: 6);
        float[] before = model.ParametersOf();
        void Refused<T>(string argument, string message, Action call)
            where T : ArgumentException => Assert.StartsWith("Classifier: " + message, Assert.Throws<T>(argument, call).Message, StringComparison.Ordinal);

        Refused<ArgumentOutOfRangeException>("order", "order[1] is 23, but there are examples 0 to 22.", () => model.TrainEpoch(Inputs, Labels, [3, 23]));
        Refused<ArgumentOutOfRangeException>("order", "order[0] is -1", () => model.TrainEpoch(Inputs, Labels, [-1]));
        Refused<ArgumentOutOfRangeException>("batch", "batch is 9, but a step takes 1 to 8 examples", () => model.TrainEpoch(Inputs, Labels, [], 9));
        Refused<ArgumentOutOfRangeException>("batch", "batch is -1", () => model.TrainEpoch(Inputs, Labels, [], -1));
        Refused<ArgumentException>("inputs", "inputs is empty", () => model.TrainEpoch([], [], []));
        Refused<ArgumentException>("labels", "labels has 22 elements", () => model.TrainEpoch(Inputs, Labels.AsSpan(1), []));
        Refused<ArgumentOutOfRangeException>("labels", "labels[22] is 3", () => model.TrainEpoch(Inputs, [.. Labels[..22], 3], Shuffled));
        Assert.Equal(before, model.ParametersOf());
        Assert.Equal((0L, 0L), (model.Step, model.Epoch));
    }

    private static float[] Rows(float[] values, int[] rows, int width) => [.. rows.SelectMany(row => values.Skip(row * width).Take(width))];
}
