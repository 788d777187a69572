namespace FastOpt.Playground;

// Networks over the plane with one hidden layer, or none. A network is compiled for one optimizer, so that each stands here once for every one.

/// <summary>No hidden layer: a straight line parts the plane.</summary>
internal static partial class Linear
{
    [Network(2, DecayBiases = false), Dense(2), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Dense(2), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Dense(2), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Dense(2), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Dense(2), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}

internal static partial class Relu4
{
    [Network(2, DecayBiases = false), Dense(4), Relu, Dense(2), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Dense(4), Relu, Dense(2), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Dense(4), Relu, Dense(2), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Dense(4), Relu, Dense(2), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Dense(4), Relu, Dense(2), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}

internal static partial class Tanh4
{
    [Network(2, DecayBiases = false), Dense(4), Tanh, Dense(2), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Dense(4), Tanh, Dense(2), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Dense(4), Tanh, Dense(2), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Dense(4), Tanh, Dense(2), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Dense(4), Tanh, Dense(2), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}

internal static partial class Relu8
{
    [Network(2, DecayBiases = false), Dense(8), Relu, Dense(2), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Dense(8), Relu, Dense(2), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Dense(8), Relu, Dense(2), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Dense(8), Relu, Dense(2), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Dense(8), Relu, Dense(2), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}

internal static partial class Tanh8
{
    [Network(2, DecayBiases = false), Dense(8), Tanh, Dense(2), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Dense(8), Tanh, Dense(2), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Dense(8), Tanh, Dense(2), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Dense(8), Tanh, Dense(2), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Dense(8), Tanh, Dense(2), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}

internal static partial class Sigmoid8
{
    [Network(2, DecayBiases = false), Dense(8), Sigmoid, Dense(2), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Dense(8), Sigmoid, Dense(2), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Dense(8), Sigmoid, Dense(2), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Dense(8), Sigmoid, Dense(2), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Dense(8), Sigmoid, Dense(2), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}
