using FastOpt.Training;

namespace FastOpt.Mpi;

/// <summary>Fits a network on several processes.</summary>
public static class MpiFitting
{
    /// <summary>
    /// Trains a network on several processes as <see cref="NetworkFitting.Fit"/> does on one, and with the same bits for every number of them. Each process
    /// calls it with the same network, data and options, which are compared before the first step; each step's batch is shared among the processes. The first
    /// process shows the progress, and writes checkpoints, logs and reports; all read the same checkpoints when they resume, on another number of processes,
    /// too. A cancellation of one process ends the run on all, behind the same step.
    /// </summary>
    /// <remarks>
    /// Callbacks run on every process, but for logs and reports. One that ends the run must decide by what is the same everywhere, such as losses and steps,
    /// not by a clock. Each process measures the whole validation set.
    /// </remarks>
    /// <typeparam name="TNetwork">A network that is declared with <c>Distributed = true</c>.</typeparam>
    /// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
    /// <param name="network">The network. Behind the run it has the <see cref="IDistributed{TTarget}.Communicator"/> that it had before.</param>
    /// <param name="processes">The processes.</param>
    /// <param name="train">What it learns from: the same examples on every process.</param>
    /// <param name="validation">What says which epoch is best. Null or empty: the training loss says it.</param>
    /// <param name="options">How the run goes. Default: <see cref="FitOptions"/> with its defaults.</param>
    /// <param name="metrics">Figures that are taken over the validation examples behind each epoch. Default: none.</param>
    /// <exception cref="ArgumentException">As for <see cref="NetworkFitting.Fit"/>.</exception>
    /// <exception cref="MpiException">The processes differ, or one did not come within the deadline, or has ended.</exception>
    /// <exception cref="IOException">On the first process: a checkpoint could not be written. The others end with an <see cref="MpiException"/>.</exception>
    public static FitResult Fit<TNetwork, TTarget>(
        this INetwork<TNetwork, TTarget> network,
        MpiCommunicator processes,
        DataSet<TTarget> train,
        DataSet<TTarget>? validation = null,
        FitOptions? options = null,
        IReadOnlyList<Metric<TTarget>>? metrics = null)
        where TNetwork : class, INetwork<TNetwork, TTarget>, IDistributed<TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(processes);
        ArgumentNullException.ThrowIfNull(train);
        options ??= new FitOptions();
        metrics ??= [];
        validation = validation is { Count: > 0 } ? validation : null;
        FitChecks.Check(network, train, validation, options, metrics);
        var compared = new ComparedRun(run => processes.Compare([.. OptionFacts.Of(train, validation, options, metrics), .. run, .. NetworkFacts.Of(network)]));
        using var cancellation = options.Cancellation.CanBeCanceled ? new AgreedCancellation(processes, options.Cancellation) : null;
        FitOptions own = SharedOptions.On(options, processes.IsFirst, compared, cancellation);
        var distributed = (TNetwork)network;
        ICommunicator? earlier = distributed.Communicator;
        distributed.Communicator = processes;
        try
        {
            return network.Fit(train, validation, own, metrics);
        }
        finally
        {
            distributed.Communicator = earlier;
        }
    }

    /// <summary>Compares a network between all processes before a loop of one's own: declaration, weights, buffers, and all else that a step reads.</summary>
    /// <typeparam name="TNetwork">A network that is declared with <c>Distributed = true</c>.</typeparam>
    /// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
    /// <param name="processes">The processes; each calls it.</param>
    /// <param name="network">This process's network.</param>
    /// <exception cref="MpiException">Something differs: on every process, the first difference with each value and its processes.</exception>
    public static void Compare<TNetwork, TTarget>(this MpiCommunicator processes, INetwork<TNetwork, TTarget> network)
        where TNetwork : class, INetwork<TNetwork, TTarget>, IDistributed<TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(processes);
        ArgumentNullException.ThrowIfNull(network);
        processes.Compare([.. NetworkFacts.Of(network)]);
    }
}
