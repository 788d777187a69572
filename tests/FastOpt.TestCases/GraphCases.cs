using FastOpt.Reference;
using FastOpt.Reference.Graphs;
using FastOpt.TestCases.Networks;
using Losses = FastOpt.Reference.ReferenceLosses;

namespace FastOpt.TestCases;

/// <summary>The networks with normalizations, random numbers, branches and convolutions, described by hand a second time.</summary>
public static class GraphCases
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<GraphCase> All { get; } =
    [
        Define<DroppedNormalized, int>(n => ScalarRules.Of(n.Optimizer), new ReferenceGraph(24)
            .Dense(40).BatchNorm().Activation("Relu").Dropout(0.3).Dense(27).BatchNorm().Activation("Tanh").Dropout().Dense(7)
            .WithLoss(Losses.SoftmaxCrossEntropy)),
        Define<NoisyNormalized, float>(n => ScalarRules.Of(n.Optimizer), new ReferenceGraph(13)
            .Dense(33).LayerNorm().PRelu().GaussianNoise(0.1).Dense(21).RmsNorm().PRelu().GaussianNoise(0.2).Dense(3)),
        Define<ResidualStack, int>(n => ScalarRules.Of(n.Optimizer), Residual(Residual(Residual(new ReferenceGraph(19).Dense(48).Activation("Relu"), 1), 2), 3)
            .Mark("gate").Dense(48).Activation("Sigmoid").Multiply("gate").Concat("gate").Dense(5).WithLoss(Losses.SoftmaxCrossEntropy)),
        Define<SignalChannels, int>(n => ScalarRules.Of(n.Optimizer), new ReferenceGraph(6, 5)
            .Dropout(0.1).BatchNorm().PRelu().InstanceNorm().Activation("Tanh").GroupNorm(3).Dense(33).BatchNorm().Activation("Silu").Dense(4)
            .WithLoss(Losses.SoftmaxCrossEntropy)),
        Define<LargeNormalized, float>(n => ScalarRules.Of(n.Optimizer), new ReferenceGraph(96)
            .Dense(384, bias: false).BatchNorm().Activation("Gelu").Dropout(0.2).Dense(192).LayerNorm().Activation("Tanh").Dense(3)),
        Define<SmallLeNet, int>(n => ScalarRules.Of(n.Optimizer), new ReferenceGraph(1, 12, 12)
            .Convolution(6, new(5, 5) { Padding = (2, 2, 2, 2) }).Activation("Relu").MaxPool(Side(2))
            .Convolution(16, new(3, 3)).Activation("Relu").MaxPool(Side(2)).Dense(10).WithLoss(Losses.SoftmaxCrossEntropy)),
        Define<ResidualImage, int>(n => ScalarRules.Of(n.Optimizer), Separable(Separable(new ReferenceGraph(3, 7, 6)
            .Convolution(16, Around, bias: false).BatchNorm().Activation("Relu"), 1), 2).GlobalAveragePool().Dense(5).WithLoss(Losses.SoftmaxCrossEntropy)),
        Define<SignalWindows, float>(n => ScalarRules.Of(n.Optimizer), new ReferenceGraph(2, 37)
            .Convolution(33, new(1, 7) { Stride = (1, 2), Padding = (0, 0, 3, 3) }).Activation("Tanh")
            .MaxPool(new(1, 3) { Stride = (1, 2), Padding = (0, 0, 1, 1) })
            .Convolution(21, new(1, 3) { Dilation = (1, 2) }, groups: 3).Activation("Silu").AveragePool(new(1, 2) { Stride = (1, 2) }).Dropout(0.2).Dense(3)),
        Define<PooledSignal, int>(n => ScalarRules.Of(n.Optimizer), new ReferenceGraph(3, 48)
            .Convolution(12, new(1, 5) { Padding = (0, 0, 2, 2) }).Activation("Tanh").MaxPool(InRow(2))
            .Convolution(16, new(1, 3) { Padding = (0, 0, 1, 1) }, groups: 2).Activation("Tanh").MaxPool(InRow(3))
            .Convolution(8, new(1, 3) { Padding = (0, 0, 1, 1) }, groups: 2).Activation("Relu").MaxPool(InRow(4)).Dense(4)
            .WithLoss(Losses.SoftmaxCrossEntropy)),
        Define<OddWindows, float>(n => ScalarRules.Of(n.Optimizer), new ReferenceGraph(5, 8, 7)
            .Convolution(20, new(2, 3) { Stride = (2, 2), Padding = (0, 0, 1, 1) }).GroupNorm(4).PRelu().MaxPool(Around).Mark("a")
            .Convolution(7, new(1, 1)).Activation("Tanh").Concat("a").Convolution(17, new(2, 2) { Dilation = (2, 2) }).GlobalMaxPool().Dense(4)),
        Define<ManyTiles, int>(n => ScalarRules.Of(n.Optimizer), new ReferenceGraph(2, 12, 12)
            .Convolution(4, Around).Activation("Tanh").Convolution(6, new(7, 7) { Padding = (3, 3, 3, 3) }).Activation("Relu").MaxPool(Side(2))
            .Convolution(16, new(5, 5) { Padding = (2, 2, 2, 2) }).Activation("Relu").MaxPool(Side(2))
            .Convolution(24, Around).Activation("Relu").MaxPool(Side(2)).Dense(4).WithLoss(Losses.SoftmaxCrossEntropy)),
    ];

    /// <summary>Three rows and columns with one of zeros around the image.</summary>
    private static ReferenceWindow Around => new(3, 3) { Padding = (1, 1, 1, 1) };

    /// <summary>Windows side by side.</summary>
    private static ReferenceWindow Side(int size) => new(size, size) { Stride = (size, size) };

    /// <summary>The same of a signal.</summary>
    private static ReferenceWindow InRow(int size) => new(1, size) { Stride = (1, size) };

    private static ReferenceGraph Separable(ReferenceGraph below, int number) => below.Mark($"entered {number}")
        .Convolution(16, Around, groups: 16, bias: false).BatchNorm().Activation("Relu").Convolution(16, new(1, 1), bias: false).BatchNorm()
        .Add($"entered {number}").Activation("Relu");

    private static ReferenceGraph Residual(ReferenceGraph below, int number) => below.Mark($"entered {number}")
        .Dense(48, bias: false).BatchNorm().Activation("Relu").Dense(48, bias: false).BatchNorm().Add($"entered {number}").Activation("Relu");

    private static GraphCase Define<TNetwork, TTarget>(Func<TNetwork, ScalarRule> rule, ReferenceGraph graph)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged =>
        new(typeof(TNetwork).Name, graph, (maxBatch, seed, threads) => new Model<TNetwork, TTarget>(TNetwork.Create(maxBatch, seed, threads), rule));
}
