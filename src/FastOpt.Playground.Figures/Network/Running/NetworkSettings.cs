namespace FastOpt.Playground;

/// <summary>All that a run of the network depends on, besides its data.</summary>
/// <param name="Network">The network's name in the address.</param>
/// <param name="Optimizer">One of <see cref="OptimizerChoice"/>.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="Momentum">What SGD keeps of its last step, where it keeps anything.</param>
/// <param name="Schedule">One of <see cref="ScheduleChoice"/>.</param>
/// <param name="Epochs">Where the run ends.</param>
/// <param name="Batch">Examples of a step.</param>
/// <param name="L1">The penalty λ·Σ|weight|.</param>
/// <param name="L2">The penalty ½λ·Σweight²; AdamW's decay.</param>
/// <param name="Patience">Epochs without a better validation loss that end the run; 0 for never.</param>
/// <param name="Seed">Of weights, order and split.</param>
internal sealed record NetworkSettings(
    string Network,
    string Optimizer,
    double Rate,
    double Momentum,
    string Schedule,
    int Epochs,
    int Batch,
    double L1,
    double L2,
    int Patience,
    ulong Seed);
