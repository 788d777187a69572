using FastOpt.Reference;
using FastOpt.TestCases;
using FastOpt.TestCases.Networks;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Engine;

/// <summary>Gradient rules, groups of parameters and frozen layers: a step is the gradient, the rules in order over all that trains, then the optimizer.</summary>
public class UpdateTests
{
    private static readonly int[] BatchSizes = [16, 7, 1, 33, 2, 64];

    public static TheoryData<string> AllNetworks => [.. UpdateCases.All.Select(update => update.Network.Name)];

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void StepsFollowTheOracle(string name)
    {
        (NetworkCase network, Func<ReferenceUpdate> createUpdate) = UpdateCases.Named(name);
        ReferenceUpdate update = createUpdate();
        Model model = network.CreateWithTestParameters();
        float[] start = model.GetParameters();
        double[] parameters = TestData.ToDouble(start);
        var gradients = new double[network.ParameterCount];
        Assert.True(model.GradientNorm is null or 0);
        for (int step = 1; step <= BatchSizes.Length; step++)
        {
            TestBatch batch = network.CreateBatch(BatchSizes[step - 1], seed: 60 + (ulong)step, model.GetParameters());
            double loss = network.Reference.MeanLoss(parameters, batch.ExactInputs, batch.ExactTargets, gradients);
            foreach (ReferenceTensor frozen in network.Reference.Tensors().Where(update.IsFrozen))
                gradients.AsSpan(frozen.Offset, frozen.Count).Clear();
            Closeness.AssertRelative(gradients, model.GetGradients(batch), 2e-5 * step, $"{name}, step {step}, gradients");

            double[] norms = update.Apply(parameters, gradients);
            Closeness.AssertRelative([loss], [model.TrainStep(batch)], 1e-5 * step, $"{name}, step {step}, loss");
            Closeness.AssertRelative(parameters, model.GetParameters(), 1e-5 * step, $"{name}, step {step}, weights");
            if (model.GradientNorm is { } norm)
                Assert.Contains(norms, expected => Math.Abs(norm - expected) <= 2e-5 * step * expected);
            Assert.Equal(step, model.Step);
        }

        foreach (ReferenceTensor frozen in network.Reference.Tensors().Where(update.IsFrozen))
            Closeness.AssertSameBits(start.AsSpan(frozen.Offset, frozen.Count), model.GetParameters().AsSpan(frozen.Offset, frozen.Count), $"{name}, {frozen.Name}");
        Assert.Equal(network.Reference.Tensors().Select(update.IsFrozen), network.Parameters.Select(tensor => tensor.IsFrozen));
    }

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void BitsDoNotDependOnThreads(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        Model alone = network.CreateWithTestParameters();
        Model[] teams = [.. new[] { 2, 3, 4, 7 }.Select(threads => network.CreateWithTestParameters(threads: threads))];
        foreach (int size in new[] { 64, 1, 33, 64 })
        {
            TestBatch batch = network.CreateBatch(size, seed: (ulong)size);
            float loss = alone.TrainStep(batch);
            foreach (Model team in teams)
            {
                Closeness.AssertSameBits([loss], [team.TrainStep(batch)], $"{name}, batch {size}, loss");
                Closeness.AssertSameBits(alone.GetParameters(), team.GetParameters(), $"{name}, batch {size}, weights");
                Assert.Equal(alone.GradientNorm, team.GradientNorm);
            }
        }
    }

