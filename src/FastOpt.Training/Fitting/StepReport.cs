namespace FastOpt.Training;

/// <summary>A run right behind a step.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Step">The run's steps so far, over all epochs.</param>
/// <param name="Examples">Examples of this epoch so far.</param>
/// <param name="BatchLoss">The mean loss of the step's batch, before its update.</param>
/// <param name="MeanLoss">The mean loss of this epoch's examples so far, each before the step it was used in.</param>
/// <param name="LearningRate">The learning rate of the step; NaN where the optimizer has none.</param>
/// <param name="Time">Time of this epoch's steps so far.</param>
public readonly record struct StepReport(int Epoch, long Step, int Examples, float BatchLoss, double MeanLoss, double LearningRate, TimeSpan Time);
