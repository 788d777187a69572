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

    /// <summary>
    /// What changes training examples at random each time that they are used: a function of the seed, the epoch and the example alone. Default: nothing.
    /// </summary>
    public IAugmentation? Augmentation { get; init; }

    /// <summary>
    /// What the data have gone through: it does nothing here, but is stored in checkpoints, and a run that resumes must have the same. Default: none.
    /// </summary>
    public Normalizer? Normalizer { get; init; }

    /// <summary>What watches the run, in this order. Default: nothing.</summary>
    public IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>What shows the run to a person, behind the callbacks. Default: nothing.</summary>
    public IFitProgress? Progress { get; init; }

    /// <summary>
    /// Epochs in a row without a lower validation loss, behind which the run ends: short for an <see cref="EarlyStopping"/> among the callbacks. Default: the
    /// run goes on to the last epoch.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>
    /// Whether the network has the weights and buffers of its best epoch behind the run, however it ended: short for a <see
    /// cref="FastOpt.Training.RestoreBest"/> behind the callbacks. What is best is the figure of the first <see cref="EarlyStopping"/>, and the validation
    /// loss without one. Default: true.
    /// </summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>
    /// Whether a loss that is not a finite number ends the run (<see cref="FitEnd.Diverged"/>) with a reason that names step, layer and cause; the epoch is
    /// replayed for it. The network is then as it was before that step, or has its best weights. Default: true.
    /// </summary>
    public bool StopOnNaN { get; init; } = true;

    /// <summary>
    /// The folder of the run's checkpoints: short for a <see cref="ModelCheckpoint"/> behind the callbacks. It is made where it is missing. Default: none.
    /// </summary>
    public string? CheckpointDirectory { get; init; }

    /// <summary>Steps between two checkpoints, besides those behind each epoch. Default: 0, behind each epoch alone.</summary>
    public int CheckpointEvery { get; init; }

    /// <summary>
    /// Whether the run goes on from the newest good checkpoint of <see cref="CheckpointDirectory"/>, bit for bit as if it had not been cut. Without a
    /// checkpoint it starts anew, and <see cref="FitResult.Notes"/> says so. Default: false.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>Ends the run behind the step that is running; the result is what was best until then. Default: none.</summary>
    public CancellationToken Cancellation { get; init; }
}
