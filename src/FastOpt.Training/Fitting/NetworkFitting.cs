namespace FastOpt.Training;

/// <summary>Fits compiled networks to data sets.</summary>
public static class NetworkFitting
{
    /// <summary>
    /// Trains a network: each epoch takes the training examples in an order of its own, in batches, and is measured on the validation examples. Behind the
    /// run the network has the weights of its best epoch. A step allocates nothing.
    /// </summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
    /// <param name="network">The network; its own schedule and hyperparameters are in force.</param>
    /// <param name="train">What it learns from.</param>
    /// <param name="validation">What says which epoch is best. Null or empty: the training loss says it.</param>
    /// <param name="options">How the run goes. Default: <see cref="FitOptions"/> with its defaults.</param>
    /// <param name="metrics">Figures that are taken over the validation examples behind each epoch. Default: none.</param>
    /// <exception cref="ArgumentException">
    /// The data do not fit the network, a value is no number, an option is out of range, or the checkpoints are those of another run. Nothing is changed.
    /// </exception>
    /// <exception cref="IOException">A checkpoint could not be written; the ones before are as they were, and the network has its best weights.</exception>
    public static FitResult Fit<TNetwork, TTarget>(
        this INetwork<TNetwork, TTarget> network,
        DataSet<TTarget> train,
        DataSet<TTarget>? validation = null,
        FitOptions? options = null,
        IReadOnlyList<Metric<TTarget>>? metrics = null)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(train);
        options ??= new FitOptions();
        metrics ??= [];
        validation = validation is { Count: > 0 } ? validation : null;
        FitChecks.Check(network, train, validation, options, metrics);
        return new FitRun<TNetwork, TTarget>((TNetwork)network, train, validation, options, metrics).Run();
    }
}
