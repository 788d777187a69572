namespace FastOpt.Benchmarks.RankPeer;

/// <summary>784-1024-1024-10 as it trains on one process.</summary>
[Network(784), Dense(1024), Relu, Dense(1024), Relu, Dense(10), SoftmaxCrossEntropy, Adam(LearningRate = 1e-5)]
public sealed partial class LargeAlone;

/// <summary>The same for several.</summary>
[Network(784, Distributed = true), Dense(1024), Relu, Dense(1024), Relu, Dense(10), SoftmaxCrossEntropy, Adam(LearningRate = 1e-5)]
public sealed partial class Large;

/// <summary>784-128-10 as it trains on one process.</summary>
[Network(784), Dense(128), Relu, Dense(10), SoftmaxCrossEntropy, Adam(LearningRate = 1e-5)]
public sealed partial class SmallAlone;

/// <summary>The same for several.</summary>
[Network(784, Distributed = true), Dense(128), Relu, Dense(10), SoftmaxCrossEntropy, Adam(LearningRate = 1e-5)]
public sealed partial class Small;

/// <summary>The small network after VGG as it trains on one process.</summary>
[Network(3, 32, 32)]
[Conv2D(32, 3, Padding = 1), Relu, Conv2D(32, 3, Padding = 1), Relu, MaxPool2D(2)]
[Conv2D(64, 3, Padding = 1), Relu, Conv2D(64, 3, Padding = 1), Relu, MaxPool2D(2)]
[Dense(128), Relu, Dense(10), SoftmaxCrossEntropy, Adam(LearningRate = 1e-5)]
public sealed partial class VggAlone;

/// <summary>The same for several.</summary>
[Network(3, 32, 32, Distributed = true)]
[Conv2D(32, 3, Padding = 1), Relu, Conv2D(32, 3, Padding = 1), Relu, MaxPool2D(2)]
[Conv2D(64, 3, Padding = 1), Relu, Conv2D(64, 3, Padding = 1), Relu, MaxPool2D(2)]
[Dense(128), Relu, Dense(10), SoftmaxCrossEntropy, Adam(LearningRate = 1e-5)]
public sealed partial class Vgg;
