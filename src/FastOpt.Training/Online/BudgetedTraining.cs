namespace FastOpt.Training;

/// <summary>Trains compiled networks for a time.</summary>
public static class BudgetedTraining
{
    /// <summary>
    /// Fits a network for a time, epoch behind epoch, and never longer than that by more than one step (with validation examples, by one validation): a
    /// <c>Fit</c> with a <see cref="TimeBudget"/>. At least one step is taken. It ends sooner where the options end it: by cancellation, a callback, or a loss
    /// that is not finite.
    /// </summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="budget">The time, above zero.</param>
    /// <param name="train">What it learns from.</param>
    /// <param name="validation">What says which epoch is best. Default: the training loss says it.</param>
    /// <param name="options">How the run goes; its <see cref="FitOptions.Epochs"/> are not read. Default: the defaults.</param>
    /// <param name="metrics">Figures that are taken over the validation examples behind each epoch. Default: none.</param>
    /// <param name="time">The clock. Default: the system's.</param>
    /// <exception cref="ArgumentException">As of <c>Fit</c>, or the budget is not above zero. Nothing is changed.</exception>
    /// <exception cref="IOException">As of <c>Fit</c>.</exception>
    public static FitResult TrainFor<TNetwork, TTarget>(
        this INetwork<TNetwork, TTarget> network,
        TimeSpan budget,
        DataSet<TTarget> train,
        DataSet<TTarget>? validation = null,
        FitOptions? options = null,
        IReadOnlyList<Metric<TTarget>>? metrics = null,
        TimeProvider? time = null)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        options ??= new FitOptions();
        IReadOnlyList<Callback> callbacks = [.. options.Callbacks ?? [], new TimeBudget(budget, time)];
        return network.Fit(train, validation, options with { Epochs = int.MaxValue, Callbacks = callbacks }, metrics);
    }
}
