namespace FastOpt.Playground.Tests.Figures;

/// <summary>The average against its recursion in double.</summary>
public sealed class AverageTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.98)]
    public void It_is_the_recursion(double beta)
    {
        var run = new AverageRun(beta, 150, 3, 4);
        double average = 0;
        for (int t = 0; t < 150; t++)
        {
            average = (beta * average) + ((1 - beta) * run.Series[t]);
            Assert.Equal(average, run.Average[t], 1e-4);
            Assert.Equal(average / (1 - Math.Pow(beta, t + 1)), run.Corrected[t], 1e-3);
        }
    }

    [Fact]
    public void The_noise_is_around_the_truth_and_the_seeds()
    {
        AverageRun one = new(0.9, 500, 3, 4), same = new(0.5, 500, 3, 4), other = new(0.9, 500, 3, 5);
        Assert.Equal(one.Series, same.Series);
        Assert.NotEqual(one.Series, other.Series);
        double mean = one.Series.Zip(one.Truth, static (y, truth) => y - truth).Average();
        double deviation = Math.Sqrt(one.Series.Zip(one.Truth, static (y, truth) => Math.Pow(y - truth, 2)).Average());
        Assert.InRange(mean, -0.5, 0.5);
        Assert.InRange(deviation, 2.6, 3.4);
    }
}
