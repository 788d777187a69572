namespace FastOpt.Cli.Training;

/// <summary>Watches a training.</summary>
internal interface ITrainingProgress
{
    /// <summary>After every step, on the training's own time: it must be cheap.</summary>
    void StepDone(in StepReport report);

    /// <summary>After every epoch and its evaluation.</summary>
    void EpochDone(in EpochReport report);
}

/// <summary>The state after a step.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Examples">Examples of this epoch so far.</param>
/// <param name="Loss">Their mean loss.</param>
/// <param name="Time">Time of this epoch's steps so far.</param>
internal readonly record struct StepReport(int Epoch, int Examples, double Loss, TimeSpan Time);

/// <summary>The state after an epoch.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Examples">Examples of the epoch.</param>
/// <param name="Loss">Their mean loss, each before the step it was used in.</param>
/// <param name="Accuracy">Share of the test set that is predicted right.</param>
/// <param name="Time">Time of the epoch's steps.</param>
internal readonly record struct EpochReport(int Epoch, int Examples, double Loss, double Accuracy, TimeSpan Time);
