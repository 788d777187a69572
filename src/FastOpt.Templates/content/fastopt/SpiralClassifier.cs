using FastOpt;

namespace FastOptProject;

/// <summary>
/// Tells which of three spirals a point of the plane belongs to. The attributes are the layers, in order; the compiler writes the rest:
/// TrainStep, Predict, Evaluate, and the code behind them. F12 on a member shows it.
/// </summary>
[Network(2)]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(SpiralData.Spirals)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 5e-3)]
public sealed partial class SpiralClassifier;
