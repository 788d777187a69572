namespace FastOpt.Playground;

/// <summary>A curve in the plane.</summary>
[Network(2), Dense(16), Tanh, Dense(16), Tanh, Dense(1), MeanSquaredError, Sgd(LearningRate = 0.1)]
internal sealed partial class BatchNetwork;
