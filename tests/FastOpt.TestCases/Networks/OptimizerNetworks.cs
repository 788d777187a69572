namespace FastOpt.TestCases.Networks;

// One smooth network, 4 → 16 → 3, under every optimizer and option that has a recording.

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Sgd(LearningRate = 0.1)]
public sealed partial class SgdPlain;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Sgd(LearningRate = 0.05, Momentum = 0.9)]
public sealed partial class SgdMomentum;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Sgd(LearningRate = 0.1, Momentum = 0.9, Dampening = 0.5)]
public sealed partial class SgdDampening;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Sgd(LearningRate = 0.05, Momentum = 0.9, Nesterov = true)]
public sealed partial class SgdNesterov;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Sgd(LearningRate = 0.1, WeightDecay = 0.01)]
public sealed partial class SgdWeightDecay;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Sgd(LearningRate = 0.1, Momentum = 0.8, Dampening = 0.25, WeightDecay = 0.02)]
public sealed partial class SgdEverything;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, RmsProp(LearningRate = 0.002)]
public sealed partial class RmsPropPlain;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, RmsProp(LearningRate = 0.001, Momentum = 0.9)]
public sealed partial class RmsPropMomentum;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, RmsProp(LearningRate = 0.002, WeightDecay = 0.05)]
public sealed partial class RmsPropWeightDecay;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Adam(LearningRate = 0.01)]
public sealed partial class AdamPlain;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Adam(LearningRate = 0.01, WeightDecay = 0.05)]
public sealed partial class AdamWeightDecay;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, AdamW(LearningRate = 0.01)]
public sealed partial class AdamWPlain;
