using FastOpt.Cli.Race;
using FastOpt.Race;

namespace FastOpt.Cli.Tests.Race;

public sealed class LandscapesTests
{
    public static TheoryData<string> Names => [.. Landscapes.All.Select(static landscape => landscape.Name)];

    [Fact]
    public void Every_function_of_two_variables_in_the_library_is_a_landscape()
    {
        IEnumerable<string> functions = typeof(Rosenbrock).Assembly.GetTypes()
            .Where(static type => type.IsValueType && type.IsPublic && typeof(IObjective).IsAssignableFrom(type))
            .Where(static type => ((IObjective)Activator.CreateInstance(type)!).Dimension == 2)
            .Select(static type => type.Name);
        Assert.Equal(functions.Order(StringComparer.Ordinal), Landscapes.All.Select(static landscape => landscape.Name));
    }

    [Fact]
    public void Every_optimizer_of_the_library_takes_part()
    {
        IEnumerable<string> rules = typeof(Adam).Assembly.GetTypes()
            .Where(static type => type.IsValueType && type.IsPublic && typeof(IOptimizerRule).IsAssignableFrom(type))
            .Select(static type => type.Name);
        string[] others = ["Momentum", "Nesterov", "GradientDescent", "ConjugateGradient", "Bfgs", "Lbfgs", "NewtonCg"];
        Assert.Equal(rules.Concat(others).Order(StringComparer.Ordinal), Racers.All.Select(static racer => racer.Name).Order(StringComparer.Ordinal));
        Assert.True(Racers.All.Count <= 26, "Each optimizer has a letter.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_values_around_a_minimum_are_higher(string name)
    {
        Landscape landscape = Find(name);
        foreach (Point minimum in landscape.Minima)
        {
            for (int i = 0; i < 32; i++)
            {
                (double sin, double cos) = Math.SinCos(i * Math.PI / 16);
                foreach (double radius in new[] { 1e-2, 1e-4 })
                {
                    double around = landscape.Value(new(minimum.X + (radius * cos), minimum.Y + (radius * sin)));
                    Assert.True(around > landscape.Value(minimum), $"{minimum}, {i}, {radius}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Minimizations_that_end_in_the_picture_end_in_a_minimum_that_is_known(string name)
    {
        Landscape landscape = Find(name);
        for (ulong seed = 0; seed < 200; seed++)
        {
            Point start = landscape.View.Draw(seed);
            Minimum found = Minimize.Bfgs(landscape.Objective, [start.X, start.Y]);
            var end = new Point(found.Point[0], found.Point[1]);
            if (found.IsSuccess && landscape.View.Contains(end))
                Assert.True(landscape.Distance(end) < 1e-4, $"{end} of {found.Value}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_race_begins_in_the_picture_and_away_from_a_minimum(string name)
    {
        Landscape landscape = Find(name);
        Assert.True(landscape.View.Contains(landscape.Start));
        Assert.True(landscape.Distance(landscape.Start) > 0.1);
        Assert.Equal(1.5, landscape.View.Width / landscape.View.Height, 9);
        if (landscape.Minima.Count > 0)
            Assert.Contains(landscape.Minima, minimum => landscape.IsLowest(minimum) && landscape.View.Contains(minimum));
    }

    [Fact]
    public void Himmelblaus_minima_are_all_lowest_and_one_of_Goldsteins_is()
    {
        Assert.Equal(4, Find("Himmelblau").Minima.Count(Find("Himmelblau").IsLowest));
        Assert.Equal(new Point(0, -1), Find("GoldsteinPrice").Minima.Single(Find("GoldsteinPrice").IsLowest));
        Assert.Equal(121, Find("Rastrigin").Minima.Count);
    }

    [Fact]
    public void Lines_are_cut_at_the_border()
    {
        var view = new View(-1, -2, 3, 2);
        var random = new Random(5);
        int inside = 0;
        for (int i = 0; i < 500; i++)
        {
            Point from = Draw(), to = Draw(), first = from, last = to;

            // What a walk along the line sees of the view.
            Point[] walk = [.. Enumerable.Range(0, 20_001).Select(step => Along(from, to, step / 20_000.0)).Where(view.Contains)];
            if (view.Clip(ref first, ref last))
            {
                inside++;
                double step = from.DistanceTo(to) / 20_000;
                Assert.True(walk.Length > 0 || first.DistanceTo(last) < 2 * step);
                if (walk.Length > 0)
                    Assert.True(walk[0].DistanceTo(first) < 2 * step && walk[^1].DistanceTo(last) < 2 * step);
            }
            else
            {
                Assert.Empty(walk);
            }
        }

        Assert.InRange(inside, 50, 450);

        Point Draw() => new((10 * random.NextDouble()) - 5, (10 * random.NextDouble()) - 5);
        static Point Along(Point from, Point to, double share) => new(from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y)));
    }

    [Fact]
    public void A_line_to_where_numbers_end_is_outside()
    {
        Point from = new(0, 0), to = new(double.MaxValue, -double.MaxValue);
        Assert.True(new View(-1, -1, 1, 1).Clip(ref from, ref to));
        Assert.Equal(1, to.X, 9);
        Assert.Equal(-1, to.Y, 9);
        from = new(-double.MaxValue, 0);
        to = new(double.MaxValue, 0);
        Assert.False(new View(-1, -1, 1, 1).Clip(ref from, ref to));
    }

    private static Landscape Find(string name) => Landscapes.All.Single(landscape => landscape.Name == name);
}
