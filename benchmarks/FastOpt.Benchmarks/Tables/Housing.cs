namespace FastOpt.Benchmarks.Tables;

/// <summary>README's regression of house values.</summary>
[Network(13), Dense(64), Relu, Dense(64), Relu, Dense(1), MeanSquaredError]
[AdamW(LearningRate = 2e-3), Exponential(0.97, Unit = ScheduleUnit.Epoch)]
public sealed partial class Housing;
