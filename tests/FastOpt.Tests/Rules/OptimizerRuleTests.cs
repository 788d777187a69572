using FastOpt.Reference;
using FastOpt.TestCases;

namespace FastOpt.Tests;

/// <summary>The scalar rules against the same formulas in double precision, on one weight.</summary>
public class OptimizerRuleTests
{
    private const int Steps = 100;

    [Theory]
    [InlineData(0, 0, false, 0)]
    [InlineData(0.9, 0, false, 0)]
    [InlineData(0.9, 0.5, false, 0.1)]
    [InlineData(0.9, 0, true, 0.01)]
    [InlineData(0, 0.5, false, 0)]
    public void Sgd(double momentum, double dampening, bool nesterov, double weightDecay)
    {
        Sgd rule = new(LearningRate: 0.05, momentum, dampening, nesterov, weightDecay);
        (double w, double b) = (0.7, 0);
        (float weight, float buffer) = (0.7f, 0);
        for (int step = 1; step <= Steps; step++)
        {
            double g = Gradient(step) + weightDecay * w;
            b = step == 1 ? g : momentum * b + (1 - dampening) * g;
            w -= 0.05 * (momentum == 0 ? g : nesterov ? g + momentum * b : b);
            rule.Update(ref weight, (float)Gradient(step), ref buffer, step);
            Check(step, w, weight);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.9, 0.1)]
    public void RmsProp(double momentum, double weightDecay)
    {
        RmsProp rule = new(LearningRate: 1e-2, Alpha: 0.99, Epsilon: 1e-8, weightDecay, momentum);
        (double w, double s, double b) = (0.7, 0, 0);
        (float weight, float square, float buffer) = (0.7f, 0, 0);
        for (int step = 1; step <= Steps; step++)
        {
            double g = Gradient(step) + weightDecay * w;
            s = 0.99 * s + 0.01 * g * g;
            b = momentum * b + g / (Math.Sqrt(s) + 1e-8);
            w -= 1e-2 * b;
            rule.Update(ref weight, (float)Gradient(step), ref square, ref buffer);
            Check(step, w, weight);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Adam(double weightDecay)
    {
        Adam rule = new(LearningRate: 1e-2, Beta1: 0.9, Beta2: 0.999, Epsilon: 1e-8, weightDecay);
        (double w, double m, double v) = (0.7, 0, 0);
        (float weight, float mean, float square) = (0.7f, 0, 0);
        for (int step = 1; step <= Steps; step++)
        {
            double g = Gradient(step) + weightDecay * w;
            w -= AdamStep(g, ref m, ref v, step);
            rule.Update(ref weight, (float)Gradient(step), ref mean, ref square, step);
            Check(step, w, weight);
        }
    }

    [Fact]
    public void AdamW()
    {
        AdamW rule = new(LearningRate: 1e-2, Beta1: 0.9, Beta2: 0.999, Epsilon: 1e-8, WeightDecay: 0.1);
        (double w, double m, double v) = (0.7, 0, 0);
        (float weight, float mean, float square) = (0.7f, 0, 0);
        for (int step = 1; step <= Steps; step++)
        {
            w *= 1 - 1e-2 * 0.1;
            w -= AdamStep(Gradient(step), ref m, ref v, step);
            rule.Update(ref weight, (float)Gradient(step), ref mean, ref square, step);
            Check(step, w, weight);
        }
    }

    private static readonly Dictionary<string, (ScalarRule Rule, Func<ReferenceOptimizer> Oracle)> AgainstOracle = new()
    {
        ["Adagrad"] = (ScalarRules.Of(new Adagrad()), () => ReferenceOptimizers.Adagrad()),
        ["Adagrad, all options"] = (
            ScalarRules.Of(new Adagrad(0.05, LearningRateDecay: 0.1, Epsilon: 1e-3, WeightDecay: 0.1, InitialAccumulator: 0.3)),
            () => ReferenceOptimizers.Adagrad(0.05, 0.1, 1e-3, 0.1, 0.3)),
        ["Adadelta"] = (ScalarRules.Of(new Adadelta()), () => ReferenceOptimizers.Adadelta()),
        ["Adadelta, all options"] = (ScalarRules.Of(new Adadelta(0.5, 0.8, 1e-4, 0.1)), () => ReferenceOptimizers.Adadelta(0.5, 0.8, 1e-4, 0.1)),
        ["Adamax"] = (ScalarRules.Of(new Adamax()), () => ReferenceOptimizers.Adamax()),
        ["Adamax, all options"] = (ScalarRules.Of(new Adamax(0.01, 0.8, 0.9, 1e-3, 0.1)), () => ReferenceOptimizers.Adamax(0.01, 0.8, 0.9, 1e-3, 0.1)),
        ["AmsGrad"] = (ScalarRules.Of(new AmsGrad()), () => ReferenceOptimizers.AmsGrad()),
        ["AmsGrad, all options"] = (ScalarRules.Of(new AmsGrad(0.01, 0.8, 0.9, 1e-3, 0.1)), () => ReferenceOptimizers.AmsGrad(0.01, 0.8, 0.9, 1e-3, 0.1)),
        ["RAdam"] = (ScalarRules.Of(new RAdam()), () => ReferenceOptimizers.RAdam()),
        ["RAdam, all options"] = (ScalarRules.Of(new RAdam(0.01, 0.8, 0.9, 1e-3, 0.1)), () => ReferenceOptimizers.RAdam(0.01, 0.8, 0.9, 1e-3, 0.1)),
        ["RAdam, never rectified"] = (ScalarRules.Of(new RAdam(0.01, Beta2: 0.6)), () => ReferenceOptimizers.RAdam(0.01, beta2: 0.6)),
        ["NAdam"] = (ScalarRules.Of(new NAdam()), () => ReferenceOptimizers.NAdam()),
        ["NAdam, all options"] = (
            ScalarRules.Of(new NAdam(0.01, 0.95, 0.9, 1e-3, 0.1, MomentumDecay: 1)), () => ReferenceOptimizers.NAdam(0.01, 0.95, 0.9, 1e-3, 0.1, 1)),
        ["NAdam, constant momentum"] = (ScalarRules.Of(new NAdam(MomentumDecay: 0)), () => ReferenceOptimizers.NAdam(momentumDecay: 0)),
        ["Rprop"] = (ScalarRules.Of(new Rprop()), () => ReferenceOptimizers.Rprop()),
        ["Rprop, all options"] = (ScalarRules.Of(new Rprop(0.05, 0.3, 1.5, 0.01, 0.1)), () => ReferenceOptimizers.Rprop(0.05, 0.3, 1.5, 0.01, 0.1)),
        ["Asgd"] = (ScalarRules.Of(new Asgd()), () => ReferenceOptimizers.Asgd()),
        ["Asgd, all options"] = (ScalarRules.Of(new Asgd(0.05, 0.1, 0.6, 20, 0.1)), () => ReferenceOptimizers.Asgd(0.05, 0.1, 0.6, 20, 0.1)),
        ["Lion"] = (ScalarRules.Of(new Lion()), () => ReferenceOptimizers.Lion()),
        ["Lion, all options"] = (ScalarRules.Of(new Lion(0.01, 0.8, 0.9, 0.1)), () => ReferenceOptimizers.Lion(0.01, 0.8, 0.9, 0.1)),
        ["AdaBelief"] = (ScalarRules.Of(new AdaBelief()), () => ReferenceOptimizers.AdaBelief()),
        ["AdaBelief, all options"] = (
            ScalarRules.Of(new AdaBelief(0.01, 0.8, 0.9, 1e-3, 0.1)), () => ReferenceOptimizers.AdaBelief(0.01, 0.8, 0.9, 1e-3, 0.1)),
        ["Yogi"] = (ScalarRules.Of(new Yogi()), () => ReferenceOptimizers.Yogi()),
        ["Yogi, all options"] = (ScalarRules.Of(new Yogi(0.02, 0.8, 0.9, 1e-2, 0.1, 0.5)), () => ReferenceOptimizers.Yogi(0.02, 0.8, 0.9, 1e-2, 0.1, 0.5)),
        ["Adan"] = (ScalarRules.Of(new Adan()), () => ReferenceOptimizers.Adan()),
        ["Adan, all options"] = (
            ScalarRules.Of(new Adan(0.01, 0.9, 0.8, 0.95, 1e-3, 0.1)), () => ReferenceOptimizers.Adan(0.01, 0.9, 0.8, 0.95, 1e-3, 0.1)),
        ["SignSgd"] = (ScalarRules.Of(new SignSgd()), () => ReferenceOptimizers.SignSgd()),
        ["SignSgd, all options"] = (ScalarRules.Of(new SignSgd(0.01, 0.9, 0.1)), () => ReferenceOptimizers.SignSgd(0.01, 0.9, 0.1)),
    };

    public static TheoryData<string> NamesAgainstOracle => [.. AgainstOracle.Keys];

    [Theory]
    [MemberData(nameof(NamesAgainstOracle))]
    public void FollowsTheOracle(string name)
    {
        (ScalarRule rule, Func<ReferenceOptimizer> create) = AgainstOracle[name];
        ReferenceOptimizer oracle = create();
        double[] exact = [0.7f];
        float weight = 0.7f;
        var state = new float[ScalarRules.States];
        for (int step = 1; step <= Steps; step++)
        {
            oracle.Update(exact, [Gradient(step)]);
            rule(ref weight, (float)Gradient(step), state, step);
            Check(step, exact[0], weight);
        }
    }

    [Fact]
    public void AdamsFirstStepIsTheLearningRate()
    {
        // m̂/√v̂ = ±1 after one step, whatever the gradient: not so with the misprinted correction (1 − β)ᵗ or with ε scaled by the correction.
        foreach (float gradient in new[] { 1e-4f, 0.3f, -25f })
        {
            (float weight, float mean, float square) = (0, 0, 0);
            new Adam(LearningRate: 1e-3, Beta1: 0.9, Beta2: 0.999, Epsilon: 1e-8).Update(ref weight, gradient, ref mean, ref square, 1);
            Assert.Equal(-1e-3 * gradient / (Math.Abs(gradient) + 1e-8), weight, 1e-9);
        }
    }

    private static double AdamStep(double g, ref double m, ref double v, int step)
    {
        m = 0.9 * m + (1 - 0.9) * g;
        v = 0.999 * v + (1 - 0.999) * g * g;
        return 1e-2 / (1 - Math.Pow(0.9, step)) * m / (Math.Sqrt(v) / Math.Sqrt(1 - Math.Pow(0.999, step)) + 1e-8);
    }

    // Exact in single precision.
    private static double Gradient(int step) => (float)(Math.Sin(step * 0.7) + 0.2);

    // Relative to the weight, or to the way it has come where it passes 0.
    private static void Check(int step, double expected, float actual) => Assert.True(
        Math.Abs(actual - expected) <= (step == 1 ? 1e-6 : 1e-5) * Math.Max(Math.Abs(expected), 0.1),
        $"step {step}: {actual:R} instead of {expected:R}");
}
