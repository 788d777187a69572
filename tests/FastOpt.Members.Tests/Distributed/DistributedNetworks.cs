namespace FastOpt.Members.Tests.Distributed;

/// <summary>Products alone; a rule takes the norm of the gradient.</summary>
[Network(20, Distributed = true), Dense(33), Tanh, Dense(5), SoftmaxCrossEntropy, ClipNorm(0.5), Adam(LearningRate = 0.01)]
public sealed partial class Shared;

/// <summary>The same for one process alone.</summary>
[Network(20), Dense(33), Tanh, Dense(5), SoftmaxCrossEntropy, ClipNorm(0.5), Adam(LearningRate = 0.01)]
public sealed partial class Alone;

/// <summary>Statistics of the batch and of examples, random numbers, trained parameters of rules, a schedule.</summary>
[Network(20, Distributed = true), Dense(32), BatchNorm, PRelu, Dropout(0.2), Dense(16), LayerNorm, Relu, GaussianNoise(0.1), Dense(5)]
[SoftmaxCrossEntropy(LabelSmoothing = 0.1), Sgd(LearningRate = 0.05, Momentum = 0.9, WeightDecay = 1e-3), CosineAnnealing(40)]
public sealed partial class SharedStatistics;

/// <summary>The same for one process alone.</summary>
[Network(20), Dense(32), BatchNorm, PRelu, Dropout(0.2), Dense(16), LayerNorm, Relu, GaussianNoise(0.1), Dense(5)]
[SoftmaxCrossEntropy(LabelSmoothing = 0.1), Sgd(LearningRate = 0.05, Momentum = 0.9, WeightDecay = 1e-3), CosineAnnealing(40)]
public sealed partial class AloneStatistics;

/// <summary>Windows; classes and examples have weights.</summary>
[Network(1, 8, 8, Distributed = true, ExampleWeights = true)]
[Conv2D(16, 3), BatchNorm, Relu, MaxPool2D(2), Conv2D(6, 2, Groups = 2), GroupNorm(2), Silu, Dense(5)]
[SoftmaxCrossEntropy(ClassWeights = new[] { 1.0, 2, 0.5, 1, 3 }), Sgd(LearningRate = 0.05, Momentum = 0.9)]
public sealed partial class SharedWindows;

/// <summary>The same for one process alone.</summary>
[Network(1, 8, 8, ExampleWeights = true), Conv2D(16, 3), BatchNorm, Relu, MaxPool2D(2), Conv2D(6, 2, Groups = 2), GroupNorm(2), Silu, Dense(5)]
[SoftmaxCrossEntropy(ClassWeights = new[] { 1.0, 2, 0.5, 1, 3 }), Sgd(LearningRate = 0.05, Momentum = 0.9)]
public sealed partial class AloneWindows;

/// <summary>A frozen layer, and an optimizer that another one follows.</summary>
[Network(20, Distributed = true), Dense(24, Frozen = true), Tanh, Dense(16), Tanh, Dense(5), SoftmaxCrossEntropy]
[Adam(LearningRate = 0.01), Then<Sgd>(0.05, 0.9, At = 4)]
public sealed partial class SharedStages;

/// <summary>So many parameters that a process updates its slice of them in several pieces.</summary>
[Network(300, Distributed = true), Dense(700), Relu, Dense(5), SoftmaxCrossEntropy, Adam(LearningRate = 0.01)]
public sealed partial class SharedPieces;

/// <summary>A table of vectors; numbers as targets; steps that are not finite are left out.</summary>
[Network(6, Distributed = true, NonFinite = NonFinite.SkipStep), Embedding(9, 4, First = 2), Dense(12), Normalization<Whitened>, Tanh, Dense(3)]
[MeanSquaredError, RmsProp(LearningRate = 0.01)]
public sealed partial class SharedNumbers;

/// <summary>The same for one process alone.</summary>
[Network(6, NonFinite = NonFinite.SkipStep), Embedding(9, 4, First = 2), Dense(12), Normalization<Whitened>, Tanh, Dense(3)]
[MeanSquaredError, RmsProp(LearningRate = 0.01)]
public sealed partial class AloneNumbers;

/// <summary>A user's normalization, with statistics of the batch that the library's do not take.</summary>
[Normalization(Over = Axis.Batch)]
public readonly partial record struct Whitened
{
    /// <summary>Divides by roots of the mean square and of the norm.</summary>
    public static float Apply(float x, float mean, float meanSquare, float norm) => (x - (0.5f * mean)) / MathF.Sqrt(meanSquare + 0.1f + (0.01f * norm));
}
