namespace FastOpt.TestCases.Networks;

// Gradient rules, groups of parameters, frozen layers and accumulated gradients that have a recording.

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, ClipNorm(MaxNorm = 0.75), Sgd(LearningRate = 0.1, Momentum = 0.9)]
public sealed partial class ClipNormSgd;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, ClipValue(Limit = 0.02), Sgd(LearningRate = 0.1, Momentum = 0.9)]
public sealed partial class ClipValueSgd;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, ClipValue(Limit = 0.05), ClipNorm(MaxNorm = 0.125), Adam(LearningRate = 0.01)]
public sealed partial class ClipBothAdam;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, L1(WeightDecay = 0.005), Sgd(LearningRate = 0.05)]
public sealed partial class L1Sgd;

[Network(4, DecayBiases = false), Dense(16), Tanh, Dense(3), MeanSquaredError, AdamW(LearningRate = 0.01, WeightDecay = 0.2)]
public sealed partial class UndecayedBiases;

[Network(4, DecayBiases = false)]
[Dense(16, LearningRateScale = 0.1), Tanh]
[Dense(8, WeightDecayScale = 4), Tanh]
[Dense(3, LearningRateScale = 2, WeightDecayScale = 0), MeanSquaredError, Sgd(LearningRate = 0.05, Momentum = 0.9, WeightDecay = 0.05)]
public sealed partial class LayerGroups;

[Network(4), Dense(16, Frozen = true), Tanh, Dense(8), Tanh, Dense(3), MeanSquaredError, Adam(LearningRate = 0.01)]
public sealed partial class FrozenBottom;

[Network(4), Dense(16), Tanh, Dense(8, Frozen = true), Tanh, Dense(3), MeanSquaredError, ClipNorm(MaxNorm = 0.5), Sgd(LearningRate = 0.1)]
public sealed partial class FrozenMiddle;

[Network(4, AccumulateGradients = true, DecayBiases = false), Dense(16, LearningRateScale = 0.5), Tanh, Dense(3), MeanSquaredError, ClipNorm(MaxNorm = 0.25), AdamW(LearningRate = 0.01, WeightDecay = 0.1)]
public sealed partial class Accumulated;

// What the library says in two ways.

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, L2(WeightDecay = 0.05), Adam(LearningRate = 0.01)]
public sealed partial class L2Adam;

[Network(4), Dense(16), Tanh, Dense(3), MeanSquaredError, DecoupledDecay(WeightDecay = 0.01), Adam(LearningRate = 0.01)]
public sealed partial class DecoupledAdam;

// Rules of a user's own: elementwise and by the norm, with and without the weight. Shift moves padding too, which a norm must not count.

[GradientRule]
public readonly partial record struct Shift(double By = 0.01) { public float Apply(float gradient) => gradient + (float)By; }

[GradientRule]
public readonly partial record struct UnitNorm(double Length = 1) { public float Apply(float gradient, double norm) => (float)(Length / (norm + 1e-12)) * gradient; }

[GradientRule]
public readonly partial record struct Pull(float WeightDecay = 0.01f) { public float Apply(float slope, float weight) => slope + WeightDecay * weight * weight * weight; }

[GradientRule]
public readonly partial record struct Cool(double WeightDecay = 0.1)
{
    public void Apply(ref float weight, ref float gradient, double norm, long step, double learningRate)
    {
        weight -= (float)(learningRate * WeightDecay / step) * weight;
        gradient *= (float)(1 / (1 + norm));
    }
}

[Network(7, DecayBiases = false), Dense(19, WeightDecayScale = 2), Silu, Dense(5, LearningRateScale = 0.5), SoftmaxCrossEntropy]
[GradientRule<Shift>, GradientRule<UnitNorm>(2), GradientRule<Pull>(0.5f), GradientRule<Cool>, Sgd(LearningRate = 0.05, Momentum = 0.9)]
public sealed partial class UserUpdates;

// Large enough that threads share every phase.

[Network(50, AccumulateGradients = true), Dense(64, Frozen = true), Relu, Dense(300), Tanh, Dense(10), SoftmaxCrossEntropy]
[L1(WeightDecay = 1e-4), ClipNorm(MaxNorm = 0.5), ClipValue(Limit = 0.01), DecoupledDecay(WeightDecay = 0.1), Sgd(LearningRate = 0.1, Momentum = 0.9)]
public sealed partial class StoredLarge;

[Network(64), Dense(200, LearningRateScale = 0.5), Tanh, Dense(70, Frozen = true), Tanh, Dense(10), SoftmaxCrossEntropy]
[ClipValue(Limit = 0.01), L2(WeightDecay = 0.01), DecoupledDecay(WeightDecay = 0.1), Sgd(LearningRate = 0.1, Momentum = 0.9)]
public sealed partial class FusedLarge;

// Rules and optimizer that cost more than the registers hold beside the sums, on a layer of several panels.
[Network(20), Dense(70), Tanh, Dense(5), MeanSquaredError]
[ClipValue(Limit = 0.05), L1(WeightDecay = 1e-3), L2(WeightDecay = 0.01), DecoupledDecay(WeightDecay = 0.1), AdEmaMix(LearningRate = 0.003)]
public sealed partial class CostlyUpdate;

// The lowest layer that trains is shared by columns, and has no input gradient.
[Network(9), Dense(64, Frozen = true), Tanh, Dense(256), Relu, Dense(4), MeanSquaredError]
[DecoupledDecay(WeightDecay = 0.1), Sgd(LearningRate = 0.1, Momentum = 0.9)]
public sealed partial class LargeAboveFrozen;
