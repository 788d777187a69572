namespace FastOpt.Mpi.Ranks;

/// <summary>Dense layers, with moments of Adam, dropout (drawn by step and example) and a clipped gradient.</summary>
[Network(24, Distributed = true)]
[Dense(64), Relu, Dropout(0.2)]
[Dense(48), Tanh]
[Dense(5)]
[SoftmaxCrossEntropy]
[ClipNorm(1)]
[Adam(LearningRate = 3e-3)]
public sealed partial class DenseNetwork;

/// <summary>Statistics over the batch, in two layers, with running ones.</summary>
[Network(24, Distributed = true)]
[Dense(64), BatchNorm, Relu]
[Dense(32), BatchNorm, Relu]
[Dense(5)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 3e-3)]
public sealed partial class NormalizedNetwork;

/// <summary>Convolutions with statistics over batch and positions, and pools.</summary>
[Network(1, 12, 12, Distributed = true)]
[Conv2D(6, 3, Padding = 1), BatchNorm, Relu, MaxPool2D(2)]
[Conv2D(8, 3), Relu]
[Dense(24), Relu]
[Dense(5)]
[SoftmaxCrossEntropy]
[Sgd(LearningRate = 0.05, Momentum = 0.9)]
public sealed partial class ConvolutionalNetwork;
