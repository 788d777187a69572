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

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Adagrad(LearningRate = 0.05, LearningRateDecay = 0.01, WeightDecay = 0.01)]
public sealed partial class AdagradNetwork;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Adadelta(LearningRate = 1.0, WeightDecay = 0.01)]
public sealed partial class AdadeltaNetwork;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Adamax(LearningRate = 0.01, WeightDecay = 0.01)]
public sealed partial class AdamaxNetwork;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, AmsGrad(LearningRate = 0.01, WeightDecay = 0.01)]
public sealed partial class AmsGradNetwork;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, RAdam(LearningRate = 0.01, WeightDecay = 0.01)]
public sealed partial class RAdamNetwork;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Rprop(LearningRate = 0.001)]
public sealed partial class RpropNetwork;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Asgd(LearningRate = 0.1, Decay = 0.1, Start = 10, WeightDecay = 0.01)]
public sealed partial class AsgdNetwork;

// Optimizers that PyTorch 1.13 has not, or not as they are now; an attribute's full name where a rule of the tests has the short one.

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, FastOpt.Lion(LearningRate = 0.003, WeightDecay = 0.1)]
public sealed partial class LionNetwork;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, SignSgd(LearningRate = 0.003, Momentum = 0.9, WeightDecay = 0.1)]
public sealed partial class SignSgdNetwork;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, AdaBelief(LearningRate = 0.01, WeightDecay = 0.01)]
public sealed partial class AdaBeliefNetwork;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Yogi(LearningRate = 0.01, WeightDecay = 0.01)]
public sealed partial class YogiNetwork;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Adan(LearningRate = 0.01, WeightDecay = 0.02)]
public sealed partial class AdanNetwork;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, NAdam(LearningRate = 0.01, WeightDecay = 0.01)]
public sealed partial class NAdamNetwork;
