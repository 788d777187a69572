namespace FastOpt.Members.Tests;

/// <summary>A sum over a million inputs.</summary>
[Network(1_000_000), Dense(1), GivenGradient, Sgd]
public sealed partial class ManyInputs;

/// <summary>The last sum that floats add one after the other.</summary>
[Network(65_536), Dense(1), GivenGradient, Sgd]
public sealed partial class LastShortInputs;

/// <summary>The first sum that goes in chunks.</summary>
[Network(65_537), Dense(1), GivenGradient, Sgd]
public sealed partial class FirstLongInputs;

/// <summary>A long sum whose activation keeps what entered it, with more outputs than a tile has rows.</summary>
[Network(70_000), Dense(5), Gelu, GivenGradient, Sgd]
public sealed partial class ActivatedInputs;

/// <summary>A sum over many outputs on the way back.</summary>
[Network(2), Dense(3), Tanh, Dense(100_000), GivenGradient, Sgd]
public sealed partial class ManyOutputs;

/// <summary>Sums over the batch: a weight and a bias.</summary>
[Network(1), Dense(1), GivenGradient, Sgd(LearningRate = 1)]
public sealed partial class ManyExamples;

/// <summary>More weights than a tile has, which are stored before they are updated.</summary>
[Network(7, AccumulateGradients = true), Dense(18), GivenGradient, ClipNorm(1e9), Sgd(LearningRate = 1)]
public sealed partial class ManyStoredExamples;

/// <summary>A weight and a bias whose gradients many batches add to.</summary>
[Network(1, AccumulateGradients = true), Dense(1), GivenGradient, Sgd(LearningRate = 1)]
public sealed partial class ManyAddedExamples;

/// <summary>A table whose gradients many batches add to.</summary>
[Network(2, AccumulateGradients = true), Embedding(3, 2), GivenGradient, Sgd(LearningRate = 1)]
public sealed partial class ManyAddedReaders;

/// <summary>A trained value of an activation.</summary>
[Network(1), Dense(1), PRelu, GivenGradient, Sgd]
public sealed partial class ManySlopes;

/// <summary>Statistics of the batch, and what is trained behind them.</summary>
[Network(1), Dense(1), BatchNorm, GivenGradient, Sgd]
public sealed partial class ManyNormalized;

/// <summary>A table of three vectors.</summary>
[Network(2), Embedding(3, 2), GivenGradient, Sgd(LearningRate = 1)]
public sealed partial class ManyReaders;

/// <summary>Small images, with groups.</summary>
[Network(2, 3, 3), Conv2D(4, 2, Groups = 2), GivenGradient, Sgd]
public sealed partial class ManyImages;

/// <summary>A long signal.</summary>
[Network(1, 300_000), Conv1D(2, 3), GivenGradient, Sgd]
public sealed partial class OneLongSignal;

/// <summary>One large image, whose channels stand last.</summary>
[Network(1, 512, 400), Conv2D(1, 1), GivenGradient, Sgd]
public sealed partial class OneLargeImage;

/// <summary>Images behind a maximum.</summary>
[Network(1, 4, 4), Conv2D(2, 3, Padding = 1), MaxPool2D(2), GivenGradient, Sgd]
public sealed partial class ManyMaxima;

/// <summary>Channels of large images: statistics of the batch and of the example, slopes.</summary>
[Network(1, 300, 300), BatchNorm, PRelu, Dense(1), GivenGradient, Sgd]
public sealed partial class LargeChannels;

/// <summary>The same with as many channels as fill vectors.</summary>
[Network(1, 80, 80), Conv2D(16, 1), BatchNorm, PRelu, GivenGradient, Sgd]
public sealed partial class ManyChannels;

/// <summary>The mean of a large image.</summary>
[Network(1, 600, 500), GlobalAveragePool, Dense(1), GivenGradient, Sgd]
public sealed partial class LargePool;

/// <summary>The means of large channels.</summary>
[Network(15, 260, 260), AveragePool2D(260), Dense(15), GivenGradient, Sgd]
public sealed partial class LargePools;

/// <summary>Filters that see more than one float sums up.</summary>
[Network(70_000, 1, 2), Conv2D(3, 1), GivenGradient, Sgd]
public sealed partial class LargeFilters;

/// <summary>A normalization of a long example.</summary>
[Network(200_000), LayerNorm, Dense(1), GivenGradient, Sgd]
public sealed partial class LongExample;

/// <summary>One without a mean.</summary>
[Network(200_000), RmsNorm, Dense(1), GivenGradient, Sgd]
public sealed partial class LongRoot;

/// <summary>Very many classes.</summary>
[Network(1), Dense(200_000), SoftmaxCrossEntropy, Sgd]
public sealed partial class ManyClasses;

/// <summary>Very many classes, all of which are wanted a little.</summary>
[Network(1), Dense(200_000), SoftmaxCrossEntropy(LabelSmoothing = 0.5), Sgd]
public sealed partial class ManySmoothClasses;

/// <summary>A loss over many outputs.</summary>
[Network(1), Dense(200_000), MeanSquaredError, Sgd]
public sealed partial class ManyTargets;

/// <summary>A loss over many examples.</summary>
[Network(1), Dense(1), MeanSquaredError, Sgd]
public sealed partial class ManyLosses;

/// <summary>An image of one channel whose elements go into more results than one float sums up.</summary>
[Network(1, 1, 2), Conv2D(66_000, 1), GivenGradient, Sgd]
public sealed partial class ManyFilters;

/// <summary>The same behind a maximum.</summary>
[Network(1, 2, 2), Conv2D(66_000, 1), MaxPool2D(2), GivenGradient, Sgd]
public sealed partial class ManyFiltersBehindAMaximum;
