// Written by RandomNetworksSource.cs; see there.
using FastOpt.Reference;
using FastOpt.TestCases;
using static FastOpt.Reference.ReferenceLayer;
using static FastOpt.TestCases.NetworkCase;

namespace FastOpt.TestCases.Networks;

[Network(31), Dense(49), MeanSquaredError, Adam(LearningRate = 0.003)]
public sealed partial class Random01;

[Network(1), Dense(35), Silu, Dense(6), Silu, Dense(9), MeanSquaredError, Sgd(LearningRate = 0.02, Momentum = 0.8, Nesterov = true)]
public sealed partial class Random02;

[Network(2), Dense(1), BinaryCrossEntropy, Sgd(LearningRate = 0.02, Momentum = 0.8, Nesterov = true)]
public sealed partial class Random03;

[Network(8), Dense(9), MeanSquaredError, RmsProp(LearningRate = 0.001, Momentum = 0.5)]
public sealed partial class Random04;

[Network(7), Dense(3, Bias = false), Gelu, Dense(7), Sigmoid, Dense(8), Relu, MeanSquaredError, AdamW(LearningRate = 0.003, WeightDecay = 0.1)]
public sealed partial class Random05;

[Network(36), Dense(5, Bias = false), Softplus, Dense(4), Sigmoid, Dense(5), LeakyRelu, Dense(66), SoftmaxCrossEntropy, Sgd(LearningRate = 0.02, Momentum = 0.8, Nesterov = true)]
public sealed partial class Random06;

[Network(67), Dense(1), MeanSquaredError, Adam(LearningRate = 0.003)]
public sealed partial class Random07;

[Network(8), Dense(2), Relu, MeanSquaredError, Adam(LearningRate = 0.003)]
public sealed partial class Random08;

[Network(10), Dense(53), Dense(1), Sigmoid, Dense(39, Bias = false), Relu, Dense(23), Huber, Sgd(LearningRate = 0.02, Momentum = 0.8, Nesterov = true)]
public sealed partial class Random09;

[Network(1), Dense(3), Sigmoid, Dense(86), Relu, Dense(98), Relu, Dense(1), MeanSquaredError, AdamW(LearningRate = 0.003, WeightDecay = 0.1)]
public sealed partial class Random10;

[Network(80), Dense(16), BinaryCrossEntropy, RmsProp(LearningRate = 0.001, Momentum = 0.5)]
public sealed partial class Random11;

[Network(81), Dense(72), Tanh, Dense(36, Bias = false), BinaryCrossEntropy, Sgd(LearningRate = 0.05)]
public sealed partial class Random12;

[Network(16), Dense(33), Huber, AdamW(LearningRate = 0.003, WeightDecay = 0.1)]
public sealed partial class Random13;

[Network(4), Dense(30), Gelu, Dense(37, Bias = false), LeakyRelu, Dense(83, Bias = false), Huber, Sgd(LearningRate = 0.02, Momentum = 0.9, WeightDecay = 0.001)]
public sealed partial class Random14;

[Network(65), Dense(10), Dense(2), Sigmoid, Dense(33), Silu, Dense(69), MeanSquaredError, Sgd(LearningRate = 0.02, Momentum = 0.9, WeightDecay = 0.001)]
public sealed partial class Random15;

[Network(22), Dense(1), Softplus, Dense(6), BinaryCrossEntropy, RmsProp(LearningRate = 0.001, Momentum = 0.5)]
public sealed partial class Random16;

[Network(8), Dense(14), BinaryCrossEntropy, AdamW(LearningRate = 0.003, WeightDecay = 0.1)]
public sealed partial class Random17;

[Network(72), Dense(58), Sigmoid, Dense(3), Sigmoid, Dense(7), LeakyRelu, Dense(28, Bias = false), Huber, Sgd(LearningRate = 0.02, Momentum = 0.9, WeightDecay = 0.001)]
public sealed partial class Random18;

[Network(9), Dense(4), Huber, Sgd(LearningRate = 0.02, Momentum = 0.9, WeightDecay = 0.001)]
public sealed partial class Random19;

[Network(2), Dense(15), Softplus, Dense(19), Relu, Dense(1, Bias = false), MeanSquaredError, AdamW(LearningRate = 0.003, WeightDecay = 0.1)]
public sealed partial class Random20;

[Network(33), Dense(29, Bias = false), Silu, Dense(2), MeanSquaredError, Sgd(LearningRate = 0.02, Momentum = 0.9, WeightDecay = 0.001)]
public sealed partial class Random21;

[Network(9), Dense(9), Tanh, Dense(8, Bias = false), Silu, Dense(7), Silu, Dense(64), SoftmaxCrossEntropy, Adam(LearningRate = 0.003)]
public sealed partial class Random22;

[Network(9), Dense(40, Bias = false), Silu, Dense(6), Huber, Sgd(LearningRate = 0.05)]
public sealed partial class Random23;

[Network(4), Dense(3), Relu, Dense(31), MeanSquaredError, AdamW(LearningRate = 0.003, WeightDecay = 0.1)]
public sealed partial class Random24;

[Network(33), Dense(2, Bias = false), SoftmaxCrossEntropy, Adam(LearningRate = 0.003)]
public sealed partial class Random25;

