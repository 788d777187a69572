using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// Snapshot ensembles (Huang and others 2017: "Train 1, get M for free"): the learning rate goes down to 0 as half a cosine and starts anew, several times in
/// one run, and the weights at the end of each cycle are a member of the ensemble.
/// </summary>
public static class SnapshotEnsemble
{
    /// <summary>
    /// Fits a network in cycles of equal length, each from the optimizer's own learning rate down to 0
    /// (<see cref="CosineWarmRestarts"/>, step by step), and makes an ensemble of the weights behind each cycle. A run that ends inside a cycle gives those of
    /// the finished cycles; where none is finished, the only member is the network as the run left it. A warm restart makes the loss worse for a while, so a
    /// run with patience ends too early. The network's own schedule is put back behind the run.
    /// </summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
    /// <param name="network">The network; behind the run it has what the options say, its best weights by default.</param>
    /// <param name="train">What it learns from.</param>
    /// <param name="validation">What says which epoch is best. Default: the training loss says it.</param>
    /// <param name="options">How the run goes; its epochs are those of all cycles together. Checkpoints and resuming are those of <c>Fit</c>. Default: the
    /// defaults.</param>
    /// <param name="metrics">Figures that are taken over the validation examples behind each epoch. Default: none.</param>
    /// <param name="cycles">Cycles, at least 1, of which the epochs must be a multiple. Default: 5.</param>
    /// <exception cref="ArgumentException">As of <c>Fit</c>; or the epochs are no multiple of the cycles, or the optimizer has no learning rate. Nothing is
    /// changed.</exception>
    /// <exception cref="IOException">As of <c>Fit</c>.</exception>
    public static SnapshotResult<TNetwork, TTarget> Fit<TNetwork, TTarget>(
        INetwork<TNetwork, TTarget> network,
        DataSet<TTarget> train,
        DataSet<TTarget>? validation = null,
        FitOptions? options = null,
        IReadOnlyList<Metric<TTarget>>? metrics = null,
        int cycles = 5)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(train);
        options ??= new FitOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(cycles, 1);
        string name = TNetwork.Summary.Name;
        if (options.Epochs % cycles != 0)
        {
            throw new ArgumentException(
                Invariant($"{name}: {options.Epochs} epochs are no multiple of {cycles} cycles; take {Next(options.Epochs, cycles)}."), nameof(options));
        }

        if (network is not IScheduled scheduled)
            throw new ArgumentException($"{name}: {TNetwork.Summary.Optimizer} has no learning rate, which cycles lower and raise.", nameof(network));
        var snapshots = new SnapshotCallback(options.Epochs / cycles);
        FitOptions own = options with { Callbacks = [.. options.Callbacks ?? [], snapshots] };
        long steps = (train.Count + options.BatchSize - 1L) / Math.Max(1, options.BatchSize) * (options.Epochs / cycles);
        Schedule? before = scheduled.Schedule;
        FitResult result;
        try
        {
            if (steps > 0)
                scheduled.Schedule = Cycles(steps, network.Step);
            result = network.Fit(train, validation, own, metrics);
        }
        finally
        {
            scheduled.Schedule = before;
        }

        (float[], float[])[] members = [.. snapshots.Snapshots.Select(static snapshot => (snapshot.Parameters, snapshot.Buffers))];
        return new SnapshotResult<TNetwork, TTarget>(
            new Ensemble<TNetwork, TTarget>(members.Length > 0 ? members : [Ensemble<TNetwork, TTarget>.Weights((TNetwork)network)], network.MaxBatch),
            result,
            [.. snapshots.Snapshots.Select(static snapshot => snapshot.Epoch)]);
    }

    private static long Next(int epochs, int cycles) => ((epochs / cycles) + 1L) * cycles;

    /// <summary>Cycles that begin at the step that a network is at.</summary>
    private static Schedule Cycles(long steps, long taken)
    {
        var cycles = new SchedulePart(new CosineWarmRestarts(steps));
        return taken == 0 ? new Schedule(cycles) : new Schedule(new SchedulePart(new ConstantFactor(1, 1), ScheduleUnit.Step, taken), cycles);
    }
}

/// <summary>What came out of a run in cycles.</summary>
/// <typeparam name="TNetwork">The network.</typeparam>
/// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
/// <param name="Ensemble">The ensemble of the weights behind the cycles.</param>
/// <param name="Fit">The run.</param>
/// <param name="Epochs">The epoch behind which each member was taken, from 1; empty where no cycle was finished.</param>
public sealed record SnapshotResult<TNetwork, TTarget>(Ensemble<TNetwork, TTarget> Ensemble, FitResult Fit, IReadOnlyList<int> Epochs)
    where TNetwork : class, INetwork<TNetwork, TTarget>
    where TTarget : unmanaged;
