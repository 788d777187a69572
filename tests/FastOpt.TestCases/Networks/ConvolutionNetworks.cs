namespace FastOpt.TestCases.Networks;

// Convolutions and pools.

// What people train first: gradients go through both maxima.
[Network(1, 12, 12), Conv2D(6, 5, Padding = 2), Relu, MaxPool2D(2), Conv2D(16, 3), Relu, MaxPool2D(2), Dense(10)]
[SoftmaxCrossEntropy, Adam(LearningRate = 0.01)]
public sealed partial class SmallLeNet;

[Block, Conv2D(16, 3, Padding = 1, Groups = 16, Bias = false), BatchNorm, Relu, Conv2D(16, 1, Bias = false), BatchNorm, Add(Block.Input), Relu]
public sealed partial class SeparableBlock;

[Network(3, 7, 6), Conv2D(16, 3, Padding = 1, Bias = false), BatchNorm, Relu, Stack<SeparableBlock>(Times = 2), GlobalAveragePool, Dense(5)]
[SoftmaxCrossEntropy, Sgd(LearningRate = 0.02, Momentum = 0.9)]
public sealed partial class ResidualImage;

// A signal, with more filters than a vector has lanes, none of them a multiple of it.
[Network(2, 37), Conv1D(33, 7, Stride = 2, Padding = 3), Tanh, MaxPool1D(3, Stride = 2, Padding = 1), Conv1D(21, 3, Dilation = 2, Groups = 3), Silu]
[AveragePool1D(2), Dropout(0.2), Dense(3), MeanSquaredError, RmsProp(LearningRate = 0.001)]
public sealed partial class SignalWindows;

// Maxima over two and three elements, and over four behind groups: only the derivative goes in front of what they spread.
[Network(3, 48), Conv1D(12, 5, Padding = 2), Tanh, MaxPool1D(2), Conv1D(16, 3, Padding = 1, Groups = 2), Tanh, MaxPool1D(3)]
[Conv1D(8, 3, Padding = 1, Groups = 2), Relu, MaxPool1D(4), Dense(4), SoftmaxCrossEntropy, Adam(LearningRate = 0.003)]
public sealed partial class PooledSignal;

// Rectangles, odd paddings, an overlapping maximum, branches of channels, gradients that are stored and clipped.
[Network(5, 8, 7, AccumulateGradients = true), Conv2D(20, 2, 3, Same = true, Stride = 2), GroupNorm(4), PRelu, MaxPool2D(3, Stride = 1, Padding = 1), Mark("a")]
[Conv2D(7, 1), Tanh, Concat("a"), Conv2D(17, 2, Dilation = 2), GlobalMaxPool, Dense(4), MeanSquaredError, ClipNorm(MaxNorm = 0.5), AdamW(LearningRate = 0.003)]
public sealed partial class OddWindows;

// What one filter sees fills more vectors than a tile of registers: behind a maximum, and where few channels are seen by large windows.
[Network(2, 12, 12), Conv2D(4, 3, Padding = 1), Tanh, Conv2D(6, 7, Padding = 3), Relu, MaxPool2D(2), Conv2D(16, 5, Padding = 2), Relu, MaxPool2D(2)]
[Conv2D(24, 3, Padding = 1), Relu, MaxPool2D(2), Dense(4), SoftmaxCrossEntropy, Adam(LearningRate = 0.003)]
public sealed partial class ManyTiles;
