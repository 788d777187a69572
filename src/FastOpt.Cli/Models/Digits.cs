namespace FastOpt.Cli.Models;

/// <summary>Handwritten digits of 28×28 pixels, intensities in [0, 1], into the ten classes 0 to 9.</summary>
[Network(28 * 28)]
[Dense(128), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-3)]
public sealed partial class DigitClassifier;
