using FastOpt.Reference;
using FastOpt.Reference.Graphs;
using FastOpt.TestCases.Networks;
using Losses = FastOpt.Reference.ReferenceLosses;

namespace FastOpt.TestCases;

/// <summary>The networks with normalizations, random numbers and branches, described by hand a second time.</summary>
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
    ];

    private static ReferenceGraph Residual(ReferenceGraph below, int number) => below.Mark($"entered {number}")
        .Dense(48, bias: false).BatchNorm().Activation("Relu").Dense(48, bias: false).BatchNorm().Add($"entered {number}").Activation("Relu");

    private static GraphCase Define<TNetwork, TTarget>(Func<TNetwork, ScalarRule> rule, ReferenceGraph graph)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged =>
        new(typeof(TNetwork).Name, graph, (maxBatch, seed, threads) => new Model<TNetwork, TTarget>(TNetwork.Create(maxBatch, seed, threads), rule));
}
