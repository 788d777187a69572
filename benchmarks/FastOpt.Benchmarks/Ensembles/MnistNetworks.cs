namespace FastOpt.Benchmarks.Ensembles;

/// <summary>One hidden layer on MNIST's pixels.</summary>
[Network(28 * 28)]
[Dense(128), Relu]
[Dense(10)]
[SoftmaxCrossEntropy, Sgd(LearningRate = 0.2, Momentum = 0.9)]
public sealed partial class MnistDense;

/// <summary>LeNet-5 as it is written today.</summary>
[Network(1, 28, 28)]
[Conv2D(6, 5, Padding = 2), Relu, MaxPool2D(2)]
[Conv2D(16, 5), Relu, MaxPool2D(2)]
[Dense(120), Relu, Dense(84), Relu]
[Dense(10)]
[SoftmaxCrossEntropy, Sgd(LearningRate = 0.1, Momentum = 0.9)]
public sealed partial class MnistConvolutions;
