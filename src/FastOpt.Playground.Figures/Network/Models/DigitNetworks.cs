namespace FastOpt.Playground;

// Networks for digits of 14×14 pixels. A network is compiled for one optimizer, so that each stands here once for every one.

/// <summary>No hidden layer: one picture of weights for each digit.</summary>
internal static partial class DigitLinear
{
    [Network(196, DecayBiases = false), Dense(10), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(196, DecayBiases = false), Dense(10), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(196, DecayBiases = false), Dense(10), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(196, DecayBiases = false), Dense(10), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(196, DecayBiases = false), Dense(10), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}

internal static partial class DigitRelu32
{
    [Network(196, DecayBiases = false), Dense(32), Relu, Dense(10), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(196, DecayBiases = false), Dense(32), Relu, Dense(10), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(196, DecayBiases = false), Dense(32), Relu, Dense(10), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(196, DecayBiases = false), Dense(32), Relu, Dense(10), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(196, DecayBiases = false), Dense(32), Relu, Dense(10), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}

internal static partial class DigitRelu32Normed
{
    [Network(196, DecayBiases = false), Dense(32), BatchNorm, Relu, Dense(10), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(196, DecayBiases = false), Dense(32), BatchNorm, Relu, Dense(10), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(196, DecayBiases = false), Dense(32), BatchNorm, Relu, Dense(10), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(196, DecayBiases = false), Dense(32), BatchNorm, Relu, Dense(10), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(196, DecayBiases = false), Dense(32), BatchNorm, Relu, Dense(10), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}

internal static partial class DigitRelu32Dropout
{
    [Network(196, DecayBiases = false), Dense(32), Relu, Dropout(0.2), Dense(10), SoftmaxCrossEntropy, Sgd] internal sealed partial class WithSgd;
    [Network(196, DecayBiases = false), Dense(32), Relu, Dropout(0.2), Dense(10), SoftmaxCrossEntropy, RmsProp] internal sealed partial class WithRmsProp;
    [Network(196, DecayBiases = false), Dense(32), Relu, Dropout(0.2), Dense(10), SoftmaxCrossEntropy, Adagrad] internal sealed partial class WithAdagrad;
    [Network(196, DecayBiases = false), Dense(32), Relu, Dropout(0.2), Dense(10), SoftmaxCrossEntropy, Adam] internal sealed partial class WithAdam;
    [Network(196, DecayBiases = false), Dense(32), Relu, Dropout(0.2), Dense(10), SoftmaxCrossEntropy, AdamW] internal sealed partial class WithAdamW;
}
