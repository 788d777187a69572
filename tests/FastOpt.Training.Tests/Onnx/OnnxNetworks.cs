namespace FastOpt.Training.Tests;

// What is exported. Each rule stands in a branch of its own, and the branches stand side by side in the output: a difference says which rule it is of. Each
// network costs its compilation, so there are few.

[Network(6), Dense(4), Mark("x")]
[Relu, Mark("r1"), From("x"), Relu6, Concat("r1"), Mark("r2"), From("x"), LeakyRelu(NegativeSlope = 0.2), Concat("r2"), Mark("r3")]
[From("x"), PRelu, Concat("r3"), Mark("r4"), From("x"), Elu(Alpha = 0.7), Concat("r4"), Mark("r5"), From("x"), Selu, Concat("r5"), Mark("r6")]
[From("x"), Gelu, Concat("r6"), Mark("r7"), From("x"), GeluTanh, Concat("r7"), Mark("r8"), From("x"), Silu, Concat("r8"), Mark("r9")]
[From("x"), Mish, Concat("r9"), Mark("r10"), From("x"), Softplus(Beta = 2), Concat("r10"), Mark("r11"), From("x"), Softsign, Concat("r11"), Mark("r12")]
[From("x"), Sigmoid, Concat("r12"), Mark("r13"), From("x"), HardSigmoid, Concat("r13"), Mark("r14"), From("x"), HardSwish, Concat("r14"), Mark("r15")]
[From("x"), HardTanh, Concat("r15"), Mark("r16"), From("x"), Tanh, Concat("r16"), Dropout(0.5), GaussianNoise(0.1), MeanSquaredError, Sgd]
public sealed partial class EveryActivation;

[Network(4), Dense(4), Mark("x")]
[Activation<Bent>(0.2, 1), Mark("r1"), From("x"), Activation<Stepped>, Concat("r1"), Mark("r2"), From("x"), Activation<Horner>, Concat("r2"), Mark("r3")]
[From("x"), Activation<Waves>, Concat("r3"), Mark("r4"), From("x"), Activation<Hyperbolic>, Concat("r4"), Mark("r5"), From("x"), Activation<Logarithms>]
[Concat("r5"), Mark("r6"), From("x"), Activation<Rounded>, Concat("r6"), Mark("r7"), From("x"), Activation<Counted>(3, true, Side.Right), Concat("r7")]
[Mark("r8"), From("x"), Activation<TwoSlopes>, Concat("r8"), Mark("r9"), From("x"), Activation<Flat>, Concat("r9"), Mark("r10"), From("x"), Activation<Given>]
[Concat("r10"), Mark("r11"), From("x"), Activation<Predicted>, Concat("r11"), Mark("r12"), From("x"), Activation<Logic>, Concat("r12"), MeanSquaredError, Sgd]
public sealed partial class OwnActivations;

[Network(12), Mark("x")]
[BatchNorm(Epsilon = 1e-3), Mark("r1"), From("x"), LayerNorm, Concat("r1"), Mark("r2"), From("x"), RmsNorm, Concat("r2"), Mark("r3")]
[From("x"), GroupNorm(3), Concat("r3"), Mark("r4"), From("x"), Normalization<ScaleNorm>, Concat("r4"), Mark("r5"), From("x"), Normalization<RangeNorm>]
[Concat("r5"), Mark("r6"), From("x"), Normalization<RunningRange>, Concat("r6"), Dense(60), MeanSquaredError, Sgd]
public sealed partial class VectorNorms;

[Network(6, 3, 4), Mark("x")]
[BatchNorm, Mark("r1"), From("x"), LayerNorm, Concat("r1"), Mark("r2"), From("x"), RmsNorm, Concat("r2"), Mark("r3"), From("x"), GroupNorm(2), Concat("r3")]
[Mark("r4"), From("x"), InstanceNorm, Concat("r4"), Mark("r5"), From("x"), PRelu, Concat("r5"), Mark("r6"), From("x"), Normalization<ScaleNorm>, Concat("r6")]
[Mark("r7"), From("x"), Normalization<ChannelRange>, Concat("r7"), Mark("r8"), From("x"), Normalization<RunningRange>, Concat("r8"), Dropout(0.1)]
[Conv2D(54, 1), MeanSquaredError, Sgd]
public sealed partial class ImageNorms;

