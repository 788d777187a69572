namespace FastOpt.Benchmarks.Networks;

/// <summary>2-16-16-2, whose arithmetic takes less than a microsecond.</summary>
[Network(2)]
[Dense(16), Relu]
[Dense(16), Relu]
[Dense(2)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-5)]
public sealed partial class Net2x16x16x2;

/// <summary>4-16-3, whose arithmetic takes less than a microsecond.</summary>
[Network(4)]
[Dense(16), Relu]
[Dense(3)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-5)]
public sealed partial class Net4x16x3;
