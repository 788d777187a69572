namespace FastOpt.Playground;

// Networks over the plane with two hidden layers. A network is compiled for one optimizer, so that each stands here once for every one.

internal static partial class Relu8x8
{
    [Network(2, DecayBiases = false), Dense(8), Relu, Dense(8), Relu, Dense(2), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Dense(8), Relu, Dense(8), Relu, Dense(2), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Dense(8), Relu, Dense(8), Relu, Dense(2), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Dense(8), Relu, Dense(8), Relu, Dense(2), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Dense(8), Relu, Dense(8), Relu, Dense(2), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}

internal static partial class Tanh8x8
{
    [Network(2, DecayBiases = false), Dense(8), Tanh, Dense(8), Tanh, Dense(2), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Dense(8), Tanh, Dense(8), Tanh, Dense(2), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Dense(8), Tanh, Dense(8), Tanh, Dense(2), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Dense(8), Tanh, Dense(8), Tanh, Dense(2), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Dense(8), Tanh, Dense(8), Tanh, Dense(2), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}

internal static partial class Relu16x16
{
    [Network(2, DecayBiases = false), Dense(16), Relu, Dense(16), Relu, Dense(2), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Dense(16), Relu, Dense(16), Relu, Dense(2), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Dense(16), Relu, Dense(16), Relu, Dense(2), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Dense(16), Relu, Dense(16), Relu, Dense(2), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Dense(16), Relu, Dense(16), Relu, Dense(2), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}

internal static partial class Tanh16x16
{
    [Network(2, DecayBiases = false), Dense(16), Tanh, Dense(16), Tanh, Dense(2), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Dense(16), Tanh, Dense(16), Tanh, Dense(2), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Dense(16), Tanh, Dense(16), Tanh, Dense(2), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Dense(16), Tanh, Dense(16), Tanh, Dense(2), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Dense(16), Tanh, Dense(16), Tanh, Dense(2), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}

internal static partial class Silu16x16
{
    [Network(2, DecayBiases = false), Dense(16), Silu, Dense(16), Silu, Dense(2), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Dense(16), Silu, Dense(16), Silu, Dense(2), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Dense(16), Silu, Dense(16), Silu, Dense(2), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Dense(16), Silu, Dense(16), Silu, Dense(2), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Dense(16), Silu, Dense(16), Silu, Dense(2), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}

internal static partial class Relu16x16Normed
{
    [Network(2, DecayBiases = false), Dense(16), BatchNorm, Relu, Dense(16), BatchNorm, Relu, Dense(2), SoftmaxCrossEntropy, Sgd]
    internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Dense(16), BatchNorm, Relu, Dense(16), BatchNorm, Relu, Dense(2), SoftmaxCrossEntropy, RmsProp]
    internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Dense(16), BatchNorm, Relu, Dense(16), BatchNorm, Relu, Dense(2), SoftmaxCrossEntropy, Adagrad]
    internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Dense(16), BatchNorm, Relu, Dense(16), BatchNorm, Relu, Dense(2), SoftmaxCrossEntropy, Adam]
    internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Dense(16), BatchNorm, Relu, Dense(16), BatchNorm, Relu, Dense(2), SoftmaxCrossEntropy, AdamW]
    internal sealed partial class WithAdamW;
}

/// <summary>Wide enough to learn noise by heart.</summary>
internal static partial class Relu32x32
{
    [Network(2, DecayBiases = false), Dense(32), Relu, Dense(32), Relu, Dense(2), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Dense(32), Relu, Dense(32), Relu, Dense(2), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Dense(32), Relu, Dense(32), Relu, Dense(2), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Dense(32), Relu, Dense(32), Relu, Dense(2), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Dense(32), Relu, Dense(32), Relu, Dense(2), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}

internal static partial class Relu32x32Dropout
{
    [Network(2, DecayBiases = false), Dense(32), Relu, Dropout(0.2), Dense(32), Relu, Dropout(0.2), Dense(2), SoftmaxCrossEntropy, Sgd]
    internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Dense(32), Relu, Dropout(0.2), Dense(32), Relu, Dropout(0.2), Dense(2), SoftmaxCrossEntropy, RmsProp]
    internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Dense(32), Relu, Dropout(0.2), Dense(32), Relu, Dropout(0.2), Dense(2), SoftmaxCrossEntropy, Adagrad]
    internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Dense(32), Relu, Dropout(0.2), Dense(32), Relu, Dropout(0.2), Dense(2), SoftmaxCrossEntropy, Adam]
    internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Dense(32), Relu, Dropout(0.2), Dense(32), Relu, Dropout(0.2), Dense(2), SoftmaxCrossEntropy, AdamW]
    internal sealed partial class WithAdamW;
}
