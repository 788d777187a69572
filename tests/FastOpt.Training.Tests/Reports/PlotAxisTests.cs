using System.Globalization;

namespace FastOpt.Training.Tests.Reports;

public sealed class PlotAxisTests
{
    [Theory]
    [InlineData(0, 1, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0.13, 0.87, "0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9")]
    [InlineData(-3, 12, "-4 -2 0 2 4 6 8 10 12")]
    [InlineData(0, 2500000, "0 5e5 1e6 1.5e6 2e6 2.5e6")]
    [InlineData(0.001, 0.00101, "1e-3 1.002e-3 1.004e-3 1.006e-3 1.008e-3 1.01e-3")]
    public void LinearTicksAreRoundNumbers(double from, double to, string expected) =>
        Assert.Equal(expected.Split(' '), PlotAxis.Linear(from, to).Ticks.Select(tick => tick.Text));

    [Theory]
    [InlineData(0.02, 3)]
    [InlineData(1e-9, 1e9)]
    [InlineData(0.9, 2)]
    [InlineData(5, 5.1)]
    [InlineData(1e-300, 1e300)]
    public void LogarithmicTicksStandAtTheirValues(double from, double to)
    {
        PlotAxis axis = PlotAxis.Logarithmic(from, to);
        Assert.InRange(axis.Ticks.Count, 2, 12);
        foreach (PlotAxis.Tick tick in axis.Ticks)
        {
            Assert.Equal(tick.Value, double.Parse(tick.Text, CultureInfo.InvariantCulture), Math.Abs(tick.Value) * 1e-6);
            Assert.InRange(axis.Position(tick.Value), -1e-9, 1 + 1e-9);
        }

        Assert.InRange(axis.Position(from), 0, 1);
        Assert.InRange(axis.Position(to), axis.Position(from), 1);
        if (axis.IsLog)
            Assert.Equal((axis.Position(from) + axis.Position(to)) / 2, axis.Position(Math.Sqrt(from) * Math.Sqrt(to)), 1e-9);
    }

    [Fact]
    public void AxesOfRandomValuesHoldTheirTicksAndValues()
    {
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            double from = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 12));
            double to = from + (random.NextDouble() * Math.Pow(10, random.Next(-12, 12)));
            bool isTight = random.Next(2) == 0;
            PlotAxis axis = PlotAxis.Linear(from, to, 5, isTight);
            Assert.InRange(axis.Position(from), -1e-9, 1 + 1e-9);
            Assert.InRange(axis.Position(to), -1e-9, 1 + 1e-9);
            Assert.InRange(axis.Ticks.Count, isTight ? 1 : 2, 13);
            Assert.All(axis.Ticks, tick => Assert.InRange(axis.Position(tick.Value), -1e-6, 1 + 1e-6));
        }
    }

    [Fact]
    public void ValuesThatAreAllTheSameOrMissingHaveAnAxis()
    {
        foreach (double[] values in new double[][] { [], [0], [3, 3], [-1e-3], [double.NaN, double.PositiveInfinity] })
            Assert.InRange(PlotAxis.For(values).Ticks.Count, 2, 13);
    }

    [Fact]
    public void WholeAxesCountInWholeNumbers()
    {
        Assert.Equal(["1", "2", "3"], PlotAxis.Linear(1, 3, 5, isTight: true, isWhole: true).Ticks.Select(tick => tick.Text));
        Assert.Equal(["10", "20", "30", "40"], PlotAxis.Linear(1, 40, 5, isTight: true, isWhole: true).Ticks.Select(tick => tick.Text));
    }
}
