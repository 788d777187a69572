using FastOpt.Reference;
using FastOpt.TestCases;
using FastOpt.TestCases.Networks;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Engine;

/// <summary>A training step is the gradient and the optimizer's scalar method, applied once to every parameter.</summary>
public class StepTests
{
    private static readonly int[] BatchSizes = [16, 7, 1, 33, 2];

    public static TheoryData<string> AllNetworks => CaseNames.All;

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void IsTheGradientAndTheScalarRule(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        Model model = network.CreateWithTestParameters();
        var state = new float[network.ParameterCount * ScalarRules.States];
        for (int step = 1; step <= BatchSizes.Length; step++)
        {
            TestBatch batch = network.CreateBatch(BatchSizes[step - 1], seed: 40 + (ulong)step);
            float[] before = model.GetParameters();
            float[] gradients = model.GetGradients(batch);
            float evaluated = model.Evaluate(batch);
            ScalarRule rule = model.Rule;

            float loss = model.TrainStep(batch);

            Assert.Equal(step, model.Step);
            Closeness.AssertRelative([evaluated], [loss], 1e-6, $"{name}, step {step}, loss of TrainStep and Evaluate");
            float[] after = model.GetParameters();
            int decided = 0;
            for (int i = 0; i < before.Length; i++)
            {
                float expected = before[i];
                rule(ref expected, gradients[i], state.AsSpan(i * ScalarRules.States, ScalarRules.States), step);
                double move = Math.Abs((double)expected - before[i]);

                // The compiled rule contracts products and sums; that and the rounding of the weight itself are all that may differ.
                double tolerance = (1e-4 * move) + (2.4e-7 * Math.Abs(before[i])) + 1e-9;
                if (!(Math.Abs((double)after[i] - expected) <= tolerance))
                    Assert.Fail($"{name}, step {step}, parameter {i}: {before[i]:R} became {after[i]:R} instead of {expected:R}; gradient {gradients[i]:R}");
                if (move > 10 * tolerance)
                    decided++;
            }

            Assert.True(decided > 0, $"{name}, step {step}: no parameter moved far enough to prove anything");
        }
    }

    /// <summary>Plain gradient descent shows an update that is left out or done twice in the plainest way, for weights and biases of every layer.</summary>
    [Theory]
    [InlineData(nameof(SgdPlain))]
    [InlineData(nameof(LinearStack))]
    [InlineData(nameof(LinearRegression))]
    [InlineData(nameof(SoftmaxRegression))]
    public void EveryParameterMovesExactlyOnce(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        Model model = network.CreateWithTestParameters();
        TestBatch batch = network.CreateBatch(23, seed: 3);
        float[] unit = [0];
        model.Rule(ref unit[0], 1, new float[ScalarRules.States], 1);
        float learningRate = -unit[0];
        (float[] before, float[] gradients, float[] after) = model.Take(batch);
        for (int i = 0; i < before.Length; i++)
        {
            Assert.True(Math.Abs(gradients[i]) > 1e-6, $"parameter {i} has no gradient to move by");
            double ratio = ((double)before[i] - after[i]) / (learningRate * (double)gradients[i]);
            double rounding = 1.2e-7 * Math.Abs(before[i]) / Math.Abs(learningRate * gradients[i]);
            Assert.True(Math.Abs(ratio - 1) <= 1e-5 + rounding, $"{name}, parameter {i} moved {ratio:R} times");
        }
    }

    /// <summary>
    /// Adam's first step is the learning rate in the direction of the gradient's sign. Left-out corrections make it 3.2 times as long, corrections
    /// multiplied instead of divided 0.3 times, and powers that advance once per tensor show in the second layer.
    /// </summary>
    [Theory]
    [InlineData(nameof(AdamPlain))]
    [InlineData(nameof(AdamWPlain))]
    [InlineData(nameof(DeepHuber))]
    [InlineData(nameof(Deep))]
    public void FirstStepOfAdamIsTheLearningRate(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        Model model = network.CreateWithTestParameters();
        TestBatch batch = network.CreateBatch(16, seed: 8);
        double learningRate = name == nameof(Deep) ? 3e-3 : 0.01;
        double decay = name is nameof(AdamWPlain) or nameof(DeepHuber) ? 0.01 : 0;
        (float[] before, float[] gradients, float[] after) = model.Take(batch);
        int checkedParameters = 0;
        for (int i = 0; i < before.Length; i++)
        {
            // ε = 1e-8 shortens the step of a tiny gradient.
            if (Math.Abs(gradients[i]) < 1e-6)
                continue;
            double expected = (before[i] * (1 - (learningRate * decay))) - (learningRate * Math.Sign(gradients[i]));
            Assert.True(Math.Abs(after[i] - expected) < 0.02 * learningRate, $"{name}, parameter {i}: {before[i]:R} became {after[i]:R} instead of {expected:R}");
            checkedParameters++;
        }

        Assert.True(checkedParameters > before.Length / 2);
    }

