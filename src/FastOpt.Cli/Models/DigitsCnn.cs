namespace FastOpt.Cli.Models;

/// <summary>
/// LeNet-5 (LeCun et al. 1998) as it is written today: handwritten digits of 28×28 pixels, intensities in [0, 1], into the ten classes 0 to 9 through two
/// convolutions, each with a ReLU and a
/// maximum over 2×2. The learning rate goes down with each epoch, so that the last ones settle.
/// </summary>
[Network(1, 28, 28)]
[Conv2D(6, 5, Padding = 2), Relu, MaxPool2D(2)]
[Conv2D(16, 5), Relu, MaxPool2D(2)]
[Dense(120), Relu, Dense(84), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 2e-3)]
[Exponential(0.8, Unit = ScheduleUnit.Epoch)]
public sealed partial class ConvolutionalDigitClassifier;
