using FastOpt.Reference;
using FastOpt.TestCases.Networks;
using static FastOpt.Reference.ReferenceLayer;
using static FastOpt.TestCases.NetworkCase;
using Activations = FastOpt.Reference.ReferenceActivations;
using Losses = FastOpt.Reference.ReferenceLosses;

namespace FastOpt.TestCases;

/// <summary>The test networks, each beside the oracle's description, which is written by hand a second time so that a wrong declaration cannot agree with itself.</summary>
public static partial class NetworkCases
{
    // Declared first: the lists below use it.
    private static readonly ReferenceActivation SharpSoftplusRule = new("Softplus", x => Activations.Softplus.Value(2 * x) / 2, x => Activations.Softplus.Derivative(2 * x));

    /// <summary>Every optimizer, with every option that has a recording.</summary>
    public static IReadOnlyList<NetworkCase> Optimizers { get; } =
    [
        Define<SgdPlain, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<SgdMomentum, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<SgdDampening, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<SgdNesterov, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<SgdWeightDecay, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<SgdEverything, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<RmsPropPlain, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<RmsPropMomentum, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<RmsPropWeightDecay, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<AdamPlain, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<AdamWeightDecay, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<AdamWPlain, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<AdagradNetwork, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<AdadeltaNetwork, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<AdamaxNetwork, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<AmsGradNetwork, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<RAdamNetwork, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<RpropNetwork, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<AsgdNetwork, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<LionNetwork, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<SignSgdNetwork, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<AdaBeliefNetwork, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<YogiNetwork, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<AdanNetwork, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<NAdamNetwork, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<SgdNesterovWeightDecay, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<RmsPropCenteredPlain, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<RmsPropCenteredMomentum, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<AdamOptions, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<AdagradInitial, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<AdadeltaOptions, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<AdamaxOptions, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<NAdamPlain, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<NAdamOptions, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<RAdamOptions, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<RpropOptions, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<AsgdOptions, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<SgdKeras, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
        Define<AdEmaMixNetwork, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)),
    ];

    /// <summary>Every activation, and the losses that are not below.</summary>
    public static IReadOnlyList<NetworkCase> ActivationRules { get; } =
    [
        Define<ReluNetwork, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.MeanSquaredError, Dense(7), Activations.Relu, Dense(3)),
        Define<LeakyReluNetwork, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.MeanSquaredError, Dense(7), Activations.LeakyRelu(), Dense(3)),
        Define<SigmoidNetwork, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.MeanSquaredError, Dense(7), Activations.Sigmoid, Dense(3)),
        Define<TanhNetwork, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.MeanSquaredError, Dense(7), Activations.Tanh, Dense(3)),
        Define<GeluNetwork, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.MeanSquaredError, Dense(7), Activations.Gelu, Dense(3)),
        Define<SiluNetwork, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.MeanSquaredError, Dense(7), Activations.Silu, Dense(3)),
        Define<SoftplusNetwork, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.MeanSquaredError, Dense(7), Activations.Softplus, Dense(3)),
        Define<SteepLeakyRelu, float>(n => ScalarRules.Of(n.Optimizer), 6, Losses.MeanSquaredError, Dense(9), Activations.LeakyRelu(0.2), Dense(4), Activations.Sigmoid),
        Define<SharpSoftplus, float>(n => ScalarRules.Of(n.Optimizer), 6, Losses.Huber(0.5), Dense(9), SharpSoftplusRule, Dense(5), Activations.Tanh, Dense(2)),
        Define<ActivationsInARow, float>(n => ScalarRules.Of(n.Optimizer), 3, Losses.MeanSquaredError, Dense(10), Activations.Tanh, Activations.Gelu, Dense(2), Activations.Silu, Activations.Softplus),
        Define<EluNetwork, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.MeanAbsoluteError, Dense(7), Activations.Elu(), Dense(3)),
        Define<SeluNetwork, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.SmoothL1(), Dense(7), Activations.Selu, Dense(3)),
        Define<GeluTanhNetwork, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.LogCosh, Dense(7), Activations.GeluTanh, Dense(3)),
        Define<MishNetwork, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.Hinge, Dense(7), Activations.Mish, Dense(3)),
        Define<SoftsignNetwork, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.SquaredHinge, Dense(7), Activations.Softsign, Dense(3)),
        Define<HardSigmoidNetwork, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.Poisson, Dense(7), Activations.HardSigmoid, Dense(3)),
        Define<HardSwishNetwork, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.Quantile(), Dense(7), Activations.HardSwish, Dense(3)),
        Define<HardTanhNetwork, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.MeanSquaredError, Dense(7), Activations.HardTanh(), Dense(3)),
        Define<Relu6Network, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.MeanSquaredError, Dense(7), Activations.Relu6, Dense(3)),
    ];

    /// <summary>The other losses, and the larger recorded networks.</summary>
    public static IReadOnlyList<NetworkCase> LossRules { get; } =
    [
        Define<MeanSquaredErrorNetwork, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.MeanSquaredError, Dense(7), Activations.Silu, Dense(3)),
        Define<HuberNetwork, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.Huber(), Dense(7), Activations.Tanh, Dense(3)),
        Define<BinaryCrossEntropyNetwork, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.BinaryCrossEntropy, Dense(7), Activations.Tanh, Dense(3)),
        Define<SoftmaxCrossEntropyNetwork, int>(n => ScalarRules.Of(n.Optimizer), 5, Losses.SoftmaxCrossEntropy, Dense(7), Activations.Tanh, Dense(3)),
        Define<SoftmaxCrossEntropySgd, int>(n => ScalarRules.Of(n.Optimizer), 4, Losses.SoftmaxCrossEntropy, Dense(16), Activations.Gelu, Dense(3)),
        Define<DeepHuber, float>(n => ScalarRules.Of(n.Optimizer), 6, Losses.Huber(), Dense(9), Activations.Tanh, Dense(8), Activations.Tanh, Dense(7), Activations.Tanh, Dense(2)),
        Define<SmoothClassifier, int>(n => ScalarRules.Of(n.Optimizer), 64, Losses.SoftmaxCrossEntropy, Dense(64), Activations.Softplus, Dense(64), Activations.Softplus, Dense(10)),
    ];

    /// <summary>What people train, and what kernels get wrong.</summary>
    public static IReadOnlyList<NetworkCase> Shapes { get; } =
    [
        Define<Digits, int>(n => ScalarRules.Of(n.Optimizer), 784, Losses.SoftmaxCrossEntropy, Dense(128), Activations.Relu, Dense(10)),
        Define<Moons, int>(n => ScalarRules.Of(n.Optimizer), 2, Losses.SoftmaxCrossEntropy, Dense(16), Activations.Relu, Dense(16), Activations.Relu, Dense(2)),
        Define<SmallDigits, int>(n => ScalarRules.Of(n.Optimizer), 64, Losses.SoftmaxCrossEntropy, Dense(64), Activations.Relu, Dense(64), Activations.Relu, Dense(10)),
        Define<LinearRegression, float>(n => ScalarRules.Of(n.Optimizer), 13, Losses.MeanSquaredError, Dense(1)),
        Define<SoftmaxRegression, int>(n => ScalarRules.Of(n.Optimizer), 19, Losses.SoftmaxCrossEntropy, Dense(3)),
        Define<NoBias, float>(n => ScalarRules.Of(n.Optimizer), 9, Losses.MeanSquaredError, Dense(17, bias: false), Activations.Tanh, Dense(5, bias: false)),
        Define<BiasOnlyAtTheEnd, float>(n => ScalarRules.Of(n.Optimizer), 9, Losses.BinaryCrossEntropy, Dense(6, bias: false), Activations.Silu, Dense(4)),
        Define<WidthOne, float>(n => ScalarRules.Of(n.Optimizer), 1, Losses.MeanSquaredError, Dense(1), Activations.Tanh, Dense(1)),
        Define<OneToOne, float>(n => ScalarRules.Of(n.Optimizer), 1, Losses.Huber(), Dense(33), Activations.Gelu, Dense(1)),
        Define<OddWidths, float>(n => ScalarRules.Of(n.Optimizer), 17, Losses.MeanSquaredError, Dense(33), Activations.Relu, Dense(5)),
        Define<OddBinary, float>(n => ScalarRules.Of(n.Optimizer), 7, Losses.BinaryCrossEntropy, Dense(13), Activations.Tanh, Dense(1)),
        Define<PrimeWidths, float>(n => ScalarRules.Of(n.Optimizer), 11, Losses.Huber(), Dense(31), Activations.Silu, Dense(61), Activations.LeakyRelu(), Dense(97), Activations.Sigmoid, Dense(3)),
        Define<Wide, float>(n => ScalarRules.Of(n.Optimizer), 3, Losses.MeanSquaredError, Dense(300), Activations.Relu, Dense(2)),
        Define<Bottleneck, float>(n => ScalarRules.Of(n.Optimizer), 257, Losses.MeanSquaredError, Dense(2), Activations.Tanh, Dense(129), Activations.Tanh, Dense(2)),
        Define<Deep, float>(n => ScalarRules.Of(n.Optimizer), 8, Losses.MeanSquaredError, Dense(8), Activations.Tanh, Dense(9), Activations.Silu, Dense(10), Activations.Gelu, Dense(11), Activations.Softplus, Dense(12), Activations.Tanh, Dense(13), Activations.Sigmoid, Dense(12), Activations.Tanh, Dense(11), Activations.Silu, Dense(10), Activations.Tanh, Dense(9), Activations.Gelu, Dense(8), Activations.Tanh, Dense(4)),
        Define<AnyShape, float>(n => ScalarRules.Of(n.Optimizer), 21, Losses.MeanSquaredError, Dense(53), Activations.Silu, Dense(37, bias: false), Activations.Relu, Activations.Softplus, Dense(97), Activations.Tanh, Dense(6)),
        Define<LinearStack, float>(n => ScalarRules.Of(n.Optimizer), 10, Losses.MeanSquaredError, Dense(12), Dense(6), Dense(3)),
        Define<ActivationFirst, float>(n => ScalarRules.Of(n.Optimizer), 6, Losses.MeanSquaredError, Activations.Tanh, Dense(5), Activations.Relu, Dense(2)),
        Define<ActivationBeforeSoftmax, int>(n => ScalarRules.Of(n.Optimizer), 10, Losses.SoftmaxCrossEntropy, Dense(21), Activations.Silu, Dense(6), Activations.Sigmoid),
        Define<WidestLayer, float>(n => ScalarRules.Of(n.Optimizer), 2, Losses.MeanSquaredError, Dense(8192), Activations.Tanh, Dense(2)),
        Define<WidestInput, int>(n => ScalarRules.Of(n.Optimizer), 8192, Losses.SoftmaxCrossEntropy, Dense(3), Activations.Sigmoid, Dense(2)),
        Define<StreamedWeights, int>(n => ScalarRules.Of(n.Optimizer), 103, Losses.SoftmaxCrossEntropy, Dense(2624), Activations.Tanh, Dense(3)),
        Define<LargeLayers, float>(n => ScalarRules.Of(n.Optimizer), 96, Losses.MeanSquaredError, Dense(384, bias: false), Activations.Gelu, Dense(192), Activations.Tanh, Dense(3)),
        Define<ImageShaped, int>(n => ScalarRules.Of(n.Optimizer), 35, Losses.SoftmaxCrossEntropy, Dense(24), Activations.Relu, Dense(4)),
    ];

    /// <summary>Rules declared in this compilation.</summary>
    public static IReadOnlyList<NetworkCase> UserRules { get; } =
    [
        Define<HousePrices, float>(n => ScalarRules.Of(n.Optimizer), 8, Losses.LogCosh, Dense(32), Activations.Mish, Dense(1)),
        Define<LionWithArguments, float>(n => ScalarRules.Of(n.Optimizer), 5, Losses.MeanSquaredError, Dense(9), Activations.Mish, Dense(3)),
        Define<Stateless, float>(n => ScalarRules.Of(n.Optimizer), 7, Losses.MeanSquaredError, Dense(12), Activations.Tanh, Dense(3)),
        Define<ThreeStates, float>(n => ScalarRules.Of(n.Optimizer), 7, Losses.MeanSquaredError, Dense(12), Activations.Tanh, Dense(3)),
        Define<UserHyperparameters, float>(n => ScalarRules.Of(n.Optimizer), 7, Losses.PseudoHuber(1.5), Dense(18), Activations.Squared(0.25), Dense(3)),
        Define<LogCoshAdam, float>(n => ScalarRules.Of(n.Optimizer), 6, Losses.LogCosh, Dense(11), Activations.Tanh, Dense(2)),
    ];

    /// <summary>All of them, the random architectures included.</summary>
    public static IReadOnlyList<NetworkCase> All { get; } = [.. Optimizers, .. ActivationRules, .. LossRules, .. Shapes, .. UserRules, .. RandomNetworks.Cases];

    /// <summary>The case of that name.</summary>
    public static NetworkCase Named(string name) => All.Concat(UpdateCases.All.Select(update => update.Network)).Single(network => network.Name == name);
}
