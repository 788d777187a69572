namespace FastOpt.Tests;

public class ActivationRuleTests
{
    [Fact]
    public void FollowTheirFormulas()
    {
        LeakyRelu leaky = new(NegativeSlope: 0.2);
        Softplus sharp = new(Beta: 3);
        for (float x = -30; x < 30; x += 0.0371f)
        {
            Near(Math.Max(x, 0), Relu.Apply(x));
            Near(x > 0 ? x : 0.2 * x, leaky.Apply(x));
            Near(DoubleFunctions.Sigmoid(x), Sigmoid.Apply(x));
            Near(Math.Tanh(x), Tanh.Apply(x));
            Near(x * DoubleFunctions.Sigmoid(x), Silu.Apply(x));
            Near(DoubleFunctions.Softplus(3 * x) / 3, sharp.Apply(x));

            // The sum 1 + erf rounds, as PyTorch's does: in the negative tail the error is absolute.
            Assert.Equal(0.5 * x * (1 + DoubleFunctions.Erf(x / Math.Sqrt(2))), Gelu.Apply(x), 2e-6);
        }

        static void Near(double expected, float actual) => Assert.Equal(expected, actual, 5e-7 * Math.Abs(expected) + 1e-44);
    }

    [Fact]
    public void NanPassesThrough()
    {
        Assert.True(float.IsNaN(Relu.Apply(float.NaN)));
        Assert.True(float.IsNaN(new LeakyRelu(0.01).Apply(float.NaN)));
        Assert.True(float.IsNaN(Sigmoid.Apply(float.NaN)));
        Assert.True(float.IsNaN(Tanh.Apply(float.NaN)));
        Assert.True(float.IsNaN(Gelu.Apply(float.NaN)));
        Assert.True(float.IsNaN(Silu.Apply(float.NaN)));
        Assert.True(float.IsNaN(new Softplus(1).Apply(float.NaN)));
        Assert.True(float.IsNaN(new Elu(1).Apply(float.NaN)));
        Assert.True(float.IsNaN(Selu.Apply(float.NaN)));
        Assert.True(float.IsNaN(GeluTanh.Apply(float.NaN)));
        Assert.True(float.IsNaN(Mish.Apply(float.NaN)));
        Assert.True(float.IsNaN(Softsign.Apply(float.NaN)));
        Assert.True(float.IsNaN(HardSigmoid.Apply(float.NaN)));
        Assert.True(float.IsNaN(HardSwish.Apply(float.NaN)));
        Assert.True(float.IsNaN(new HardTanh(-1, 1).Apply(float.NaN)));
        Assert.True(float.IsNaN(Relu6.Apply(float.NaN)));
    }
}
