using FastOpt.Benchmarks.Networks;

namespace FastOpt.Benchmarks.Steps;

/// <summary>The cases of the table, in its order, with the marks that they are meant to reach.</summary>
internal static class StepCases
{
    public static IReadOnlyList<StepCase> All { get; } = [.. Marked(), .. Layered(), .. SmallBatches(), .. Inference(), .. GradientDescent(), .. Odd()];

    private static IEnumerable<StepCase> Marked() =>
    [
        Train<Net2x16x16x2>(32) with { Mark = new(PyTorch: 130, Dlib: 3.9) },
        Train<Net4x16x3>(16) with { Mark = new(PyTorch: 200) },
        Train<Net64x64x64x10>(32) with { Mark = Of(new(PyTorch: 22, Dlib: 3.5), 0.74) },
        Train<Net784x128x10>(64) with { Mark = Of(new(PyTorch: 2.8, Dlib: 2.7, PeakShare: 0.75), 0.82) },
        Train<Net784x256x128x10>(128) with { Mark = Of(new(PyTorch: 1.75, PeakShare: 0.83), 0.88) },
        Train<Net784x1024x1024x10>(256) with { Mark = Of(new(PyTorch: 1.05, Dlib: 1.7, PeakShare: 0.90), 0.88) },
    ];

    /// <summary>The first release's mark, which is AVX-512's; with 256 bits a share of the peak is asked for.</summary>
    private static StepMark Of(StepMark wide, double share) =>
        FastOptInfo.InstructionSet.Contains("512", StringComparison.Ordinal) ? wide : new StepMark(PeakShare: share);

    private static IEnumerable<StepCase> Layered() =>
    [
        LayeredNetworks.BatchNormDropout.Of(Train<NetBatchNormDropout>(64)),
        LayeredNetworks.LayerNorm.Of(Regress<NetLayerNorm>(32)),
        LayeredNetworks.Residual.Of(Train<NetResidual>(64)),
        LayeredNetworks.LeNet.Of(Train<NetLeNet>(64) with { FlopsPerExample = Flops<NetLeNet>() }),
        LayeredNetworks.Vgg.Of(Train<NetVgg>(32) with { FlopsPerExample = Flops<NetVgg>() }),
        LayeredNetworks.Signal.Of(Train<NetSignal>(32) with { FlopsPerExample = Flops<NetSignal>() }),
    ];

    /// <summary>What a training step computes of one example, as the network's own summary counts it.</summary>
    private static long Flops<TNetwork>()
        where TNetwork : class, INetwork<TNetwork, int> => TNetwork.Summary.FlopsPerExample;

    /// <summary>What a prediction computes of one example: a third of a step, and half of it for the first layer, which has no input gradient.</summary>
    private static long ForwardFlops<TNetwork>()
        where TNetwork : class, INetwork<TNetwork, int> =>
        TNetwork.Summary.Layers.Select(static (layer, i) => layer.FlopsPerExample / (i == 0 ? 2 : 3)).Sum();

    private static IEnumerable<StepCase> SmallBatches() => [Train<Net64x64x64x10>(1), Train<Net64x64x64x10>(8)];

    private static IEnumerable<StepCase> Inference() =>
    [
        LayeredNetworks.LeNet.Of(Predict<NetLeNet>(1) with { FlopsPerExample = ForwardFlops<NetLeNet>() }) with { Mark = new(BestPeer: 2.5) },
        LayeredNetworks.Vgg.Of(Predict<NetVgg>(1) with { FlopsPerExample = ForwardFlops<NetVgg>() }) with { Mark = new(BestPeer: 1) },
        Predict<Net2x16x16x2>(1), Predict<Net2x16x16x2>(64),
        Predict<Net64x64x64x10>(1), Predict<Net64x64x64x10>(64) with { Mark = Of(new(), 0.88) },
        Predict<Net784x128x10>(1), Predict<Net784x128x10>(64) with { Mark = Of(new(), 0.88) },
        Predict<Net784x1024x1024x10>(1), Predict<Net784x1024x1024x10>(64) with { Mark = Of(new(), 0.88) },
    ];

    private static IEnumerable<StepCase> GradientDescent() =>
    [
        Train<Sgd2x16x16x2>(32, "sgd"),
        Train<Sgd64x64x64x10>(32, "sgd"),
        Train<Sgd784x128x10>(64, "sgd"),
        Train<Sgd784x256x128x10>(128, "sgd"),
        Train<Sgd784x1024x1024x10>(256, "sgd"),
    ];

    private static IEnumerable<StepCase> Odd()
    {
        StepMark mark = new(NeighborShare: 0.6);
        (StepCase Odd, StepCase Round)[] pairs =
        [
            (Train<Net17x33x5>(7), Train<Net16x32x8>(8)),
            (Regress<Net100x100x100x1>(50), Regress<Net96x96x96x1>(48)),
            (Train<Net512x512x512x512x10>(64), Train<Net512x512x512x512x16>(64)),
        ];
        return pairs.SelectMany(pair =>
        {
            StepCase round = pair.Round with { IsNeighbor = true };
            return new[] { pair.Odd with { Mark = mark, Neighbor = round }, round };
        });
    }

    /// <summary>A training step of a classifier.</summary>
    public static StepCase Train<TNetwork>(int batch, string optimizer = "adam")
        where TNetwork : class, INetwork<TNetwork, int> =>
        new(Widths<TNetwork, int>(), batch, StepKind.Train, optimizer, "softmax", StepWorks.Classifier<TNetwork>);

    private static StepCase Regress<TNetwork>(int batch)
        where TNetwork : class, INetwork<TNetwork, float> =>
        new(Widths<TNetwork, float>(), batch, StepKind.Train, "adam", "mse", StepWorks.Regression<TNetwork>);

    private static StepCase Predict<TNetwork>(int batch)
        where TNetwork : class, INetwork<TNetwork, int> =>
        new(Widths<TNetwork, int>(), batch, StepKind.Predict, "none", "softmax", StepWorks.Classifier<TNetwork>);

    /// <summary>The widths of a network, read off the shapes of its weights [out, in].</summary>
    private static int[] Widths<TNetwork, TTarget>()
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        List<int> widths = [TNetwork.InputSize];
        foreach (ParameterInfo parameter in TNetwork.Parameters)
        {
            if (parameter.Shape.Count == 2)
                widths.Add(parameter.Shape[0]);
        }

        return [.. widths];
    }
}
