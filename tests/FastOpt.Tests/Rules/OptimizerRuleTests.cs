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
