namespace FastOpt.Training;

/// <summary>How a run goes.</summary>
public sealed record FitOptions
{
    /// <summary>Passes over the training examples, at least 1. Default: 10.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Examples of a step, at most the network's MaxBatch; the last step of an epoch takes what is left. Default: 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The seed of the order of the examples, which depends on it and on the epoch alone. Default: 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>What watches the run, in this order. Default: nothing.</summary>
    public IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>Ends the run behind the step that is running; the result is what was best until then. Default: none.</summary>
    public CancellationToken Cancellation { get; init; }
}
