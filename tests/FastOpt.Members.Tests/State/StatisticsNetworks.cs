namespace FastOpt.Members.Tests;

/// <summary>
/// Channels with positions: statistics of channels over the batch, of one example's channels and of groups of them; an optimizer of four states.
/// </summary>
[Network(4, 3, DecayBiases = false), Dropout(0.1), BatchNorm, PRelu, InstanceNorm, GroupNorm(2), Dense(9), BatchNorm, Silu, Dense(3),
 SoftmaxCrossEntropy, ClipValue(Limit = 0.3), Adan(LearningRate = 0.01), Polynomial(Steps = 9, Unit = ScheduleUnit.Epoch)]
public sealed partial class Channels;

// Normalized, Branched and SkippingStatistics, each with one difference.

/// <summary>Another normalization.</summary>
[Network(6), Dense(12), LayerNorm, Relu, Dropout(0.25), Dense(9), LayerNorm, Tanh, Dropout(0.5), Dense(3), SoftmaxCrossEntropy,
 AdamW(LearningRate = 0.01)]
public sealed partial class OtherNormalization;

/// <summary>Another momentum of the running statistics.</summary>
[Network(6), Dense(12), BatchNorm(Momentum = 0.2), Relu, Dropout(0.25), Dense(9), LayerNorm, Tanh, Dropout(0.5), Dense(3),
 SoftmaxCrossEntropy, AdamW(LearningRate = 0.01)]
public sealed partial class OtherMomentum;

/// <summary>Another rate.</summary>
[Network(6), Dense(12), BatchNorm, Relu, Dropout(0.25), Dense(9), LayerNorm, Tanh, Dropout(0.4), Dense(3), SoftmaxCrossEntropy,
 AdamW(LearningRate = 0.01)]
public sealed partial class OtherRate;

/// <summary>No dropout.</summary>
[Network(6), Dense(12), BatchNorm, Relu, Dense(9), LayerNorm, Tanh, Dropout(0.5), Dense(3), SoftmaxCrossEntropy,
 AdamW(LearningRate = 0.01)]
public sealed partial class OneDropoutLess;

/// <summary>A product instead of a sum.</summary>
[Network(5, AccumulateGradients = true), Dense(8), BatchNorm, PRelu, Mark("in"), Dense(8), GaussianNoise(0.1), BatchNorm, Multiply("in"),
 Dense(2), MeanSquaredError, ClipNorm(MaxNorm = 0.5), NAdam(LearningRate = 0.01)]
public sealed partial class OtherJoin;

/// <summary>A branch from elsewhere.</summary>
[Network(5, AccumulateGradients = true), Dense(8), BatchNorm, Mark("in"), PRelu, Dense(8), GaussianNoise(0.1), BatchNorm, Add("in"),
 Dense(2), MeanSquaredError, ClipNorm(MaxNorm = 0.5), NAdam(LearningRate = 0.01)]
public sealed partial class OtherMark;

/// <summary>The same with what is added taken from another mark.</summary>
[Network(5, AccumulateGradients = true), Dense(8), BatchNorm, Mark("before"), PRelu, Mark("in"), Dense(8), GaussianNoise(0.1),
 Multiply("before"), BatchNorm, Add("in"), Dense(2), MeanSquaredError, ClipNorm(MaxNorm = 0.5), NAdam(LearningRate = 0.01)]
public sealed partial class FromBefore;

/// <summary><see cref="FromBefore"/>, crossed.</summary>
[Network(5, AccumulateGradients = true), Dense(8), BatchNorm, Mark("before"), PRelu, Mark("in"), Dense(8), GaussianNoise(0.1),
 Multiply("in"), BatchNorm, Add("before"), Dense(2), MeanSquaredError, ClipNorm(MaxNorm = 0.5), NAdam(LearningRate = 0.01)]
public sealed partial class Crossed;

/// <summary>Steps that are not finite are taken.</summary>
[Network(5), Dense(10), BatchNorm, Relu, Dropout(0.3), Dense(3), MeanSquaredError, Adam(LearningRate = 0.01)]
public sealed partial class TakingAll;
