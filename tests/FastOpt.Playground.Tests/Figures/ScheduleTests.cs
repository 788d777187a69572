namespace FastOpt.Playground.Tests.Figures;

/// <summary>Schedules against their formulas, and the descent against the height that theory gives it.</summary>
public sealed class ScheduleTests
{
    [Fact]
    public void Rates_are_those_of_the_formulas()
    {
        var figure = new ScheduleFigure();
        FigureState.Read(figure, "steps=200&rate=0.4&linear=1&exponential=1");
        var formulas = new Dictionary<string, Func<int, double>>
        {
            ["Constant"] = static _ => 0.4,
            ["Step decay"] = static t => 0.4 * Math.Pow(0.5, t / 50),
            ["Exponential"] = static t => 0.4 * Math.Pow(0.01, t / 200.0),
            ["Inverse time"] = static t => 0.4 / (1 + (10 * t / 200.0)),
            ["Linear"] = static t => 0.4 * (1 - (t / 200.0)),
            ["Cosine"] = static t => 0.2 * (1 + Math.Cos(Math.PI * t / 200)),
        };
        Assert.Equal(formulas.Keys.Order(), figure.Runs.Select(static one => one.Run.Name).Order());
        foreach ((_, ScheduleRun run) in figure.Runs)
        {
            for (int t = 0; t <= 200; t++)
                Assert.Equal(formulas[run.Name](t), run.Rates[t], 1e-9);
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void A_constant_rate_hovers_at_the_height_that_theory_gives(double rate)
    {
        var run = new ScheduleRun("", new ConstantFactor(1, 1), rate, 40_000, 1, 7);
        Assert.Equal(rate / (2 * (2 - rate)), run.Costs.Skip(1000).Average(), 0.08 * rate / (2 * (2 - rate)));
    }

    [Fact]
    public void Without_noise_the_descent_is_the_product_of_its_steps()
    {
        var run = new ScheduleRun("", new CosineAnnealing(50), 0.3, 50, 0, 7);
        double weight = 5, mean = 12.5;
        for (int t = 0; t <= 50; t++)
        {
            mean = t == 0 ? 12.5 : (0.95 * mean) + (0.05 * 0.5 * weight * weight);
            Assert.Equal(mean, run.Costs[t], 1e-4);
            weight *= 1 - run.Rates[t];
        }
    }
}
