namespace FastOpt.TestCases.Networks;

// Normalizations, random numbers and branches.

[Network(24), Dense(40), BatchNorm, Relu, Dropout(0.3), Dense(27), BatchNorm, Tanh, Dropout(0.5), Dense(7), SoftmaxCrossEntropy, Adam(LearningRate = 0.01)]
public sealed partial class DroppedNormalized;

[Network(13), Dense(33), LayerNorm, PRelu, GaussianNoise(0.1), Dense(21), RmsNorm, PRelu, GaussianNoise(0.2), Dense(3), MeanSquaredError]
[ClipNorm(MaxNorm = 0.5), AdamW(LearningRate = 0.003)]
public sealed partial class NoisyNormalized;

[Block, Dense(48, Bias = false), BatchNorm, Relu, Dense(48, Bias = false), BatchNorm, Add(Block.Input), Relu]
public sealed partial class ResidualBlock;

[Network(19), Dense(48), Relu, Stack<ResidualBlock>(Times = 3), Mark("gate"), Dense(48), Sigmoid, Multiply("gate"), Concat("gate"), Dense(5)]
[SoftmaxCrossEntropy, Sgd(LearningRate = 0.02, Momentum = 0.9)]
public sealed partial class ResidualStack;

// Channels with positions; a dropout and a normalization whose input nobody made.
[Network(6, 5), Dropout(0.1), BatchNorm, PRelu, InstanceNorm, Tanh, GroupNorm(3), Dense(33), BatchNorm, Silu, Dense(4), SoftmaxCrossEntropy]
[RmsProp(LearningRate = 0.001)]
public sealed partial class SignalChannels;

// Layers large enough to be shared by columns, between what is shared by rows and what is summed over the batch.
[Network(96), Dense(384, Bias = false), BatchNorm, Gelu, Dropout(0.2), Dense(192), LayerNorm, Tanh, Dense(3), MeanSquaredError, Adam(LearningRate = 1e-3)]
public sealed partial class LargeNormalized;