    /// <summary>The norm that clipping sees is the one before; what it leaves is no longer than the largest.</summary>
    [Fact]
    public void ClipNormShortensLongGradientsAndLeavesShortOnes()
    {
        var network = NetworkCases.Named(nameof(ClipNormSgd));
        RecordedRun run = RecordedRun.All.Single(r => r.Name == "clip norm");
        Model model = network.Create();
        model.LoadParameters(run.InitialParameters());
        TestBatch[] batches = run.Batches();
        int clipped = 0;
        for (int step = 0; step < run.Steps; step++)
        {
            double norm = Math.Sqrt(model.GetGradients(batches[step % batches.Length]).Sum(g => (double)g * g));
            model.TrainStep(batches[step % batches.Length]);
            Assert.Equal(norm, model.GradientNorm!.Value, 1e-6 * norm);
            Assert.Equal(run.Single.Norms[step], model.GradientNorm!.Value, 1e-4 * norm);
            clipped += norm > 0.75 ? 1 : 0;
        }

        Assert.InRange(clipped, 1, run.Steps - 1);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void ANormThatIsNotFiniteIsReported(float value)
    {
        Model model = NetworkCases.Named(nameof(ClipNormSgd)).CreateWithTestParameters();
        model.TrainStep([1, 2, 3, 4], [value, 0, 0], []);
        Assert.False(float.IsFinite(model.GradientNorm!.Value));
    }

    /// <summary>L2 in front of Adam is Adam's own weight decay, bit for bit, and DecoupledDecay makes AdamW of it, up to rounding.</summary>
    [Fact]
    public void RulesSayWhatOptimizersSay()
    {
        Model rule = NetworkCases.Named(nameof(L2Adam)).CreateWithTestParameters();
        Model own = NetworkCases.Named(nameof(AdamWeightDecay)).CreateWithTestParameters();
        Model decoupled = NetworkCases.Named(nameof(DecoupledAdam)).CreateWithTestParameters();
        Model adamW = NetworkCases.Named(nameof(AdamWPlain)).CreateWithTestParameters();
        for (ulong step = 1; step <= 50; step++)
        {
            TestBatch batch = NetworkCases.Named(nameof(L2Adam)).CreateBatch(16, step);
            foreach (Model model in new[] { rule, own, decoupled, adamW })
                model.TrainStep(batch);
        }

        Closeness.AssertSameBits(own.GetParameters(), rule.GetParameters(), "L2 and Adam");
        Closeness.AssertRelative(TestData.ToDouble(adamW.GetParameters()), decoupled.GetParameters(), 1e-5, "DecoupledDecay and Adam");
    }

    /// <summary>What is changed at run time is scaled by the groups as what was declared.</summary>
    [Fact]
    public void GroupsScaleTheLearningRateThatIsSet()
    {
        var model = new LayerGroups(maxBatch: 16);
        model.LoadParameters(TestData.Parameters(NetworkCases.Named(nameof(LayerGroups)).Reference, 7));
        model.Optimizer = new Sgd(LearningRate: 0.5);
        TestBatch batch = NetworkCases.Named(nameof(LayerGroups)).CreateBatch(16, seed: 5);
        float[] before = new float[LayerGroups.ParameterCount], after = new float[LayerGroups.ParameterCount], gradients = new float[LayerGroups.ParameterCount];
        model.CopyParametersTo(before);
        model.ComputeGradients(batch.Inputs, batch.Targets, gradients);
        model.TrainStep(batch.Inputs, batch.Targets);
        model.CopyParametersTo(after);
        foreach (ParameterInfo tensor in LayerGroups.Parameters)
        {
            double rate = 0.5 * (tensor.Name[5] switch { '1' => 0.1, '2' => 1, _ => 2 });
            for (int i = tensor.Offset; i < tensor.Offset + tensor.Count; i++)
                Assert.Equal(before[i] - (rate * gradients[i]), after[i], (2e-6 * rate * Math.Abs(gradients[i])) + (1.2e-7 * Math.Abs(before[i])));
        }
    }

    /// <summary>Frozen parameters stand in front of those that train: predictors read them, too.</summary>
    [Fact]
    public void PredictorsHaveTheFrozenLayers()
    {
        NetworkCase network = NetworkCases.Named(nameof(FrozenBottom));
        var model = new FrozenBottom(maxBatch: 8);
        model.LoadParameters(TestData.Parameters(network.Reference, 7));
        TestBatch batch = network.CreateBatch(8, seed: 5);
        model.TrainStep(batch.Inputs, batch.Targets);
        float[] expected = new float[24], actual = new float[24];
        model.Predict(batch.Inputs, expected);
        model.CreatePredictor(8).Predict(batch.Inputs, actual);
        Closeness.AssertSameBits(expected, actual, "predictor");
    }

    [Fact]
    public void TheSummaryShowsRulesAndMemory()
    {
        Assert.Equal(["ClipValue(Limit = 0.05)", "ClipNorm(MaxNorm = 0.125)"], ClipBothAdam.Summary.GradientRules);
        Assert.Equal(["parameters", "Adam momentum", "Adam variance", "gradients", "sums of squares", "activations", "scratch"], ClipBothAdam.Summary.Memory.Select(region => region.Name));
        Assert.Equal("Dense 16, frozen, Tanh", FrozenBottom.Summary.Layers[0].Description);
        long bytes = FrozenBottom.Summary.Memory.Single(region => region.Name == "Adam momentum").Bytes;

        // What has no state: the frozen layer, and the copies that forward reads of the two narrow layers.
        const int Frozen = (4 + 1) * 16;
        const int Copies = (16 + 8) * 16;
        Assert.Equal(FrozenBottom.Summary.Memory.Single(region => region.Name == "parameters").Bytes - (sizeof(float) * (Frozen + Copies)), bytes);
    }
}
