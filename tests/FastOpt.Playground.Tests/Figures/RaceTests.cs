using System.Globalization;
using FastOpt.Race;

namespace FastOpt.Playground.Tests.Figures;

/// <summary>Races against the library called directly, and against loops in double for what the figure adds: decay and clipping.</summary>
public sealed class RaceTests
{
    [Fact]
    public void Every_racer_of_the_library_has_a_lane() =>
        Assert.All(Racers.All, static racer => Assert.Contains(new RaceFigure().Controls, control => control.Name == racer.Name.ToLowerInvariant()));

    [Fact]
    public void Paths_are_those_of_the_library()
    {
        var figure = new RaceFigure();
        FigureState.Read(figure, "steps=120&momentum=0&rmsprop=0&lion=1&bfgs=1&x=-1.1&y=0.7&adam.rate=0.15");
        double[] start = [-1.1, 0.7];
        var expected = new Dictionary<string, Action<MinimizeOptions>>
        {
            ["Sgd"] = options => Minimize.With(new Sgd(1e-3), new Rosenbrock(), start, options),
            ["Adam"] = options => Minimize.With(new Adam(0.15), new Rosenbrock(), start, options),
            ["Lion"] = options => Minimize.With(new Lion(0.02), new Rosenbrock(), start, options),
            ["Bfgs"] = options => Minimize.Bfgs(new Rosenbrock(), start, options),
        };
        Assert.Equal(expected.Keys.Order(), figure.Runs.Select(static one => one.Lane.Name).Order());
        foreach ((Lane lane, RaceRun run) in figure.Runs)
        {
            List<Point> path = [];
            IterateObserver observer = (in Iterate iterate) => path.Add(new(iterate.Point[0], iterate.Point[1]));
            expected[lane.Name](new MinimizeOptions { MaxIterations = 120, Observer = observer });
            Assert.Equal(path, run.Steps.Select(static step => step.Point));
        }
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0, 3)]
    [InlineData(0.1, 2)]
    public void Decay_and_clipping_are_those_of_a_loop_in_double(double decay, double clip)
    {
        var figure = new RaceFigure();
        const double Rate = 0.015;
        FormattableString query = $"f=ravine&steps=80&momentum=0&rmsprop=0&adam=0&x=-9&y=2&sgd.rate={Rate}&sgd.decay={decay}&sgd.clip={clip}";
        FigureState.Read(figure, FormattableString.Invariant(query));
        RaceRun run = Assert.Single(figure.Runs).Run;
        (double x, double y) = (-9.0, 2.0);
        for (int t = 0; t < 80; t++)
        {
            double gx = x, gy = 100 * y, norm = Math.Sqrt((gx * gx) + (gy * gy)), scale = clip > 0 ? Math.Min(1, clip / norm) : 1;
            double rate = Rate / (1 + (decay * t)) * scale;
            (x, y) = (x - (rate * gx), y - (rate * gy));
            Assert.Equal(x, run.Steps[t + 1].Point.X, 1e-4);
            Assert.Equal(y, run.Steps[t + 1].Point.Y, 1e-4);
        }
    }

    [Fact]
    public void A_racer_that_diverges_is_named_with_its_step_and_a_smaller_rate()
    {
        var figure = new RaceFigure();
        FigureState.Read(figure, "f=goldsteinprice&steps=300&sgd.rate=0.5&momentum=0&rmsprop=0");
        Fault fault = figure.Fault!;
        RaceRun run = figure.Runs.First(static one => one.Lane.Name == "Sgd").Run;
        Assert.StartsWith($"Sgd: step {run.Steps.Count} ", fault.Text, StringComparison.Ordinal);
        Assert.Equal("sgd.rate", fault.Control);
        Assert.True(double.Parse(fault.Value, CultureInfo.InvariantCulture) < 0.5);
        Assert.All(run.Steps, static step => Assert.True(double.IsFinite(step.Value)));
        figure.Seek(0);
        Assert.Null(figure.Fault);
    }

    [Fact]
    public void No_start_within_reach_breaks_a_race()
    {
        string all = string.Join('&', Racers.All.Select(static racer => racer.Name.ToLowerInvariant() + "=1"));
        foreach (Landscape landscape in Landscapes.All)
        {
            foreach ((int x, int y) in ((int, int)[])[(10, 10), (10, -10), (-10, 10), (-10, -10), (0, 0)])
            {
                var figure = new RaceFigure();
                FigureState.Read(figure, FormattableString.Invariant($"f={landscape.Name}&x={x}&y={y}&steps=20&{all}"));
                Assert.Equal(Racers.All.Count, figure.Runs.Count);
                Assert.All(figure.Runs, static one => Assert.NotEmpty(one.Run.Steps));
                Assert.NotEmpty(figure.Plots());
                Assert.NotEmpty(figure.Status);
            }
        }
    }

    [Fact]
    public void Another_landscape_brings_its_own_start_and_rates()
    {
        var figure = new RaceFigure();
        figure.Set("sgd.rate", "0.7");
        figure.Set("f", "himmelblau");
        Landscape himmelblau = Landscapes.All.Single(static one => one.Name == "Himmelblau");
        Assert.Equal(himmelblau.Start, figure.Start);
        Assert.Equal(himmelblau.Rate, figure.Controls.OfType<NumberControl>().Single(static one => one.Name == "sgd.rate").Value);
        Assert.Equal("v1/race?f=himmelblau", FigureState.Write(figure));
    }

    [Fact]
    public void Clipping_saves_the_descent_at_the_cliff()
    {
        var figure = new RaceFigure();
        figure.Apply(figure.Presets.Single(static preset => preset.Name == "cliff"));
        RaceRun plain = figure.Runs.Single(static one => one.Lane.Name == "Sgd").Run;
        RaceRun clipped = figure.Runs.Single(static one => one.Lane.Name == "Sgd again").Run;
        Assert.True(plain.Last.Distance > 50);
        Assert.True(clipped.Last.Distance < 5);
    }

    [Fact]
    public void Drawing_a_start_stays_in_view_and_is_the_seeds()
    {
        var figure = new RaceFigure();
        figure.Act("draw");
        Point first = figure.Start;
        Assert.True(figure.Landscape.View.Contains(first));
        Assert.NotEqual(figure.Landscape.Start, first);
        var again = new RaceFigure();
        FigureState.Read(again, FigureState.QueryOf(FigureState.Write(figure)));
        Assert.Equal(first, again.Start);
    }

    [Fact]
    public void The_code_names_each_lane_as_the_library_makes_it()
    {
        var figure = new RaceFigure();
        FigureState.Read(figure, "nesterov=1&newtoncg=1&sgd.decay=0.1");
        Assert.Contains("Minimize.With(new Adam(0.2), objective, start, options)", figure.Code, StringComparison.Ordinal);
        Assert.Contains("Minimize.With(new Sgd(0.001, Momentum: 0.9, Nesterov: true), objective, start, options)", figure.Code, StringComparison.Ordinal);
        Assert.Contains("Minimize.NewtonCg(objective, start, options)", figure.Code, StringComparison.Ordinal);
        Assert.Contains("new Paced<Sgd>(static rate => new Sgd(rate), 0.001, 0.1, 0)", figure.Code, StringComparison.Ordinal);
        Assert.Contains("readonly struct Paced<T>", figure.Code, StringComparison.Ordinal);
    }
}
