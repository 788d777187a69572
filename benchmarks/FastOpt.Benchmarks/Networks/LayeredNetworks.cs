namespace FastOpt.Benchmarks.Networks;

/// <summary>A classifier with batch norm and dropout.</summary>
[Network(784)]
[Dense(256), BatchNorm, Relu, Dropout(0.5)]
[Dense(128), BatchNorm, Relu, Dropout(0.5)]
[Dense(10)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-5)]
public sealed partial class NetBatchNormDropout;

/// <summary>A regression with layer norm.</summary>
[Network(64)]
[Dense(128), LayerNorm, Gelu]
[Dense(128), LayerNorm, Gelu]
[Dense(128), LayerNorm, Gelu]
[Dense(1)]
[MeanSquaredError]
[Adam(LearningRate = 1e-5)]
public sealed partial class NetLayerNorm;

/// <summary>A block that adds what it computes to what enters it.</summary>
[Block, Dense(128), BatchNorm, Relu, Dense(128), BatchNorm, Add(Block.Input), Relu]
public partial class ResidualBlock;

/// <summary>A classifier of three residual blocks.</summary>
[Network(128), Stack<ResidualBlock>(Times = 3), Dense(10)]
[SoftmaxCrossEntropy]
[Adam(LearningRate = 1e-5)]
public sealed partial class NetResidual;
