namespace FastOpt.Benchmarks.Networks;

/// <summary>LeNet-5.</summary>
[Network(1, 28, 28)]
[Conv2D(6, 5, Padding = 2), Relu, MaxPool2D(2)]
[Conv2D(16, 5), Relu, MaxPool2D(2)]
[Dense(120), Relu, Dense(84), Relu, Dense(10)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-5)]
public sealed partial class NetLeNet;

/// <summary>A small network after VGG.</summary>
[Network(3, 32, 32)]
[Conv2D(32, 3, Padding = 1), Relu, Conv2D(32, 3, Padding = 1), Relu, MaxPool2D(2)]
[Conv2D(64, 3, Padding = 1), Relu, Conv2D(64, 3, Padding = 1), Relu, MaxPool2D(2)]
[Dense(128), Relu, Dense(10)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-5)]
public sealed partial class NetVgg;

/// <summary>Convolutions of one direction, as over an electrocardiogram.</summary>
[Network(1, 128)]
[Conv1D(16, 5, Padding = 2), Relu, Conv1D(32, 5, Padding = 2), Relu, MaxPool1D(2)]
[Dense(5)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-5)]
public sealed partial class NetSignal;
