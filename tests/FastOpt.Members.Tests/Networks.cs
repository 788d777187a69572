namespace FastOpt.Members.Tests;

/// <summary>A classifier whose layers need padding, and whose hidden rows are kept twice.</summary>
[Network(6), Dense(20), Silu, Dense(9), Tanh, Dense(3), SoftmaxCrossEntropy, Adam(LearningRate = 0.01)]
public sealed partial class Classifier;

/// <summary>A regression.</summary>
[Network(5), Dense(17), Relu, Dense(4), MeanSquaredError, Sgd(LearningRate = 0.05, Momentum = 0.9)]
public sealed partial class Regression;
