namespace FastOpt.Wasm;

/// <summary>A small dense network.</summary>
[Network(2), Dense(16), Tanh, Dense(16), Tanh, Dense(2), SoftmaxCrossEntropy, Adam(LearningRate = 1e-2)]
public sealed partial class Dense2;

/// <summary>Windows, padded and pooled.</summary>
[Network(1, 8, 8), Conv2D(4, 3, Padding = 1), Relu, MaxPool2D(2), Conv2D(8, 3), Relu, Dense(3), SoftmaxCrossEntropy, Sgd(LearningRate = 0.05, Momentum = 0.9)]
public sealed partial class Convolution;

/// <summary>Statistics over the batch and random numbers. A bias in front of the statistics would have a gradient of rounding alone, of which Adam makes whole steps.</summary>
[Network(6), Dense(20, Bias = false), BatchNorm, Silu, Dropout(0.25), Dense(2), MeanSquaredError, AdamW(LearningRate = 1e-3)]
public sealed partial class Normalized;
