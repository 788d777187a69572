using FastOpt.Reference;
using FastOpt.TestCases;
using FastOpt.TestCases.Networks;
using FastOpt.Tests.CompiledRules;

namespace FastOpt.Tests.Regressions;

/// <summary>Statements about optimizers that articles misprint or confuse, each beside what is true of the library's rules.</summary>
public class KnownErrata
{
    /// <summary>"m / (1 − β₁)ᵗ": the power belongs to β. Misprinted, steps shrink by 0.316 each, and v / 0.001ᵗ overflows near t = 13.</summary>
    [Fact]
    public void AdamsCorrectionIsOneLessThePowerNotThePowerOfOneLess()
    {
        (float weight, float momentum, float variance) = (0, 0, 0);
        var rule = new Adam(LearningRate: 0.01);
        for (int step = 1; step <= 40; step++)
        {
            float before = weight;
            rule.Update(ref weight, 0.3f, ref momentum, ref variance, step);

            // Under a constant gradient both corrected means are exact, so that every step is as long as the learning rate.
            Assert.Equal(0.01, before - weight, 1e-6);
        }

        foreach (float gradient in new[] { 1e-4f, 0.3f, -25f })
        {
            (weight, momentum, variance) = (0, 0, 0);
            new Adam().Update(ref weight, gradient, ref momentum, ref variance, 1);
            Assert.Equal(-1e-3 * gradient / (Math.Abs(gradient) + 1e-8), weight, 1e-9);
        }
    }

    /// <summary>"RMSprop's denominator grows with each iteration, so that it may stop": true of Adagrad alone.</summary>
    [Fact]
    public void RmsPropsStepsDoNotShrinkUnderAConstantGradientButAdagradsDo()
    {
        (float weight, float square, float momentum, float adagrad, float sum) = (0, 0, 0, 0, 0);
        double first = 0, last = 0;
        for (int step = 1; step <= 2_000; step++)
        {
            float before = adagrad;
            float rmsBefore = weight;
            new RmsProp().Update(ref weight, 0.5f, ref square, ref momentum);
            new Adagrad().Update(ref adagrad, 0.5f, ref sum, step);
            if (step == 1)
                first = before - adagrad;
            last = before - adagrad;
            if (step > 1_000)
                Assert.Equal(0.01, rmsBefore - weight, 1e-5);
        }

        Assert.Equal(first / Math.Sqrt(2_000), last, 1e-6);
    }

    /// <summary>"Momentum is added to the objective": it is in the update; the loss and its gradient do not know it.</summary>
    [Fact]
    public void MomentumIsInTheUpdateNotInTheObjective()
    {
        NetworkCase plain = NetworkCases.Named(nameof(SgdPlain)), momentum = NetworkCases.Named(nameof(SgdMomentum));
        TestBatch batch = plain.CreateBatch(16, seed: 3);
        Model one = plain.CreateWithTestParameters(), other = momentum.CreateWithTestParameters();
        for (int step = 0; step < 5; step++)
            other.TrainStep(batch);
        one.LoadParameters(other.GetParameters());
        Assert.Equal(one.Evaluate(batch), other.Evaluate(batch));
        Assert.Equal(one.GetGradients(batch), other.GetGradients(batch));
        Assert.Equal(one.TrainStep(batch), other.TrainStep(batch));
        Assert.NotEqual(one.GetParameters(), other.GetParameters());
    }

    /// <summary>"Adagrad divides by the root of the sum of gradients": of squared gradients. Of opposite ones the sum would be 0.</summary>
    [Fact]
    public void AdagradSumsSquaredGradients()
    {
        (float weight, float sum) = (0, 0);
        for (int step = 1; step <= 4; step++)
            new Adagrad(LearningRate: 0.1).Update(ref weight, step % 2 == 0 ? -2 : 2, ref sum, step);
        Assert.Equal(16, sum);
        Assert.Equal(-0.1 * (1 - (1 / Math.Sqrt(2)) + (1 / Math.Sqrt(3)) - 0.5), weight, 1e-6);
    }

