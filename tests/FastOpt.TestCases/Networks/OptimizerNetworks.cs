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

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Sgd(LearningRate = 0.05, Momentum = 0.9, Nesterov = true, WeightDecay = 0.01)]
public sealed partial class SgdNesterovWeightDecay;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, RmsPropCentered(LearningRate = 0.002, Epsilon = 0.0001)]
public sealed partial class RmsPropCenteredPlain;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, RmsPropCentered(LearningRate = 0.0005, Alpha = 0.95, Epsilon = 0.001, Momentum = 0.9, WeightDecay = 0.05)]
public sealed partial class RmsPropCenteredMomentum;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Adam(LearningRate = 0.01, Beta1 = 0.8, Beta2 = 0.95, Epsilon = 0.001)]
public sealed partial class AdamOptions;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Adagrad(LearningRate = 0.05, InitialAccumulator = 0.1, Epsilon = 0.001)]
public sealed partial class AdagradInitial;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Adadelta(LearningRate = 0.5, Rho = 0.8, Epsilon = 0.0001)]
public sealed partial class AdadeltaOptions;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Adamax(LearningRate = 0.01, Beta1 = 0.8, Beta2 = 0.95, Epsilon = 0.001)]
public sealed partial class AdamaxOptions;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, NAdam(LearningRate = 0.01)]
public sealed partial class NAdamPlain;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, NAdam(LearningRate = 0.01, MomentumDecay = 1.0, Beta1 = 0.95)]
public sealed partial class NAdamOptions;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, RAdam(LearningRate = 0.01, Beta1 = 0.8, Beta2 = 0.97)]
public sealed partial class RAdamOptions;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Rprop(LearningRate = 0.005, EtaMinus = 0.4, EtaPlus = 1.3, SmallestStep = 0.0001, LargestStep = 0.02)]
public sealed partial class RpropOptions;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Asgd(LearningRate = 0.1, Decay = 0.5, Power = 0.6, Start = 20.0)]
public sealed partial class AsgdOptions;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, NAdam(LearningRate = 0.01, WeightDecay = 0.01)]
public sealed partial class NAdamNetwork;

// Optimizers that PyTorch 1.13 has not; an attribute's full name where a rule of the tests has the short one.

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

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, Sgd(LearningRate = 0.05, Momentum = 0.9, Nesterov = true, Convention = Convention.Keras)]
public sealed partial class SgdKeras;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, AdEmaMix(LearningRate = 0.003, WarmUp = 50, WeightDecay = 0.01)]
public sealed partial class AdEmaMixNetwork;

// Not among the cases, whose oracle knows one rule for all parameters.

[Network(4, DecayBiases = false), Dense(16), Tanh, Dense(3), MeanSquaredError, AdamW(LearningRate = 0.01, WeightDecay = 0.5)]
public sealed partial class AdamWWithoutDecayOfBiases;
