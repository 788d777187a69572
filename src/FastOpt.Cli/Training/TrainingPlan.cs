namespace FastOpt.Cli.Training;

/// <summary>How long and in which order a network is trained.</summary>
/// <param name="Epochs">Passes over the training set.</param>
/// <param name="Batch">Examples per step; the last step of an epoch takes what is left.</param>
/// <param name="Seed">The seed of the order of the examples.</param>
internal sealed record TrainingPlan(int Epochs, int Batch, ulong Seed);

/// <summary>How a training ended.</summary>
internal enum TrainingEnd
{
    /// <summary>After its last step.</summary>
    Completed,

    /// <summary>After the step during which it was cancelled.</summary>
    Interrupted,

    /// <summary>After a step whose loss was not a finite number.</summary>
    Diverged,
}

/// <summary>What a training was.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Steps">Steps taken.</param>
/// <param name="Examples">Examples in these steps.</param>
/// <param name="Time">Time of the steps and of gathering their batches, without evaluation.</param>
/// <param name="LastLoss">The mean loss of the last step's batch.</param>
/// <param name="Confusion">The predictions for the test set after the last whole epoch.</param>
internal sealed record TrainingResult(TrainingEnd End, long Steps, long Examples, TimeSpan Time, float LastLoss, ConfusionMatrix Confusion);
