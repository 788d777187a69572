namespace FastOpt.Members.Tests;

// Classifier, each with one difference, the optimizer's hyperparameters apart, which are part of a state.

/// <summary>Another input.</summary>
[Network(7), Dense(20), Silu, Dense(9), Tanh, Dense(3), SoftmaxCrossEntropy, Adam]
public sealed partial class OtherInputs;

/// <summary>Another width.</summary>
[Network(6), Dense(21), Silu, Dense(9), Tanh, Dense(3), SoftmaxCrossEntropy, Adam]
public sealed partial class OtherWidth;

/// <summary>Another activation.</summary>
[Network(6), Dense(20), Gelu, Dense(9), Tanh, Dense(3), SoftmaxCrossEntropy, Adam]
public sealed partial class OtherActivation;

/// <summary>Another loss.</summary>
[Network(6), Dense(20), Silu, Dense(9), Tanh, Dense(3), Huber, Adam]
public sealed partial class OtherLoss;

/// <summary>Another optimizer.</summary>
[Network(6), Dense(20), Silu, Dense(9), Tanh, Dense(3), SoftmaxCrossEntropy, AdamW]
public sealed partial class OtherOptimizer;

/// <summary>One more optimizer.</summary>
[Network(6), Dense(20), Silu, Dense(9), Tanh, Dense(3), SoftmaxCrossEntropy, Adam, Then<Lion>(At = 5)]
public sealed partial class OtherSequence;

/// <summary>A gradient rule.</summary>
[Network(6), Dense(20), Silu, Dense(9), Tanh, Dense(3), SoftmaxCrossEntropy, ClipValue(Limit = 0.5), Adam]
public sealed partial class OtherRules;

/// <summary>Gradients that are accumulated.</summary>
[Network(6, AccumulateGradients = true), Dense(20), Silu, Dense(9), Tanh, Dense(3), SoftmaxCrossEntropy, Adam]
public sealed partial class OtherAccumulation;

/// <summary>A frozen layer.</summary>
[Network(6), Dense(20), Silu, Dense(9, Frozen = true), Tanh, Dense(3), SoftmaxCrossEntropy, Adam]
public sealed partial class OtherFrozen;

/// <summary>A layer without bias.</summary>
[Network(6), Dense(20), Silu, Dense(9), Tanh, Dense(3, Bias = false), SoftmaxCrossEntropy, Adam]
public sealed partial class OtherBias;

/// <summary>A layer with a rate of its own.</summary>
[Network(6), Dense(20), Silu, Dense(9, LearningRateScale = 0.1), Tanh, Dense(3), SoftmaxCrossEntropy, Adam]
public sealed partial class OtherRates;

/// <summary>One more layer.</summary>
[Network(6), Dense(20), Silu, Dense(9), Tanh, Dense(3), Dense(3), SoftmaxCrossEntropy, Adam]
public sealed partial class MoreLayers;
