using System.Diagnostics;
using FastOpt.Training;

namespace FastOpt.Playground;

/// <summary>
/// Trains a network with one batch size until a loss is reached: the steps that <see cref="BatchSizeSweep"/> takes, without what <c>Fit</c> brings along for
/// checkpoints, which a page would load and never use.
/// </summary>
internal static class BatchRun
{
    /// <summary>One row of the sweep's table.</summary>
    public static BatchSizeRow Measure(
        BatchNetwork network, DataSet<float> train, DataSet<float> validation, int batch, double target, int epochs, ulong seed)
    {
        network.Clone().TrainStep(train.Inputs[..(batch * train.InputSize)], train.Targets[..batch]);
        int[] order = new int[train.Count];
        TimeSpan time = TimeSpan.Zero;
        double best = double.NaN;
        int epoch = 1;
        for (; ; epoch++)
        {
            network.Epoch = epoch - 1;
            EpochOrder.Shuffle(order, seed, epoch);
            long start = Stopwatch.GetTimestamp();
            float loss = network.TrainEpoch(train.Inputs, train.Targets, order, batch);
            time += Stopwatch.GetElapsedTime(start);
            double now = float.IsFinite(loss) ? network.Evaluate(validation.Inputs, validation.Targets) : double.NaN;
            best = now < best || double.IsNaN(best) ? now : best;
            if (!(now > target) || epoch == epochs)
                return Row(now <= target);
        }

        BatchSizeRow Row(bool isReached)
        {
            double examples = (double)epoch * train.Count;
            return new(batch, epoch, network.Step, examples / time.TotalSeconds, best, isReached ? network.Step : null, isReached ? time : null);
        }
    }
}
