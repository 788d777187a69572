namespace FastOpt.TestCases.Networks;

// Every loss, and the larger of the recorded networks.

[Network(5), Dense(7), Silu, Dense(3), MeanSquaredError, Adam(LearningRate = 0.01)]
public sealed partial class MeanSquaredErrorNetwork;

[Network(5), Dense(7), Tanh, Dense(3), Huber, Adam(LearningRate = 0.01)]
public sealed partial class HuberNetwork;

[Network(5), Dense(7), Tanh, Dense(3), BinaryCrossEntropy, Adam(LearningRate = 0.01)]
public sealed partial class BinaryCrossEntropyNetwork;

[Network(5), Dense(7), Tanh, Dense(3), SoftmaxCrossEntropy, Adam(LearningRate = 0.01)]
public sealed partial class SoftmaxCrossEntropyNetwork;

[Network(4), Dense(16), Gelu, Dense(3), SoftmaxCrossEntropy, Sgd(LearningRate = 0.1, Momentum = 0.9)]
public sealed partial class SoftmaxCrossEntropySgd;

[Network(6), Dense(9), Tanh, Dense(8), Tanh, Dense(7), Tanh, Dense(2), Huber, AdamW(LearningRate = 0.01)]
public sealed partial class DeepHuber;

[Network(64), Dense(64), Softplus, Dense(64), Softplus, Dense(10), SoftmaxCrossEntropy, Adam(LearningRate = 0.001)]
public sealed partial class SmoothClassifier;
