namespace FastOpt.Benchmarks.Networks;

/// <summary>2-16-16-2 with plain gradient descent.</summary>
[Network(2)]
[Dense(16), Relu]
[Dense(16), Relu]
[Dense(2)]
[SoftmaxCrossEntropy]
[Sgd(LearningRate = 1e-5)]
public sealed partial class Sgd2x16x16x2;

/// <summary>64-64-64-10 with plain gradient descent.</summary>
[Network(64)]
[Dense(64), Relu]
[Dense(64), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
[Sgd(LearningRate = 1e-5)]
public sealed partial class Sgd64x64x64x10;

/// <summary>784-128-10 with plain gradient descent.</summary>
[Network(784)]
[Dense(128), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
[Sgd(LearningRate = 1e-5)]
public sealed partial class Sgd784x128x10;

/// <summary>784-256-128-10 with plain gradient descent.</summary>
[Network(784)]
[Dense(256), Relu]
[Dense(128), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
[Sgd(LearningRate = 1e-5)]
public sealed partial class Sgd784x256x128x10;

/// <summary>784-1024-1024-10 with plain gradient descent.</summary>
[Network(784)]
[Dense(1024), Relu]
[Dense(1024), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
[Sgd(LearningRate = 1e-5)]
public sealed partial class Sgd784x1024x1024x10;
