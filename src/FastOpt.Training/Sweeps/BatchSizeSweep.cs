namespace FastOpt.Training;

/// <summary>
/// Fits a network anew for each of several batch sizes: how many examples a second pass, and after how many steps and how much time the validation loss is at a
/// target, and how good the network is at its best. Large batches are fast and take many examples to learn the same; the sweep shows where the balance is on
/// this machine.
/// </summary>
public static class BatchSizeSweep
{
    /// <summary>Runs it. Each run ends with the first epoch whose validation loss is at the target, or with the last one.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
    /// <param name="create">Makes the network of a run, given its batch size: with the same seed each time, and the learning rate that belongs to the batch
    /// size.</param>
    /// <param name="train">What it learns from.</param>
    /// <param name="validation">What the target is measured on.</param>
    /// <param name="batchSizes">The batch sizes, each at least 1.</param>
    /// <param name="targetLoss">The validation loss to reach; negative infinity lets each run have all its epochs.</param>
    /// <param name="epochs">Epochs at most. Default: 50.</param>
    /// <param name="seed">The seed of the order of the examples. Default: 0.</param>
    /// <param name="cancellation">Ends the sweep; its result has the runs until then. Default: none.</param>
    /// <param name="metrics">Figures over the validation examples, such as <see cref="Accuracy"/>. Default: none.</param>
    /// <exception cref="ArgumentException">There is no batch size, no validation example, or something does not fit the network.</exception>
    public static BatchSizeTable Run<TNetwork, TTarget>(
        Func<int, TNetwork> create,
        DataSet<TTarget> train,
        DataSet<TTarget> validation,
        IReadOnlyList<int> batchSizes,
        double targetLoss,
        int epochs = 50,
        ulong seed = 0,
        CancellationToken cancellation = default,
        IReadOnlyList<Metric<TTarget>>? metrics = null)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(batchSizes);
        if (batchSizes.Count == 0)
            throw new ArgumentException("The sweep needs at least one batch size.", nameof(batchSizes));
        if (validation.Count == 0)
            throw new ArgumentException("The sweep needs validation examples: the target is a validation loss.", nameof(validation));
        var rows = new List<BatchSizeRow>();
        foreach (int batchSize in batchSizes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1, nameof(batchSizes));
            TNetwork network = create(batchSize);
            Warm<TNetwork, TTarget>(network, train, batchSize);
            var options = new FitOptions
            {
                Epochs = epochs,
                BatchSize = batchSize,
                Seed = seed,
                RestoreBest = false,
                Cancellation = cancellation,
                Callbacks = [new StopAtLoss(targetLoss)],
            };
            FitResult result = network.Fit(train, validation, options, metrics);
            if (result.End == FitEnd.Cancelled)
                break;
            rows.Add(Row(batchSize, targetLoss, result));
        }

        return new BatchSizeTable(targetLoss, rows)
        {
            Metrics = [.. (metrics ?? []).Select(static metric => new MetricInfo(metric.Name, metric.HigherIsBetter))],
        };
    }

    // The first step of a network is compiled while it runs; a copy takes it, so that the time is not counted.
    private static void Warm<TNetwork, TTarget>(TNetwork network, DataSet<TTarget> train, int batchSize)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        int count = Math.Min(Math.Min(batchSize, network.MaxBatch), train.Count);
        if (train.InputSize == TNetwork.InputSize)
            network.Clone().TrainStep(train.Inputs[..(count * train.InputSize)], train.Targets[..(count * train.TargetSize)]);
    }

    private static BatchSizeRow Row(int batchSize, double targetLoss, FitResult result)
    {
        TimeSpan time = TimeSpan.Zero;
        EpochReport? reached = null;
        foreach (EpochReport epoch in result.History.Epochs)
        {
            time += epoch.Time;
            if (epoch.ValidationLoss <= targetLoss)
            {
                reached = epoch;
                break;
            }
        }

        double seconds = result.Time.TotalSeconds;
        return new BatchSizeRow(
            batchSize,
            result.History.Epochs.Count,
            result.Steps,
            seconds > 0 ? result.Examples / seconds : double.NaN,
            result.History.BestLoss,
            reached?.Step,
            reached is null ? null : time)
        {
            BestEpoch = result.History.BestEpoch,
            Metrics = result.History.BestEpoch == 0 ? [] : result.History.Epochs[result.History.BestEpoch - 1].Metrics,
        };
    }

    private sealed class StopAtLoss(double target) : Callback
    {
        public override void EpochDone(FitContext context, EpochReport report)
        {
            if (report.ValidationLoss <= target)
                context.Stop(FormattableString.Invariant($"The validation loss is {report.ValidationLoss:G4} in epoch {report.Epoch}."));
        }
    }
}
