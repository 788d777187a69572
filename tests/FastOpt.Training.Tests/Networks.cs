namespace FastOpt.Training.Tests;

// The networks that the tests of fitting share: small ones, for each costs its compilation.

/// <summary>Classes of points, with all that a state can hold: running statistics, random draws, moments, a schedule.</summary>
[Network(4)]
[Dense(8), BatchNorm, Relu, Dropout(0.25)]
[Dense(3)]
[SoftmaxCrossEntropy]
[AdamW(LearningRate = 0.01), CosineAnnealing(Steps = 400)]
public sealed partial class Classes;

/// <summary>Numbers whose gradients wait for further batches.</summary>
[Network(3, AccumulateGradients = true)]
[Dense(4, Frozen = true), Tanh, Dense(4), Tanh]
[Dense(1)]
[MeanSquaredError, Sgd(LearningRate = 0.05, Momentum = 0.9)]
public sealed partial class Waiting;

/// <summary>Numbers, with nothing but momentum.</summary>
[Network(3)]
[Dense(6), Tanh]
[Dense(1)]
[MeanSquaredError, Sgd(LearningRate = 0.05, Momentum = 0.9)]
public sealed partial class Numbers;

/// <summary><see cref="Numbers"/> with another hidden layer; steps that are not finite are skipped.</summary>
[Network(3, NonFinite = NonFinite.SkipStep)]
[Dense(5), Tanh]
[Dense(1)]
[MeanSquaredError, Sgd(LearningRate = 0.05, Momentum = 0.9)]
public sealed partial class Narrower;
