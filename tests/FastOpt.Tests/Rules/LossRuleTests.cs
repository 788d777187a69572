namespace FastOpt.Tests;

public class LossRuleTests
{
    [Fact]
    public void SquaredErrorHasNoFactorHalf() => Assert.Equal(2.25f, MeanSquaredError.Apply(2, 0.5f));

    [Fact]
    public void LogCoshKeepsItsRelativeAccuracy()
    {
        foreach (float e in new[] { 1e-18f, 1e-6f, 3e-4f, 0.01f, 0.5f, 2, 9.9f, 10, 50, 3e38f })
        {
            double exact = e < 0.005 ? 0.5 * e * (double)e : e < 20 ? Math.Log(Math.Cosh(e)) : e - Math.Log(2);
            Assert.Equal(exact, LogCosh.Apply(e, 0), 3e-6 * exact);
            Assert.Equal(LogCosh.Apply(e, 0), LogCosh.Apply(0, e));
        }
    }

    [Theory]
    [InlineData(0.5, 3f, 1.5f)]
    [InlineData(0.9, 2f, 1.8f)]
    [InlineData(0.9, -2f, 0.2f)]
    [InlineData(0.25, -4f, 3f)]
    public void QuantileWeighsWhatIsTooLowByItsLevel(double level, float tooLowBy, float expected) =>
        Assert.Equal(expected, new Quantile(level).Apply(10 - tooLowBy, 10), 1e-6f);

    [Theory]
    [InlineData(1, 0.5f, 0.125f)]
    [InlineData(1, -3f, 2.5f)]
    [InlineData(2, 1f, 0.25f)]
    [InlineData(0, -3f, 3f)]
    public void SmoothL1IsHuberOverBeta(double beta, float error, float expected) =>
        Assert.Equal(expected, new SmoothL1(beta).Apply(10 + error, 10));

    [Theory]
    [InlineData(1, 0.5f, 0.125f)]
    [InlineData(1, -3f, 2.5f)]
    [InlineData(2, 3f, 4f)]
    [InlineData(2, -1f, 0.5f)]
    public void HuberIsAParabolaWithTangents(double delta, float error, float expected) =>
        Assert.Equal(expected, new Huber(delta).Apply(10 + error, 10));

    [Fact]
    public void BinaryCrossEntropyKeepsItsRelativeAccuracy()
    {
        for (float z = -60; z <= 60; z += 0.25f)
        {
            foreach (float y in new[] { 0f, 1f, 0.25f })
            {
                double exact = (1 - y) * DoubleFunctions.Softplus(z) + y * DoubleFunctions.Softplus(-z);
                Assert.Equal(exact, BinaryCrossEntropy.Apply(z, y), 5e-7 * exact);
            }
        }
    }

    [Fact]
    public void SoftmaxCrossEntropyIsShiftedByTheLargestLogit()
    {
        Assert.Equal(Math.Log(3), SoftmaxCrossEntropy.Apply([7, 7, 7], 1), 2e-7);
        Assert.Equal(Math.Log(Math.Exp(-1) + 1 + Math.Exp(-3)) + 3, SoftmaxCrossEntropy.Apply([999, 1000, 997], 2), 5e-7);
        Assert.Equal(0, SoftmaxCrossEntropy.Apply([1000, -1000], 0));
        Assert.Equal(2000, SoftmaxCrossEntropy.Apply([1000, -1000], 1));
        Assert.Equal(0, SoftmaxCrossEntropy.Apply([-5], 0));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void ALabelOutsideTheClassesIsRefused(int label) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SoftmaxCrossEntropy.Apply([1, 2, 3], label));
}
