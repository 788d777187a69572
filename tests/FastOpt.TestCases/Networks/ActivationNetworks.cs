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
