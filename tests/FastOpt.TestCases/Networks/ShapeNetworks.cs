namespace FastOpt.TestCases.Networks;

// Shapes: what people train, and what kernels get wrong (1, odd, prime, just over a register, wide, deep).

[Network(28 * 28)]
[Dense(128), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-3)]
public sealed partial class Digits;

[Network(2), Dense(16), Relu, Dense(16), Relu, Dense(2), SoftmaxCrossEntropy]
public sealed partial class Moons;

[Network(64), Dense(64), Relu, Dense(64), Relu, Dense(10), SoftmaxCrossEntropy, Adam]
public sealed partial class SmallDigits;

[Network(13), Dense(1), MeanSquaredError, Sgd(LearningRate = 0.01)]
public sealed partial class LinearRegression;

[Network(19), Dense(3), SoftmaxCrossEntropy, Sgd(LearningRate = 0.1)]
public sealed partial class SoftmaxRegression;

[Network(9), Dense(17, Bias = false), Tanh, Dense(5, Bias = false), MeanSquaredError, Adam]
public sealed partial class NoBias;

[Network(9), Dense(6, Bias = false), Silu, Dense(4), BinaryCrossEntropy, RmsProp(LearningRate = 0.001)]
public sealed partial class BiasOnlyAtTheEnd;

[Network(1), Dense(1), Tanh, Dense(1), MeanSquaredError, Sgd(LearningRate = 0.1)]
public sealed partial class WidthOne;

[Network(1), Dense(33), Gelu, Dense(1), Huber, Adam]
public sealed partial class OneToOne;

[Network(17), Dense(33), Relu, Dense(5), MeanSquaredError, Adam]
public sealed partial class OddWidths;

[Network(7), Dense(13), Tanh, Dense(1), BinaryCrossEntropy, AdamW]
public sealed partial class OddBinary;

[Network(11), Dense(31), Silu, Dense(61), LeakyRelu, Dense(97), Sigmoid, Dense(3), Huber, Sgd(LearningRate = 0.05, Momentum = 0.9)]
public sealed partial class PrimeWidths;

[Network(3), Dense(300), Relu, Dense(2), MeanSquaredError, Adam]
public sealed partial class Wide;

[Network(257), Dense(2), Tanh, Dense(129), Tanh, Dense(2), MeanSquaredError, Adam]
public sealed partial class Bottleneck;

[Network(8)]
[Dense(8), Tanh, Dense(9), Silu, Dense(10), Gelu, Dense(11), Softplus, Dense(12), Tanh, Dense(13), Sigmoid]
[Dense(12), Tanh, Dense(11), Silu, Dense(10), Tanh, Dense(9), Gelu, Dense(8), Tanh, Dense(4)]
[MeanSquaredError]
[Adam(LearningRate = 3e-3)]
public sealed partial class Deep;

// No width is a multiple of a vector: products, biases and activations, one behind the other and alone.
[Network(21), Dense(53), Silu, Dense(37, Bias = false), Relu, Softplus, Dense(97), Tanh, Dense(6), MeanSquaredError, Adam]
public sealed partial class AnyShape;

[Network(10), Dense(12), Dense(6), Dense(3), MeanSquaredError, Sgd(LearningRate = 0.01)]
public sealed partial class LinearStack;

[Network(1, 5, 7), Dense(24), Relu, Dense(4), SoftmaxCrossEntropy, Adam]
public sealed partial class ImageShaped;

[Network(1), Dense(1), Huber, Adam(LearningRate = 0.01)]
public sealed partial class ConstantGradient;

[Network(2), Dense(8192), Tanh, Dense(2), MeanSquaredError, Adam]
public sealed partial class WidestLayer;

[Network(8192), Dense(3), Sigmoid, Dense(2), SoftmaxCrossEntropy, Sgd(LearningRate = 0.01)]
public sealed partial class WidestInput;

// More weights and states than a core's own caches hold: fetched ahead, in tall tiles, with rows left over.
[Network(103), Dense(2624), Tanh, Dense(3), SoftmaxCrossEntropy, Adam]
public sealed partial class StreamedWeights;

// Large layers, which threads share by columns, in four blocks and in two; an activation that keeps its input, and one that does not.
[Network(96), Dense(384, Bias = false), Gelu, Dense(192), Tanh, Dense(3), MeanSquaredError, Adam]
public sealed partial class LargeLayers;

[Network(6), Tanh, Dense(5), Relu, Dense(2), MeanSquaredError, Adam]
public sealed partial class ActivationFirst;

[Network(10), Dense(21), Silu, Dense(6), Sigmoid, SoftmaxCrossEntropy, Adam]
public sealed partial class ActivationBeforeSoftmax;
