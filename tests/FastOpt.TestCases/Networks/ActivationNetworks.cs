namespace FastOpt.TestCases.Networks;

// One odd-sized network, 5 → 7 → 3, under every activation; the optimizers differ so that they meet odd shapes too.

[Network(5), Dense(7), Relu, Dense(3), MeanSquaredError, Adam(LearningRate = 0.01)]
public sealed partial class ReluNetwork;

[Network(5), Dense(7), LeakyRelu, Dense(3), MeanSquaredError, Sgd(LearningRate = 0.05, Momentum = 0.9)]
public sealed partial class LeakyReluNetwork;

[Network(5), Dense(7), Sigmoid, Dense(3), MeanSquaredError, RmsProp(LearningRate = 0.002)]
public sealed partial class SigmoidNetwork;

[Network(5), Dense(7), Tanh, Dense(3), MeanSquaredError, Sgd(LearningRate = 0.05, Momentum = 0.9, Nesterov = true)]
public sealed partial class TanhNetwork;

[Network(5), Dense(7), Gelu, Dense(3), MeanSquaredError, AdamW(LearningRate = 0.01)]
public sealed partial class GeluNetwork;

[Network(5), Dense(7), Silu, Dense(3), MeanSquaredError, Sgd(LearningRate = 0.1)]
public sealed partial class SiluNetwork;

[Network(5), Dense(7), Softplus, Dense(3), MeanSquaredError, Adam(LearningRate = 0.01, WeightDecay = 0.01)]
public sealed partial class SoftplusNetwork;

// Hyperparameters other than the defaults, an activation after the last layer, and several in a row.

[Network(6), Dense(9), LeakyRelu(NegativeSlope = 0.2), Dense(4), Sigmoid, MeanSquaredError, Adam(LearningRate = 0.01)]
public sealed partial class SteepLeakyRelu;

[Network(6), Dense(9), Softplus(Beta = 2), Dense(5), Tanh, Dense(2), Huber(Delta = 0.5), Sgd(LearningRate = 0.05)]
public sealed partial class SharpSoftplus;

[Network(3), Dense(10), Tanh, Gelu, Dense(2), Silu, Softplus, MeanSquaredError, Adam]
public sealed partial class ActivationsInARow;

// Activations and losses in pairs, for fewer networks; an attribute's full name where a rule of the tests has the short one.

[Network(5), Dense(7), Elu, Dense(3), MeanAbsoluteError, Adam(LearningRate = 0.01)]
public sealed partial class EluNetwork;

[Network(5), Dense(7), Selu, Dense(3), SmoothL1, Sgd(LearningRate = 0.05)]
public sealed partial class SeluNetwork;

[Network(5), Dense(7), GeluTanh, Dense(3), FastOpt.LogCosh, RmsProp(LearningRate = 0.002)]
public sealed partial class GeluTanhNetwork;

[Network(5), Dense(7), FastOpt.Mish, Dense(3), Hinge, Adam(LearningRate = 0.01)]
public sealed partial class MishNetwork;

[Network(5), Dense(7), Softsign, Dense(3), SquaredHinge, Sgd(LearningRate = 0.05, Momentum = 0.9)]
public sealed partial class SoftsignNetwork;

[Network(5), Dense(7), HardSigmoid, Dense(3), Poisson, Adam(LearningRate = 0.01)]
public sealed partial class HardSigmoidNetwork;

[Network(5), Dense(7), HardSwish, Dense(3), Quantile, AdamW(LearningRate = 0.01)]
public sealed partial class HardSwishNetwork;

[Network(5), Dense(7), HardTanh, Dense(3), MeanSquaredError, Sgd(LearningRate = 0.05, Momentum = 0.9, Nesterov = true)]
public sealed partial class HardTanhNetwork;

[Network(5), Dense(7), Relu6, Dense(3), MeanSquaredError, Adam(LearningRate = 0.01)]
public sealed partial class Relu6Network;
