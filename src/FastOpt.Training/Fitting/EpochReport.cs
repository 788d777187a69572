namespace FastOpt.Training;

/// <summary>A finished epoch and its validation.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Step">The run's steps so far, over all epochs.</param>
/// <param name="TrainLoss">The mean loss of the epoch's examples, each before the step it was used in.</param>
/// <param name="ValidationLoss">The mean loss over the validation examples behind the epoch; NaN without any.</param>
/// <param name="LearningRate">The learning rate of the epoch's last step; NaN where the optimizer has none.</param>
/// <param name="Metrics">The metrics over the validation examples, in the order of the options; empty without any.</param>
/// <param name="Examples">Examples of the epoch.</param>
/// <param name="Time">Time of the epoch's steps, without validation and callbacks. It differs from run to run; nothing that is resumed depends on it.</param>
public sealed record EpochReport(
    int Epoch, long Step, double TrainLoss, double ValidationLoss, double LearningRate, IReadOnlyList<MetricValue> Metrics, int Examples, TimeSpan Time);

/// <summary>One metric's figure.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Value">Its value; NaN where it is not defined.</param>
public readonly record struct MetricValue(string Name, double Value);
