namespace FastOpt.Benchmarks.Networks;

/// <summary>17-33-5, whose widths are no multiples of a vector.</summary>
[Network(17)]
[Dense(33), Relu]
[Dense(5)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-5)]
public sealed partial class Net17x33x5;

/// <summary>100-100-100-1, whose widths are no multiples of a vector.</summary>
[Network(100)]
[Dense(100), Relu]
[Dense(100), Relu]
[Dense(1)]
[MeanSquaredError]
[Adam(LearningRate = 1e-5)]
public sealed partial class Net100x100x100x1;

/// <summary>512-512-512-512-10, whose widths are no multiples of a vector.</summary>
[Network(512)]
[Dense(512), Relu]
[Dense(512), Relu]
[Dense(512), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-5)]
public sealed partial class Net512x512x512x512x10;
