using System.Diagnostics;
using FastOpt.Cli.Data;
using FastOpt.Training;

namespace FastOpt.Cli.Training;

/// <summary>
/// Trains a classifier: shuffles, gathers batches, steps, and evaluates after every epoch. All memory is set aside at construction; a step allocates
/// nothing. The result depends on the network, the data and the plan alone.
/// </summary>
/// <typeparam name="TNetwork">The network.</typeparam>
internal sealed class Trainer<TNetwork>
    where TNetwork : class, INetwork<TNetwork, int>
{
    private readonly TNetwork _network;
    private readonly DigitSet _training, _test;
    private readonly TrainingPlan _plan;
    private readonly int[] _order, _labels;
    private readonly float[] _inputs, _scores;
    private readonly ConfusionMatrix _confusion = new(TNetwork.OutputSize);
    private float _lastLoss;

    /// <summary>Prepares a training.</summary>
    /// <param name="network">The network, whose largest batch is at least the plan's.</param>
    /// <param name="training">The examples to learn from.</param>
    /// <param name="test">The examples to evaluate on.</param>
    /// <param name="plan">How long and in which order.</param>
    public Trainer(TNetwork network, DigitSet training, DigitSet test, TrainingPlan plan)
    {
        (_network, _training, _test, _plan) = (network, training, test, plan);
        _order = new int[training.Count];
        _labels = new int[plan.Batch];
        _inputs = new float[plan.Batch * TNetwork.InputSize];
        _scores = new float[test.Count * TNetwork.OutputSize];
    }

    /// <summary>Runs the whole plan, or until it is cancelled or the loss is no longer finite.</summary>
    public TrainingResult Run(ITrainingProgress progress, CancellationToken cancellation)
    {
        long steps = 0, examples = 0;
        TimeSpan time = TimeSpan.Zero;
        TrainingEnd end = TrainingEnd.Completed;
        for (int epoch = 1; epoch <= _plan.Epochs; epoch++)
        {
            (end, StepReport last) = RunEpoch(epoch, progress, cancellation);
            steps += (last.Examples + _plan.Batch - 1) / _plan.Batch;
            examples += last.Examples;
            time += last.Time;
            if (end != TrainingEnd.Completed)
                break;

            EvaluateTest();
            progress.EpochDone(new EpochReport(epoch, last.Examples, last.Loss, _confusion.Accuracy, last.Time));
        }

        return new TrainingResult(end, steps, examples, time, _lastLoss, _confusion);
    }

    private (TrainingEnd End, StepReport Last) RunEpoch(int epoch, ITrainingProgress progress, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        EpochOrder.Shuffle(_order, _plan.Seed, epoch);
        _network.Epoch = epoch - 1;

        double lossSum = 0;
        int done = 0;
        StepReport report = default;
        while (done < _order.Length)
        {
            if (cancellation.IsCancellationRequested)
                return (TrainingEnd.Interrupted, report);

            int count = Math.Min(_plan.Batch, _order.Length - done);
            Gather(_order.AsSpan(done, count));
            _lastLoss = _network.TrainStep(_inputs.AsSpan(0, count * TNetwork.InputSize), _labels.AsSpan(0, count));

            done += count;
            lossSum += (double)_lastLoss * count;
            report = new StepReport(epoch, done, lossSum / done, Stopwatch.GetElapsedTime(start));
            if (!float.IsFinite(_lastLoss))
                return (TrainingEnd.Diverged, report);
            progress.StepDone(report);
        }

        return (TrainingEnd.Completed, report);
    }

    private void Gather(ReadOnlySpan<int> examples)
    {
        int size = TNetwork.InputSize;
        for (int i = 0; i < examples.Length; i++)
        {
            _training.Images.AsSpan(examples[i] * size, size).CopyTo(_inputs.AsSpan(i * size));
            _labels[i] = _training.Labels[examples[i]];
        }
    }

    private void EvaluateTest()
    {
        _network.Predict(_test.Images, _scores);
        _confusion.Clear();
        _confusion.Add(_scores, _test.Labels);
    }
}
