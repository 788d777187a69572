namespace FastOpt.Members.Tests;

/// <summary>Reductions on a plateau against PyTorch's.</summary>
public sealed class ReduceOnPlateauTests
{
    private static readonly Dictionary<string, ReduceOnPlateau> Plateaus = new()
    {
        ["relative"] = new() { Patience = 2 },
        ["absolute"] = new() { Patience = 2, Threshold = 0.05, IsThresholdAbsolute = true },
        ["maximized"] = new() { Patience = 1, Maximize = true, Threshold = 0.1 },
        ["maximized, absolute"] = new() { Patience = 1, Maximize = true, Threshold = 0.1, IsThresholdAbsolute = true },
        ["cooldown"] = new() { Patience = 1, Cooldown = 2, Factor = 0.5, Minimum = 0.02 },
    };

    public static TheoryData<string> Names => [.. Plateaus.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void RatesAreThoseOfPyTorch(string name)
    {
        double rate = RecordedSchedules.Base;
        double[] expected = RecordedSchedules.PlateauRates(name);
        double[] metrics = RecordedSchedules.Metrics;
        for (int i = 0; i < metrics.Length; i++)
        {
            rate = Plateaus[name].Observe(metrics[i], rate);
            ScheduleTests.Near(expected[i], rate, $"{name}, after metric {i}");
        }
    }

    [Fact]
    public void DefaultsAreThoseOfPyTorch()
    {
        var plateau = new ReduceOnPlateau();
        Assert.Equal((false, 0.1, 10, 1e-4, false, 0, 0.0, 1e-8), (plateau.Maximize, plateau.Factor, plateau.Patience, plateau.Threshold, plateau.IsThresholdAbsolute, plateau.Cooldown, plateau.Minimum, plateau.Epsilon));
    }

    [Fact]
    public void WhatIsNotANumberIsNeverBetter()
    {
        var plateau = new ReduceOnPlateau { Patience = 1 };
        Assert.Equal(1, plateau.Observe(double.NaN, 1));
        Assert.Equal(1, plateau.BadObservations);
        Assert.Equal(0.1, plateau.Observe(double.NaN, 1));
        Assert.Equal(0.1, plateau.Observe(5, 0.1));
        Assert.Equal(5, plateau.Best);
    }

    /// <summary>The issue's own: PyTorch takes each of these for better than the one before, for −0.99 of the best is above it.</summary>
    [Fact]
    public void AWorseMetricBelowZeroIsNotBetter()
    {
        var plateau = new ReduceOnPlateau { Patience = 2, Threshold = 0.01 };
        double rate = 1;
        foreach (double metric in new[] { -1, -0.995, -0.99, -0.985, -0.981 })
            rate = plateau.Observe(metric, rate);
        Assert.Equal((0.1, -1.0), (rate, plateau.Best));
    }

    /// <summary>A metric is better by a share of the best one's magnitude, whatever the signs of both.</summary>
    [Theory]
    [InlineData(false, -1, -1.009, false)]
    [InlineData(false, -1, -1.011, true)]
    [InlineData(false, -1, 1, false)]
    [InlineData(false, 1, 0.991, false)]
    [InlineData(false, 1, 0.989, true)]
    [InlineData(false, 0, -1e-300, true)]
    [InlineData(false, 0, 0, false)]
    [InlineData(false, -1e300, -1.02e300, true)]
    [InlineData(true, -1, -0.995, false)]
    [InlineData(true, -1, -0.989, true)]
    [InlineData(true, -1, -1.2, false)]
    [InlineData(true, -1, 0, true)]
    [InlineData(true, 1, 1.009, false)]
    [InlineData(true, 1, 1.011, true)]
    [InlineData(true, 0, 1e-300, true)]
    [InlineData(true, -1e-300, -0.98e-300, true)]
    public void BetterIsByAShareOfTheMagnitude(bool maximize, double best, double metric, bool isBetter)
    {
        var plateau = new ReduceOnPlateau { Maximize = maximize, Threshold = 0.01 };
        plateau.Observe(best, 1);
        plateau.Observe(metric, 1);
        Assert.Equal((isBetter ? metric : best, isBetter ? 0 : 1), (plateau.Best, plateau.BadObservations));
    }

    /// <summary>An accuracy's mirror image, a loss below 0, is judged as the accuracy is.</summary>
    [Fact]
    public void BothDirectionsAreMirrored()
    {
        var random = new Random(5);
        var up = new ReduceOnPlateau { Maximize = true, Threshold = 0.05, Patience = 1 };
        var down = new ReduceOnPlateau { Threshold = 0.05, Patience = 1 };
        double upper = 1, lower = 1;
        for (int i = 0; i < 200; i++)
        {
            double metric = random.NextDouble() - 0.5 + (i * 0.001);
            upper = up.Observe(metric, upper);
            lower = down.Observe(-metric, lower);
            Assert.Equal((upper, up.Best, up.BadObservations), (lower, -down.Best, down.BadObservations));
        }
    }
}
