namespace FastOpt.Cli.Models;

/// <summary>
/// California's districts in the census of 1990 (Pace and Barry 1997): eight figures and one of five places, standardized, into the median value of a house,
/// standardized too.
/// </summary>
[Network(13)]
[Dense(128), Relu]
[Dense(64), Relu]
[Dense(1)]
[MeanSquaredError]
[AdamW(LearningRate = 2e-3)]
[Exponential(0.95, Unit = ScheduleUnit.Epoch)]
public sealed partial class HousingRegressor;
