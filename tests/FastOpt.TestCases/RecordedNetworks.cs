using FastOpt.Reference;
using FastOpt.TestCases.Networks;

namespace FastOpt.TestCases;

/// <summary>Which declared network each recorded PyTorch run is of, and the same run of it.</summary>
public static class RecordedNetworks
{
    /// <summary>Recording and network.</summary>
    public static IReadOnlyList<(string Recording, string Network)> Pairs { get; } =
    [
        ("sgd", nameof(SgdPlain)),
        ("sgd momentum", nameof(SgdMomentum)),
        ("sgd momentum dampening", nameof(SgdDampening)),
        ("sgd nesterov", nameof(SgdNesterov)),
        ("sgd weight decay", nameof(SgdWeightDecay)),
        ("sgd momentum dampening weight decay", nameof(SgdEverything)),
        ("rmsprop", nameof(RmsPropPlain)),
        ("rmsprop momentum", nameof(RmsPropMomentum)),
        ("rmsprop weight decay", nameof(RmsPropWeightDecay)),
        ("adam", nameof(AdamPlain)),
        ("adam weight decay", nameof(AdamWeightDecay)),
        ("adamw", nameof(AdamWPlain)),
        ("adagrad", nameof(AdagradNetwork)),
        ("adadelta", nameof(AdadeltaNetwork)),
        ("adamax", nameof(AdamaxNetwork)),
        ("amsgrad", nameof(AmsGradNetwork)),
        ("radam", nameof(RAdamNetwork)),
        ("rprop", nameof(RpropNetwork)),
        ("asgd", nameof(AsgdNetwork)),
        ("sgd nesterov weight decay", nameof(SgdNesterovWeightDecay)),
        ("rmsprop centered", nameof(RmsPropCenteredPlain)),
        ("rmsprop centered momentum weight decay", nameof(RmsPropCenteredMomentum)),
        ("adam betas epsilon", nameof(AdamOptions)),
        ("adagrad initial accumulator", nameof(AdagradInitial)),
        ("adadelta rho epsilon", nameof(AdadeltaOptions)),
        ("adamax betas epsilon", nameof(AdamaxOptions)),
        ("nadam", nameof(NAdamPlain)),
        ("nadam weight decay", nameof(NAdamNetwork)),
        ("nadam momentum decay", nameof(NAdamOptions)),
        ("radam betas", nameof(RAdamOptions)),
        ("rprop etas steps", nameof(RpropOptions)),
        ("asgd power", nameof(AsgdOptions)),
        ("relu", nameof(ReluNetwork)),
        ("leaky relu", nameof(LeakyReluNetwork)),
        ("sigmoid", nameof(SigmoidNetwork)),
        ("tanh", nameof(TanhNetwork)),
        ("gelu", nameof(GeluNetwork)),
        ("silu", nameof(SiluNetwork)),
        ("softplus", nameof(SoftplusNetwork)),
        ("elu, absolute error", nameof(EluNetwork)),
        ("selu, smooth l1", nameof(SeluNetwork)),
        ("gelu tanh, log cosh", nameof(GeluTanhNetwork)),
        ("mish, hinge", nameof(MishNetwork)),
        ("softsign, squared hinge", nameof(SoftsignNetwork)),
        ("hard sigmoid, poisson", nameof(HardSigmoidNetwork)),
        ("hard swish, quantile", nameof(HardSwishNetwork)),
        ("hard tanh", nameof(HardTanhNetwork)),
        ("relu6", nameof(Relu6Network)),
        ("mean squared error", nameof(MeanSquaredErrorNetwork)),
        ("huber", nameof(HuberNetwork)),
        ("binary cross-entropy", nameof(BinaryCrossEntropyNetwork)),
        ("softmax cross-entropy", nameof(SoftmaxCrossEntropyNetwork)),
        ("softmax cross-entropy sgd", nameof(SoftmaxCrossEntropySgd)),
        ("deep", nameof(DeepHuber)),
        ("digits small", nameof(SmoothClassifier)),
        ("clip norm", nameof(ClipNormSgd)),
        ("clip value", nameof(ClipValueSgd)),
        ("clip value, clip norm", nameof(ClipBothAdam)),
        ("l1", nameof(L1Sgd)),
        ("no decay of biases", nameof(UndecayedBiases)),
        ("learning rates and decays by layer", nameof(LayerGroups)),
        ("frozen at the bottom", nameof(FrozenBottom)),
        ("frozen in the middle", nameof(FrozenMiddle)),
        ("accumulated", nameof(Accumulated)),
    ];

    /// <summary>Trains the network as the recording did: the same weights, batches and steps.</summary>
    public static (float[] Losses, float[] First, float[] Last) Train(RecordedRun run, string network)
    {
        Model model = NetworkCases.Named(network).Create(maxBatch: run.Batch);
        model.LoadParameters(run.InitialParameters());
        TestBatch[] batches = run.Batches();
        var losses = new float[run.Steps];
        float[] first = [];
        for (int step = 0; step < run.Steps; step++)
        {
            losses[step] = Step(model, batches[step % batches.Length], run.Parts);
            if (step == 0)
                first = Sample(model, run.Stride);
        }

        return (losses, first, Sample(model, run.Stride));
    }

    /// <summary>A step on a batch, or on equal parts of it whose gradients are added up.</summary>
    private static float Step(Model model, TestBatch batch, int parts)
    {
        if (parts == 1)
            return model.TrainStep(batch);
        int size = batch.Size / parts;
        double loss = Enumerable.Range(0, parts).Sum(part => (double)model.AccumulateGradients(batch.Slice(part * size, size)));
        model.ApplyGradients();
        return (float)(loss / parts);
    }

    private static float[] Sample(Model model, int stride) => [.. model.GetParameters().Where((_, index) => index % stride == 0)];
}