/// <summary>The oracle's descriptions of the random networks.</summary>
internal static class RandomNetworks
{
    public static IReadOnlyList<NetworkCase> Cases { get; } =
    [
        Define<Random01, float>(n => ScalarRules.Of(n.Optimizer), 31, ReferenceRules.Loss("MeanSquaredError"), Dense(49)),
        Define<Random02, float>(n => ScalarRules.Of(n.Optimizer), 1, ReferenceRules.Loss("MeanSquaredError"), Dense(35), ReferenceRules.Activation("Silu"), Dense(6), ReferenceRules.Activation("Silu"), Dense(9)),
        Define<Random03, float>(n => ScalarRules.Of(n.Optimizer), 2, ReferenceRules.Loss("BinaryCrossEntropy"), Dense(1)),
        Define<Random04, float>(n => ScalarRules.Of(n.Optimizer), 8, ReferenceRules.Loss("MeanSquaredError"), Dense(9)),
        Define<Random05, float>(n => ScalarRules.Of(n.Optimizer), 7, ReferenceRules.Loss("MeanSquaredError"), Dense(3, bias: false), ReferenceRules.Activation("Gelu"), Dense(7), ReferenceRules.Activation("Sigmoid"), Dense(8), ReferenceRules.Activation("Relu")),
        Define<Random06, int>(n => ScalarRules.Of(n.Optimizer), 36, ReferenceRules.Loss("SoftmaxCrossEntropy"), Dense(5, bias: false), ReferenceRules.Activation("Softplus"), Dense(4), ReferenceRules.Activation("Sigmoid"), Dense(5), ReferenceRules.Activation("LeakyRelu"), Dense(66)),
        Define<Random07, float>(n => ScalarRules.Of(n.Optimizer), 67, ReferenceRules.Loss("MeanSquaredError"), Dense(1)),
        Define<Random08, float>(n => ScalarRules.Of(n.Optimizer), 8, ReferenceRules.Loss("MeanSquaredError"), Dense(2), ReferenceRules.Activation("Relu")),
        Define<Random09, float>(n => ScalarRules.Of(n.Optimizer), 10, ReferenceRules.Loss("Huber"), Dense(53), Dense(1), ReferenceRules.Activation("Sigmoid"), Dense(39, bias: false), ReferenceRules.Activation("Relu"), Dense(23)),
        Define<Random10, float>(n => ScalarRules.Of(n.Optimizer), 1, ReferenceRules.Loss("MeanSquaredError"), Dense(3), ReferenceRules.Activation("Sigmoid"), Dense(86), ReferenceRules.Activation("Relu"), Dense(98), ReferenceRules.Activation("Relu"), Dense(1)),
        Define<Random11, float>(n => ScalarRules.Of(n.Optimizer), 80, ReferenceRules.Loss("BinaryCrossEntropy"), Dense(16)),
        Define<Random12, float>(n => ScalarRules.Of(n.Optimizer), 81, ReferenceRules.Loss("BinaryCrossEntropy"), Dense(72), ReferenceRules.Activation("Tanh"), Dense(36, bias: false)),
        Define<Random13, float>(n => ScalarRules.Of(n.Optimizer), 16, ReferenceRules.Loss("Huber"), Dense(33)),
        Define<Random14, float>(n => ScalarRules.Of(n.Optimizer), 4, ReferenceRules.Loss("Huber"), Dense(30), ReferenceRules.Activation("Gelu"), Dense(37, bias: false), ReferenceRules.Activation("LeakyRelu"), Dense(83, bias: false)),
        Define<Random15, float>(n => ScalarRules.Of(n.Optimizer), 65, ReferenceRules.Loss("MeanSquaredError"), Dense(10), Dense(2), ReferenceRules.Activation("Sigmoid"), Dense(33), ReferenceRules.Activation("Silu"), Dense(69)),
        Define<Random16, float>(n => ScalarRules.Of(n.Optimizer), 22, ReferenceRules.Loss("BinaryCrossEntropy"), Dense(1), ReferenceRules.Activation("Softplus"), Dense(6)),
        Define<Random17, float>(n => ScalarRules.Of(n.Optimizer), 8, ReferenceRules.Loss("BinaryCrossEntropy"), Dense(14)),
        Define<Random18, float>(n => ScalarRules.Of(n.Optimizer), 72, ReferenceRules.Loss("Huber"), Dense(58), ReferenceRules.Activation("Sigmoid"), Dense(3), ReferenceRules.Activation("Sigmoid"), Dense(7), ReferenceRules.Activation("LeakyRelu"), Dense(28, bias: false)),
        Define<Random19, float>(n => ScalarRules.Of(n.Optimizer), 9, ReferenceRules.Loss("Huber"), Dense(4)),
        Define<Random20, float>(n => ScalarRules.Of(n.Optimizer), 2, ReferenceRules.Loss("MeanSquaredError"), Dense(15), ReferenceRules.Activation("Softplus"), Dense(19), ReferenceRules.Activation("Relu"), Dense(1, bias: false)),
        Define<Random21, float>(n => ScalarRules.Of(n.Optimizer), 33, ReferenceRules.Loss("MeanSquaredError"), Dense(29, bias: false), ReferenceRules.Activation("Silu"), Dense(2)),
        Define<Random22, int>(n => ScalarRules.Of(n.Optimizer), 9, ReferenceRules.Loss("SoftmaxCrossEntropy"), Dense(9), ReferenceRules.Activation("Tanh"), Dense(8, bias: false), ReferenceRules.Activation("Silu"), Dense(7), ReferenceRules.Activation("Silu"), Dense(64)),
        Define<Random23, float>(n => ScalarRules.Of(n.Optimizer), 9, ReferenceRules.Loss("Huber"), Dense(40, bias: false), ReferenceRules.Activation("Silu"), Dense(6)),
        Define<Random24, float>(n => ScalarRules.Of(n.Optimizer), 4, ReferenceRules.Loss("MeanSquaredError"), Dense(3), ReferenceRules.Activation("Relu"), Dense(31)),
        Define<Random25, int>(n => ScalarRules.Of(n.Optimizer), 33, ReferenceRules.Loss("SoftmaxCrossEntropy"), Dense(2, bias: false)),
    ];
}
