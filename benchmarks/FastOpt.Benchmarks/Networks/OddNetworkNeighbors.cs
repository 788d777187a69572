namespace FastOpt.Benchmarks.Networks;

/// <summary>16-32-8, the round shape beside an odd one.</summary>
[Network(16)]
[Dense(32), Relu]
[Dense(8)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-5)]
public sealed partial class Net16x32x8;

/// <summary>96-96-96-1, the round shape beside an odd one.</summary>
[Network(96)]
[Dense(96), Relu]
[Dense(96), Relu]
[Dense(1)]
[MeanSquaredError]
[Adam(LearningRate = 1e-5)]
public sealed partial class Net96x96x96x1;

/// <summary>512-512-512-512-16, the round shape beside an odd one.</summary>
[Network(512)]
[Dense(512), Relu]
[Dense(512), Relu]
[Dense(512), Relu]
[Dense(16)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-5)]
public sealed partial class Net512x512x512x512x16;
