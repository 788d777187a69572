namespace FastOpt.Members.Tests;

/// <summary>
/// Convolutions, one of them frozen, running statistics of channels, a maximum, random numbers, gradients that are accumulated and clipped.
/// </summary>
[Network(2, 5, 6, AccumulateGradients = true), Conv2D(5, 3, Padding = 1, Bias = false), BatchNorm, Relu, MaxPool2D(2), Conv2D(4, 2, Frozen = true), Dropout(0.2),
 Tanh, Conv2D(3, 1), GlobalAveragePool, SoftmaxCrossEntropy, ClipNorm(MaxNorm = 0.5), Adam(LearningRate = 0.01)]
public sealed partial class Images;

/// <summary>A signal through channels in groups.</summary>
[Network(4, 9), Conv1D(6, 3, Groups = 2, Stride = 2), Tanh, AveragePool1D(2), Conv1D(2, 2), Flatten, MeanSquaredError, Sgd(LearningRate = 0.1, Momentum = 0.9)]
public sealed partial class GroupedSignal;

/// <summary>A head behind convolutions that do not train.</summary>
[Network(2, 8, 7), Conv2D(7, 3, Frozen = true), Relu, MaxPool2D(2), Conv2D(9, 2, Frozen = true), Tanh, Dense(18), Tanh, Dense(2), MeanSquaredError,
 Sgd(LearningRate = 0.1)]
public sealed partial class FrozenFeatures;

// Pairs of networks with the same tensors and shapes, of which one computes something else.

/// <summary>No zeros above the image, and one row of them below.</summary>
[Network(2, 8, 7), Conv2D(3, 3, Same = true, Stride = 2), Tanh, GlobalAveragePool, MeanSquaredError, Sgd(LearningRate = 0.1)]
public sealed partial class SameBorders;

/// <summary>One row of zeros on both sides.</summary>
[Network(2, 8, 7), Conv2D(3, 3, Padding = 1, Stride = 2), Tanh, GlobalAveragePool, MeanSquaredError, Sgd(LearningRate = 0.1)]
public sealed partial class PaddedBorders;

/// <summary>Zeros behind the image.</summary>
[Network(2, 8, 7), Conv2D(3, 2, Same = true), Tanh, GlobalAveragePool, MeanSquaredError, Sgd(LearningRate = 0.1)]
public sealed partial class SameBehind;

/// <summary>No zeros.</summary>
[Network(2, 8, 7), Conv2D(3, 2), Tanh, GlobalAveragePool, MeanSquaredError, Sgd(LearningRate = 0.1)]
public sealed partial class NoBorders;

/// <summary>Windows of two rows, side by side.</summary>
[Network(2, 8, 7), Conv2D(3, 1), MaxPool2D(2, 3), GlobalAveragePool, MeanSquaredError, Sgd(LearningRate = 0.1)]
public sealed partial class SideBySide;

/// <summary>A row between them.</summary>
[Network(2, 8, 7), Conv2D(3, 1), MaxPool2D(2, 3, Stride = 3), GlobalAveragePool, MeanSquaredError, Sgd(LearningRate = 0.1)]
public sealed partial class RowsBetween;

/// <summary>The means of the windows of <see cref="SideBySide"/>.</summary>
[Network(2, 8, 7), Conv2D(3, 1), AveragePool2D(2, 3), GlobalAveragePool, MeanSquaredError, Sgd(LearningRate = 0.1)]
public sealed partial class MeansBesideOneAnother;
