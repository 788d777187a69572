namespace FastOpt.Playground;

// Networks over the plane for up to four classes. A network is compiled for one optimizer, so that each stands here once for every one.

internal static partial class Relu16x16Four
{
    [Network(2, DecayBiases = false), Dense(16), Relu, Dense(16), Relu, Dense(4), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Dense(16), Relu, Dense(16), Relu, Dense(4), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Dense(16), Relu, Dense(16), Relu, Dense(4), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Dense(16), Relu, Dense(16), Relu, Dense(4), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Dense(16), Relu, Dense(16), Relu, Dense(4), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}

internal static partial class Tanh16x16Four
{
    [Network(2, DecayBiases = false), Dense(16), Tanh, Dense(16), Tanh, Dense(4), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(2, DecayBiases = false), Dense(16), Tanh, Dense(16), Tanh, Dense(4), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(2, DecayBiases = false), Dense(16), Tanh, Dense(16), Tanh, Dense(4), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(2, DecayBiases = false), Dense(16), Tanh, Dense(16), Tanh, Dense(4), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(2, DecayBiases = false), Dense(16), Tanh, Dense(16), Tanh, Dense(4), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}