    /// <summary>"RMSprop uses more memory than momentum": either keeps one number per weight, RMSprop with momentum and Adam two.</summary>
    [Fact]
    public void StatesPerWeight()
    {
        Assert.Equal(["momentum"], new CompiledRule(new Sgd()).States);
        Assert.Equal(["sum"], new CompiledRule(new Adagrad()).States);
        Assert.Equal(["meanSquare", "momentum"], new CompiledRule(new RmsProp()).States);
        Assert.Equal(["momentum", "variance"], new CompiledRule(new Adam()).States);
    }

    /// <summary>"Rosenbrock's function shows a saddle": in two dimensions it has none; its one stationary point, (1, 1), is the minimum, which optimizers reach.</summary>
    [Fact]
    public void RosenbrocksFunctionHasAMinimumAndNoSaddle()
    {
        (float x, float mx, float vx) = (-1.2f, 0, 0);
        (float y, float my, float vy) = (1, 0, 0);
        var rule = new Adam(LearningRate: 0.02);
        for (int step = 1; step <= 20_000; step++)
        {
            float inner = y - (x * x);
            float dx = (-2 * (1 - x)) - (400 * x * inner), dy = 200 * inner;
            rule.Update(ref x, dx, ref mx, ref vx, step);
            rule.Update(ref y, dy, ref my, ref vy, step);
        }

        Assert.Equal(1, x, 1e-2);
        Assert.Equal(1, y, 2e-2);

        // ∂f/∂y = 0 means y = x², and then ∂f/∂x = −2(1 − x), which has one zero; there the Hessian is (802, −400; −400, 200), whose determinant 400 is no saddle's.
        static double F(double x, double y) => ((1 - x) * (1 - x)) + (100 * (y - (x * x)) * (y - (x * x)));
        const double H = 1e-3;
        double xx = (F(1 + H, 1) - (2 * F(1, 1)) + F(1 - H, 1)) / (H * H);
        double yy = (F(1, 1 + H) - (2 * F(1, 1)) + F(1, 1 - H)) / (H * H);
        double xy = (F(1 + H, 1 + H) - F(1 + H, 1 - H) - F(1 - H, 1 + H) + F(1 - H, 1 - H)) / (4 * H * H);
        Assert.Equal(802, xx, 1e-3);
        Assert.Equal(400, (xx * yy) - (xy * xy), 0.1);
    }

    /// <summary>"With v = μv − αg momentum is a moving average": it is a sum, 1 / (1 − μ) times as long as the mean that another form keeps.</summary>
    [Fact]
    public void MomentumIsASumUnlessItsGradientsShareIsOneLessMomentum()
    {
        (float w, float sum, float v, float mean) = (0, 0, 0, 0);
        for (int step = 1; step <= 500; step++)
        {
            new Sgd(1e-3, Momentum: 0.9).Update(ref w, 2, ref sum, step);
            new Sgd(1e-3, Momentum: 0.9, Convention: Convention.Paper).Update(ref v, 2, ref mean, step);
        }

        Assert.Equal(20, sum, 1e-4);
        Assert.Equal(2, mean, 1e-5);
    }

    /// <summary>"Xavier's variance is 1 / fan-in": that is LeCun's; Glorot's counts both fans.</summary>
    [Fact]
    public void GlorotsVarianceCountsBothFans()
    {
        var random = new ParameterRandom(seed: 1, layer: 0, index: 5);
        Assert.Equal(random.Normal * Math.Sqrt(2.0 / 400), new GlorotNormal().SampleWeight(random, 100, 300), 1e-8);
        Assert.Equal(random.Normal * Math.Sqrt(1.0 / 100), new LeCunNormal().SampleWeight(random, 100, 300), 1e-8);
    }
}
