using FastOpt.Training;

namespace FastOpt.Playground.Tests.Figures;

/// <summary>The page's small loop over batch sizes takes the steps of the library's sweep.</summary>
public sealed class BatchRunTests
{
    [Theory]
    [InlineData(1, 0.01, 0.001)]
    [InlineData(7, 0.05, 0.001)]
    [InlineData(64, 0.3, 0.05)]
    [InlineData(60, 0.3, 0.001)]
    public void A_row_is_the_sweep_s(int batch, double rate, double target)
    {
        DataSet<float> train = Draw(1, 64), validation = Draw(2, 40);
        BatchSizeRow expected = BatchSizeSweep.Run<BatchNetwork, float>(
            size => new BatchNetwork(size, 3) { Optimizer = new Sgd(rate) }, train, validation, [batch], target, epochs: 12, seed: 3,
            cancellation: TestContext.Current.CancellationToken).Rows[0];
        BatchSizeRow row = BatchRun.Measure(new BatchNetwork(batch, 3) { Optimizer = new Sgd(rate) }, train, validation, batch, target, epochs: 12, seed: 3);
        Assert.Equal((expected.BatchSize, expected.Epochs, expected.Steps, expected.StepsToTarget), (row.BatchSize, row.Epochs, row.Steps, row.StepsToTarget));
        Assert.Equal(expected.BestLoss, row.BestLoss, 1e-6);
        Assert.Equal(expected.TimeToTarget is null, row.TimeToTarget is null);
    }

    private static DataSet<float> Draw(int seed, int count)
    {
        var random = new Random(seed);
        float[] inputs = [.. Enumerable.Range(0, 2 * count).Select(_ => (2 * random.NextSingle()) - 1)];
        return new DataSet<float>(inputs, [.. Enumerable.Range(0, count).Select(i => inputs[2 * i] * inputs[(2 * i) + 1])], 2);
    }
}
