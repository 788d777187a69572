namespace FastOpt.Playground;

// Deep networks over the plane: what batch norm is for shows here. A network is compiled for one optimizer, so that each stands here once for every one.

internal static partial class Relu8x8x8
{
    [Network(2, DecayBiases = false), Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(2), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(2), SoftmaxCrossEntropy, RmsProp]
    internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(2), SoftmaxCrossEntropy, Adagrad]
    internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(2), SoftmaxCrossEntropy, Adam]
    internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(2), SoftmaxCrossEntropy, AdamW]
    internal sealed partial class WithAdamW;
}

internal static partial class Tanh8x8x8
{
    [Network(2, DecayBiases = false), Dense(8), Tanh, Dense(8), Tanh, Dense(8), Tanh, Dense(2), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Dense(8), Tanh, Dense(8), Tanh, Dense(8), Tanh, Dense(2), SoftmaxCrossEntropy, RmsProp]
    internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Dense(8), Tanh, Dense(8), Tanh, Dense(8), Tanh, Dense(2), SoftmaxCrossEntropy, Adagrad]
    internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Dense(8), Tanh, Dense(8), Tanh, Dense(8), Tanh, Dense(2), SoftmaxCrossEntropy, Adam]
    internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Dense(8), Tanh, Dense(8), Tanh, Dense(8), Tanh, Dense(2), SoftmaxCrossEntropy, AdamW]
    internal sealed partial class WithAdamW;
}

internal static partial class Relu8x8x8Normed
{
    [Network(2, DecayBiases = false), Dense(8), BatchNorm, Relu, Dense(8), BatchNorm, Relu, Dense(8), BatchNorm, Relu, Dense(2), SoftmaxCrossEntropy, Sgd]
    internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Dense(8), BatchNorm, Relu, Dense(8), BatchNorm, Relu, Dense(8), BatchNorm, Relu, Dense(2), SoftmaxCrossEntropy, RmsProp]
    internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Dense(8), BatchNorm, Relu, Dense(8), BatchNorm, Relu, Dense(8), BatchNorm, Relu, Dense(2), SoftmaxCrossEntropy, Adagrad]
    internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Dense(8), BatchNorm, Relu, Dense(8), BatchNorm, Relu, Dense(8), BatchNorm, Relu, Dense(2), SoftmaxCrossEntropy, Adam]
    internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Dense(8), BatchNorm, Relu, Dense(8), BatchNorm, Relu, Dense(8), BatchNorm, Relu, Dense(2), SoftmaxCrossEntropy, AdamW]
    internal sealed partial class WithAdamW;
}

/// <summary>A hidden layer of sigmoids.</summary>
[Block, Dense(8), Sigmoid]
internal sealed partial class SigmoidLayer;

/// <summary>A hidden layer of sigmoids behind batch norm.</summary>
[Block, Dense(8), BatchNorm, Sigmoid]
internal sealed partial class NormedSigmoidLayer;

/// <summary>Six hidden layers of sigmoids, whose gradients vanish.</summary>
internal static partial class Sigmoid8Deep
{
    [Network(2, DecayBiases = false), Stack<SigmoidLayer>(Times = 6), Dense(2), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Stack<SigmoidLayer>(Times = 6), Dense(2), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Stack<SigmoidLayer>(Times = 6), Dense(2), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Stack<SigmoidLayer>(Times = 6), Dense(2), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Stack<SigmoidLayer>(Times = 6), Dense(2), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}

/// <summary>The same with batch norm.</summary>
internal static partial class Sigmoid8DeepNormed
{
    [Network(2, DecayBiases = false), Stack<NormedSigmoidLayer>(Times = 6), Dense(2), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Stack<NormedSigmoidLayer>(Times = 6), Dense(2), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Stack<NormedSigmoidLayer>(Times = 6), Dense(2), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Stack<NormedSigmoidLayer>(Times = 6), Dense(2), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Stack<NormedSigmoidLayer>(Times = 6), Dense(2), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}