    /// <summary>
    /// With a constant gradient every corrected mean is the gradient itself, so that Adam moves by the learning rate in each of its first steps.
    /// A linear network without inputs has that gradient: a bias under a Huber loss far outside δ.
    /// </summary>
    [Fact]
    public void FirstStepsOfAdamUnderAConstantGradient()
    {
        var model = new ConstantGradient(maxBatch: 1);
        model.LoadParameters([0, 0]);
        for (int step = 1; step <= 5; step++)
        {
            model.TrainStep([0f], [-100f]);
            var parameters = new float[2];
            model.CopyParametersTo(parameters);
            Assert.Equal(0, parameters[0]);
            Assert.Equal(-0.01 * step, parameters[1], 1e-6);
        }
    }

    [Fact]
    public void LearningRateIsReadAtEachStep()
    {
        var model = new SgdPlain(maxBatch: 16);
        NetworkCase network = NetworkCases.Named(nameof(SgdPlain));
        TestBatch batch = network.CreateBatch(16, seed: 2);
        float[] Parameters()
        {
            var parameters = new float[SgdPlain.ParameterCount];
            model.CopyParametersTo(parameters);
            return parameters;
        }

        var gradients = new float[SgdPlain.ParameterCount];
        foreach (double learningRate in new[] { 0.25, 0, 0.5, 1e-3 })
        {
            model.Optimizer = model.Optimizer with { LearningRate = learningRate };
            Assert.Equal(learningRate, model.Optimizer.LearningRate);
            float[] before = Parameters();
            model.ComputeGradients(batch.Inputs, batch.Targets, gradients);
            model.TrainStep(batch.Inputs, batch.Targets);
            float[] after = Parameters();
            for (int i = 0; i < before.Length; i++)
                Assert.Equal(before[i] - (learningRate * gradients[i]), after[i], (1e-6 * learningRate) + (1.2e-7 * Math.Abs(before[i])));
        }
    }

    [Fact]
    public void AttributesSetHyperparametersAndKeepTheDefaults()
    {
        Assert.Equal(new Adam(LearningRate: 0.01, Beta1: 0.9, Beta2: 0.999, Epsilon: 1e-8, WeightDecay: 0.05), new AdamWeightDecay().Optimizer);
        Assert.Equal(new AdamW(LearningRate: 0.01, Beta1: 0.9, Beta2: 0.999, Epsilon: 1e-8, WeightDecay: 0.01), new AdamWPlain().Optimizer);
        Assert.Equal(new Sgd(LearningRate: 0.05, Momentum: 0.9, Dampening: 0, Nesterov: true, WeightDecay: 0), new SgdNesterov().Optimizer);
        Assert.Equal(new RmsProp(LearningRate: 0.001, Alpha: 0.99, Epsilon: 1e-8, WeightDecay: 0, Momentum: 0.9), new RmsPropMomentum().Optimizer);
        Assert.Equal(new TestCases.Networks.Lion(LearningRate: 1e-4, Beta1: 0.9, Beta2: 0.99, WeightDecay: 0), new HousePrices().Optimizer);
        Assert.Equal(new TestCases.Networks.Lion(LearningRate: 3e-3, Beta1: 0.95, Beta2: 0.99, WeightDecay: 0), new LionWithArguments().Optimizer);
        Assert.Equal(new Adam(LearningRate: 1e-3, Beta1: 0.9, Beta2: 0.999, Epsilon: 1e-8, WeightDecay: 0), new Moons().Optimizer);
    }

    /// <summary>A non-finite loss is returned, not hidden.</summary>
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void NonFiniteLossIsReported(float value)
    {
        var model = new LinearRegression(maxBatch: 2);
        float[] inputs = [.. Enumerable.Repeat(1f, 26)];
        inputs[17] = value;
        Assert.False(float.IsFinite(model.Evaluate(inputs, [0f, 0f])));
        Assert.False(float.IsFinite(model.TrainStep(inputs, [0f, 0f])));
    }
}
