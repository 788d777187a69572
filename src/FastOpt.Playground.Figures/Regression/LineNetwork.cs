namespace FastOpt.Playground;

/// <summary>A line: y = w·x + b.</summary>
[Network(1), Dense(1), MeanSquaredError, Sgd(LearningRate = 0.1)]
internal sealed partial class LineNetwork;
