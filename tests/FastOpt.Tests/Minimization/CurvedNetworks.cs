namespace FastOpt.Tests.Minimization;

[Network(2, Curvature = true), Dense(4), Tanh, Dense(1), MeanSquaredError]
public sealed partial class CurvedXor;

[Network(5, Curvature = true), Dense(6), Tanh, Dense(3), SoftmaxCrossEntropy(ClassWeights = new[] { 1, 0.25, 3 })]
public sealed partial class CurvedClasses;

[Network(5, Curvature = true), Dense(6), Tanh, Dense(2), Huber(Sum = true)]
public sealed partial class CurvedSum;

[Network(5, Curvature = true), Dense(12), Tanh, Dense(6), Silu, Dense(2), MeanSquaredError]
public sealed partial class CurvedDeep;

[Network(5, Curvature = true), Dense(6, Frozen = true), Tanh, Dense(2), MeanSquaredError]
public sealed partial class CurvedPartly;

[Network(4, Curvature = true), Dense(1), MeanSquaredError]
public sealed partial class CurvedLinear;

#pragma warning disable FOPT0152
[Network(1, Curvature = true), Dense(1, Bias = false), Dense(1, Bias = false), MeanSquaredError]
public sealed partial class CurvedSaddle;
#pragma warning restore FOPT0152

[Network(5, Curvature = true), Dense(6), BatchNorm, Tanh, Dropout(0.25), Dense(2), MeanSquaredError]
public sealed partial class CurvedBatch;

[Network(2, 7, 7, Curvature = true), Conv2D(16, 3), BatchNorm, Relu, MaxPool2D(2), Conv2D(5, 2), LayerNorm, Gelu, Dense(33), PRelu, Dense(4), SoftmaxCrossEntropy(LabelSmoothing = 0.1)]
public sealed partial class CurvedWindows;
