namespace FastOpt.Tests;

public class LossRuleTests
{
    [Fact]
    public void SquaredErrorHasNoFactorHalf() => Assert.Equal(2.25f, MeanSquaredError.Apply(2, 0.5f));

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
