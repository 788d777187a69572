namespace FastOpt.Cli.Models;

// The same networks for several processes. They are networks of their own, because sums by granules cost time where there is one process, and have other bits
// than sums of a whole batch.

/// <summary><see cref="DigitClassifier"/> for several processes.</summary>
[Network(28 * 28, Distributed = true)]
[Dense(128), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-3)]
public sealed partial class DistributedDigitClassifier;

/// <summary><see cref="ConvolutionalDigitClassifier"/> for several processes.</summary>
[Network(1, 28, 28, Distributed = true)]
[Conv2D(6, 5, Padding = 2), Relu, MaxPool2D(2)]
[Conv2D(16, 5), Relu, MaxPool2D(2)]
[Dense(120), Relu, Dense(84), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 2e-3)]
[Exponential(0.8, Unit = ScheduleUnit.Epoch)]
public sealed partial class DistributedConvolutionalDigitClassifier;

/// <summary><see cref="IrisClassifier"/> for several processes.</summary>
[Network(4, Distributed = true)]
[Dense(16), Tanh]
[Dense(3)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-2)]
public sealed partial class DistributedIrisClassifier;

/// <summary><see cref="HousingRegressor"/> for several processes.</summary>
[Network(13, Distributed = true)]
[Dense(128), Relu]
[Dense(64), Relu]
[Dense(1)]
[MeanSquaredError]
[AdamW(LearningRate = 2e-3)]
[Exponential(0.95, Unit = ScheduleUnit.Epoch)]
public sealed partial class DistributedHousingRegressor;
