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
}
