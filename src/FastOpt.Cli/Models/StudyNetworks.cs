namespace FastOpt.Cli.Models;

// What `fastopt study` chooses from beside the networks of `fastopt train`. The compiler decides on shapes, dropout and smoothing: each is declared.

/// <summary>Digits through a wide layer, a quarter of which is dropped.</summary>
[Network(28 * 28)]
[Dense(256), Relu, Dropout(0.25)]
[Dense(10)]
[SoftmaxCrossEntropy]
[Adam]
public sealed partial class DroppingDigitClassifier;

/// <summary>Digits through two layers with batch normalization.</summary>
[Network(28 * 28)]
[Dense(256), BatchNorm, Relu]
[Dense(128), BatchNorm, Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
[Adam]
public sealed partial class DeepDigitClassifier;

/// <summary>Digits through a wide layer, with a tenth of each label given to all classes.</summary>
[Network(28 * 28)]
[Dense(256), Relu]
[Dense(10)]
[SoftmaxCrossEntropy(LabelSmoothing = 0.1)]
[Adam]
public sealed partial class SmoothedDigitClassifier;

/// <summary>LeNet-5 with dropout before its last layers.</summary>
[Network(1, 28, 28)]
[Conv2D(6, 5, Padding = 2), Relu, MaxPool2D(2)]
[Conv2D(16, 5), Relu, MaxPool2D(2)]
[Dense(120), Relu, Dropout(0.25), Dense(84), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
[Adam]
public sealed partial class DroppingConvolutionalDigitClassifier;

/// <summary>Irises through two layers.</summary>
[Network(4)]
[Dense(16), Relu, Dense(8), Relu]
[Dense(3)]
[SoftmaxCrossEntropy]
[Adam]
public sealed partial class DeepIrisClassifier;

/// <summary>House values through two layers, a tenth of the first of which is dropped.</summary>
[Network(13)]
[Dense(128), Relu, Dropout(0.1)]
[Dense(64), Relu]
[Dense(1)]
[MeanSquaredError]
[AdamW]
public sealed partial class DroppingHousingRegressor;
