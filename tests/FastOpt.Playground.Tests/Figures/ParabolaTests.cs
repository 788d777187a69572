using System.Globalization;

namespace FastOpt.Playground.Tests.Figures;

/// <summary>The parabola's paths against the closed form w·(1 − αL)ᵗ, and what is said of them.</summary>
public sealed class ParabolaTests
{
    [Theory]
    [InlineData(1, 0.3, -2.6)]
    [InlineData(2, 0.05, 3)]
    [InlineData(0.5, 3.5, -1)]
    [InlineData(10, 0.1, 2.5)]
    public void Each_step_multiplies_by_one_minus_rate_times_curvature(double curvature, double rate, double start)
    {
        ParabolaFigure figure = With(curvature, rate, start, 25);
        double[] points = figure.Runs[0].Points;
        for (int step = 0; step < points.Length; step++)
            Assert.Equal(start * Math.Pow(1 - (rate * curvature), step), points[step], 1e-5);
    }

    [Theory]
    [InlineData(0.9, "below 1/L")]
    [InlineData(1, "is 1/L")]
    [InlineData(1.5, "between 1/L and 2/L")]
    [InlineData(2, "is 2/L")]
    [InlineData(2.5, "diverges")]
    public void The_regime_is_said(double rate, string regime) => Assert.Contains(regime, With(1, rate, 1, 10).Status, StringComparison.Ordinal);

    [Fact]
    public void A_run_that_overflows_names_step_and_cause_and_a_rate_that_converges()
    {
        ParabolaFigure figure = With(10, 10, 3, 200);
        Fault fault = figure.Fault!;
        Assert.Contains($"Step {figure.Length + 1} ", fault.Text, StringComparison.Ordinal);
        Assert.Contains("2/L = 0.2", fault.Text, StringComparison.Ordinal);
        Assert.All(figure.Runs[0].Values, static value => Assert.True(double.IsFinite(value)));
        figure.Seek(0);
        Assert.Null(figure.Fault);
        figure.Set(fault.Control, fault.Value);
        figure.Seek(figure.Length);
        Assert.Null(figure.Fault);
        Assert.True(figure.Runs[0].Values[^1] < 1e-6);
    }

    [Fact]
    public void The_csv_holds_the_path_to_the_bit()
    {
        ParabolaFigure figure = With(2, 0.4, 1.5, 12);
        string[] lines = figure.Csv.TrimEnd('\n').Split('\n');
        Assert.Equal("learning_rate,step,w,f", lines[0]);
        double[] points = [.. lines.Skip(1).Select(static line => double.Parse(line.Split(',')[2], CultureInfo.InvariantCulture))];
        Assert.Equal(figure.Runs[0].Points, points);
    }

    [Fact]
    public void Playing_takes_as_many_steps_as_time_allows_and_ends_at_the_last()
    {
        ParabolaFigure figure = With(1, 0.3, 2, 10);
        figure.Seek(0);
        Assert.True(figure.Advance(1000 / figure.StepsPerSecond * 3.5, 8));
        Assert.Equal(3, figure.Position);
        Assert.False(figure.Advance(1e9, 8));
        Assert.Equal(figure.Length, figure.Position);
    }

    private static ParabolaFigure With(double curvature, double rate, double start, int steps)
    {
        var figure = new ParabolaFigure();
        FormattableString query = $"c={curvature}&rate={rate}&w={start}&steps={steps}";
        FigureState.Read(figure, FormattableString.Invariant(query));
        return figure;
    }
}
