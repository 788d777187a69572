namespace FastOpt.Members.Tests;

/// <summary>Rules as a newcomer writes them, whose parts overflow: the networks that use them train on.</summary>
public sealed class OverflowingRuleTests
{
    /// <summary>The issue's own: ∂(y² )/∂x of y = x·tanh(log(1 + exp(x))) at 89 is 2·89, for there y is x.</summary>
    [Theory]
    [InlineData(89f, 178f)]
    [InlineData(88f, 176f)]
    [InlineData(100f, 200f)]
    [InlineData(1000f, 2000f)]
    [InlineData(1e8f, 2e8f)]
    [InlineData(-89f, 0f)]
    [InlineData(-1000f, 0f)]
    public void MishAsItIsWrittenHasItsGradient(float x, float expected)
    {
        var model = new PlainMishNetwork(1);
        model.LoadParameters([1, 0]);
        float[] gradient = new float[1], parameters = new float[2];
        model.ComputeInputGradients([x], [0], gradient);
        model.ComputeGradients([x], [0], parameters);
        Assert.Equal(expected, gradient[0], Math.Abs(expected) * 1e-6f);
        Assert.Equal(expected, parameters[1], Math.Abs(expected) * 1e-6f);
        Assert.True(float.IsFinite(model.TrainStep([x], [0])));
        Assert.All(model.ParametersOf(), static parameter => Assert.True(float.IsFinite(parameter)));
    }

    /// <summary>The issue's own: the gradient of log(cosh(90)) is 1; the loss is 90 − log 2.</summary>
    [Theory]
    [InlineData(90f, 1f)]
    [InlineData(89f, 1f)]
    [InlineData(-90f, -1f)]
    [InlineData(500f, 1f)]
    [InlineData(-1e6f, -1f)]
    [InlineData(3f, 0.9950548f)]
    public void LogCoshAsItIsWrittenHasItsGradientAndItsValue(float error, float expected)
    {
        var model = new PlainLogCoshNetwork(1);
        model.LoadParameters([1, 0]);
        float[] gradients = new float[2];
        model.ComputeGradients([error], [0], gradients);
        Assert.Equal(expected, gradients[1], 1e-6f);
        double exact = Math.Abs(error) + Math.Log((1 + Math.Exp(-2 * Math.Abs((double)error))) / 2);
        Assert.Equal(exact, model.Evaluate([error], [0]), exact * 1e-6);
        Assert.Equal(exact, model.TrainStep([error], [0]), exact * 1e-6);
    }
}

/// <summary>A user's Mish.</summary>
[Activation]
public readonly partial record struct PlainMish
{
    /// <summary>x · tanh(log(1 + exp(x))).</summary>
    public static float Apply(float x) => x * MathF.Tanh(MathF.Log(1 + MathF.Exp(x)));
}

/// <summary>A user's LogCosh.</summary>
[Loss]
public readonly partial record struct PlainLogCosh
{
    /// <summary>log(cosh(prediction − target)).</summary>
    public static float Apply(float prediction, float target) => MathF.Log(MathF.Cosh(prediction - target));
}

/// <summary>One weight, one bias.</summary>
[Network(1), Dense(1), Activation<PlainMish>, MeanSquaredError, Sgd(LearningRate = 1e-9)]
public sealed partial class PlainMishNetwork;

/// <summary>One weight, one bias.</summary>
[Network(1), Dense(1), Loss<PlainLogCosh>, Sgd(LearningRate = 1e-9)]
public sealed partial class PlainLogCoshNetwork;
