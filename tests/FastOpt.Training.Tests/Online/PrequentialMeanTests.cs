namespace FastOpt.Training.Tests.Online;

public sealed class PrequentialMeanTests
{
    /// <summary>Gama, Sebastião and Rodrigues 2013, written out: weights α^age, and the newest figures alone.</summary>
    [Theory]
    [InlineData(0.9, 7)]
    [InlineData(1, 1)]
    [InlineData(0.5, 400)]
    public void MeansAreThoseOfTheirDefinitions(double fading, int window)
    {
        var random = new Random(3);
        double[] figures = [.. Enumerable.Range(0, 300).Select(_ => random.NextDouble())];
        var mean = new PrequentialMean(fading, window);
        for (int i = 0; i < figures.Length; i++)
        {
            mean.Add(figures[i]);
            double sum = 0, weights = 0;
            for (int age = 0; age <= i; age++)
            {
                sum += Math.Pow(fading, age) * figures[i - age];
                weights += Math.Pow(fading, age);
            }

            Assert.Equal(sum / weights, mean.Faded, 1e-12);
            Assert.Equal(figures.Take(i + 1).Average(), mean.Overall, 1e-12);
            Assert.Equal(figures.Take(i + 1).TakeLast(window).Average(), mean.Windowed, 1e-12);
        }

        Assert.Equal(300, mean.Count);
    }

    [Fact]
    public void AnEmptyMeanIsNoNumber()
    {
        var mean = new PrequentialMean();
        Assert.Equal((double.NaN, double.NaN, double.NaN), (mean.Overall, mean.Faded, mean.Windowed));
    }

    [Fact]
    public void AMeanGoesOnFromItsState()
    {
        PrequentialMean whole = new(0.99, 10), first = new(0.99, 10), second = new(0.99, 10);
        for (int i = 0; i < 25; i++)
            first.Add(Math.Sin(i));
        var state = new RunState();
        first.Save(state);
        second.Load(state);
        for (int i = 0; i < 60; i++)
            whole.Add(Math.Sin(i));
        for (int i = 25; i < 60; i++)
            second.Add(Math.Sin(i));
        Assert.Equal((whole.Overall, whole.Faded, whole.Windowed, whole.Count), (second.Overall, second.Faded, second.Windowed, second.Count));
        Assert.Throws<FormatException>(() => new PrequentialMean(0.99, 11).Load(state));
        Assert.Throws<FormatException>(() => new PrequentialMean(0.98, 10).Load(state));
    }

    [Fact]
    public void WhatIsNoFigureIsRefused()
    {
        var mean = new PrequentialMean();
        mean.Add(1);
        Assert.Contains("Figure 1 is NaN", Assert.Throws<ArgumentException>(() => mean.Add(double.NaN)).Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (mean.Count, mean.Overall));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrequentialMean(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrequentialMean(1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrequentialMean(0.9, 0));
    }
}