[Network(2, 13, 11), Conv2D(4, 3, Padding = 1, Bias = false), BatchNorm, Relu, MaxPool2D(3, Stride = 2, Padding = 1)]
[Conv2D(6, 3, Stride = 2, Groups = 2), Silu, AveragePool2D(2, Stride = 1, Padding = 1), Conv2D(5, 2, Dilation = 2), MeanSquaredError, Sgd]
public sealed partial class ImageWindows;

[Network(3, 9, 10), Conv2D(4, 2, 3, Same = true, Stride = 2), Tanh, Mark("a"), MaxPool2D(3, Stride = 1, Padding = 1), Concat("a")]
[Conv2D(8, 3, Same = true, Groups = 8), AveragePool2D(3, Stride = 2, Padding = 1), Mark("b"), GlobalAveragePool, Mark("mean")]
[From("b"), GlobalMaxPool, Concat("mean"), Dense(3), SoftmaxCrossEntropy, Sgd]
public sealed partial class SameWindows;

[Network(2, 37), Conv1D(9, 7, Stride = 2, Padding = 3), Tanh, MaxPool1D(3, Stride = 2, Padding = 1), Conv1D(6, 3, Dilation = 2, Groups = 3)]
[AveragePool1D(3, Stride = 2, Padding = 1), InstanceNorm, Conv1D(4, 2, Same = true), Mark("a"), GlobalAveragePool, Mark("mean"), From("a"), GlobalMaxPool, Add("mean"), MeanSquaredError, Sgd]
public sealed partial class SignalGraph;

[Block, Dense(8, Bias = false), BatchNorm, Relu, Dense(8), Add(Block.Input)]
public sealed partial class OnnxBlock;

[Network(5), Dense(8), Stack<OnnxBlock>(Times = 2), Mark("gate"), Dense(8), Sigmoid, Multiply("gate"), Concat("gate"), Dense(12), Reshape(3, 2, 2)]
[Relu, Mark("image"), Conv2D(3, 3, Padding = 1), Add("image"), Flatten, LayerNorm, Dense(3), SoftmaxCrossEntropy, Sgd]
public sealed partial class Branches;

[Network(3), Embedding(7, 4), LayerNorm, Dense(2), MeanSquaredError, Sgd]
public sealed partial class Words;

[Network(6), Embedding(5, 3, Columns = new[] { 0, 1, 4 }), Dense(2), MeanSquaredError, Sgd]
public sealed partial class MixedColumns;

[Network(1, 28, 28), Conv2D(3, 5, Stride = 3), Relu, Dense(10), SoftmaxCrossEntropy, Adam]
public sealed partial class Pixels;

[Network(4), Dense(3), Activation<Bits>, Dense(2), MeanSquaredError, Sgd]
public sealed partial class BitNetwork;

// PyTorch's, which record_onnx.py makes.

[Network(5), Dense(7), BatchNorm, Tanh, Dense(3), MeanSquaredError, Sgd]
public sealed partial class TorchNamed;

[Network(5), Dense(7), Tanh, Dense(3), MeanSquaredError, Sgd]
public sealed partial class TorchLinear;

[Network(2, 8, 8), Conv2D(4, 3, Padding = 1), BatchNorm, Relu, MaxPool2D(2), Conv2D(3, 3), PRelu, Flatten, Dense(4), SoftmaxCrossEntropy, Sgd]
public sealed partial class TorchConvolution;

[Network(4), Embedding(6, 3), Dense(2), MeanSquaredError, Sgd]
public sealed partial class TorchEmbedding;
