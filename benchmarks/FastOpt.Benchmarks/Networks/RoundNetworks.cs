namespace FastOpt.Benchmarks.Networks;

/// <summary>64-64-64-10.</summary>
[Network(64)]
[Dense(64), Relu]
[Dense(64), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-5)]
public sealed partial class Net64x64x64x10;

/// <summary>784-128-10.</summary>
[Network(784)]
[Dense(128), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-5)]
public sealed partial class Net784x128x10;

/// <summary>784-256-128-10.</summary>
[Network(784)]
[Dense(256), Relu]
[Dense(128), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-5)]
public sealed partial class Net784x256x128x10;

/// <summary>784-1024-1024-10.</summary>
[Network(784)]
[Dense(1024), Relu]
[Dense(1024), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-5)]
public sealed partial class Net784x1024x1024x10;
