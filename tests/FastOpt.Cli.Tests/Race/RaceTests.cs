using System.Globalization;
using FastOpt.Cli.Race;
using FastOpt.Race;

namespace FastOpt.Cli.Tests.Race;

public sealed class RaceTests
{
    [Fact]
    public void A_first_race_needs_nothing()
    {
        (int code, string output, string error) = CommandLineTests.Run("race");
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("Rosenbrock from (-1.2, 1), 1,000 steps at most\n", output);
        Dictionary<string, TableRow> table = RaceOutput.Table();
        Assert.Equal(["Adam", "Bfgs", "GradientDescent", "Momentum", "NewtonCg", "RmsProp", "Sgd"], table.Keys.Order(StringComparer.Ordinal));
        Assert.StartsWith("converged after ", table["NewtonCg"].End);
        Assert.Equal("stopped after 1,000", table["Sgd"].End);
    }

    [Fact]
    public void Gradient_descent_takes_the_steps_that_one_computes_by_hand()
    {
        List<CsvStep> steps = RaceOutput.Steps("--optimizers", "sgd", "--start", "-0.5,0.75", "--rate", "2e-3", "--steps", "25")["Sgd"];
        Assert.Equal(26, steps.Count);
        double x = -0.5, y = 0.75;
        for (int i = 0; i < steps.Count; i++)
        {
            Near(x, steps[i].X);
            Near(y, steps[i].Y);
            Assert.Equal((2e-3, i + 1), (steps[i].Rate, steps[i].Evaluations));
            double valley = steps[i].Y - (steps[i].X * steps[i].X), rest = 1 - steps[i].X;
            Near((100 * valley * valley) + (rest * rest), steps[i].Value);
            Near(Math.Sqrt(((steps[i].X - 1) * (steps[i].X - 1)) + ((steps[i].Y - 1) * (steps[i].Y - 1))), steps[i].Distance);
            double gradientX = (-400 * x * (y - (x * x))) - (2 * (1 - x)), gradientY = 200 * (y - (x * x));
            Near(Math.Max(Math.Abs(gradientX), Math.Abs(gradientY)), steps[i].GradientNorm);
            (x, y) = (x - (2e-3 * gradientX), y - (2e-3 * gradientY));
        }

        // The rule itself computes in float.
        static void Near(double expected, double actual) => Assert.Equal(expected, actual, 1e-5 * (1 + Math.Abs(expected)));
    }

    [Fact]
    public void Momentum_is_the_heavy_ball_of_0_9()
    {
        List<CsvStep> steps = RaceOutput.Steps("--landscape", "ravine", "--optimizers", "Momentum", "--steps", "40")["Momentum"];
        double x = -9, y = 2, pushX = 0, pushY = 0;
        foreach (CsvStep step in steps)
        {
            Assert.Equal(x, step.X, 4);
            Assert.Equal(y, step.Y, 4);
            (pushX, pushY) = ((0.9 * pushX) + x, (0.9 * pushY) + (100 * y));
            (x, y) = (x - (0.01 * pushX), y - (0.01 * pushY));
        }
    }

    [Fact]
    public void Methods_with_a_line_search_have_no_rate_and_find_the_minimum()
    {
        string[] names = ["GradientDescent", "ConjugateGradient", "Bfgs", "Lbfgs", "NewtonCg"];
        Dictionary<string, List<CsvStep>> steps = RaceOutput.Steps("--landscape", "Beale", "--optimizers", string.Join(',', names), "--rate", "7");
        Assert.Equal(names, steps.Keys);
        foreach (List<CsvStep> path in steps.Values)
        {
            Assert.Equal((1.0, 1.0), (path[0].X, path[0].Y));
            Assert.Equal(3, path[^1].X, 6);
            Assert.Equal(0.5, path[^1].Y, 6);
            Assert.All(path, static step => Assert.True(double.IsNaN(step.Rate)));
        }
    }

    [Fact]
    public void The_table_says_where_the_steps_ended_and_when_they_came_near()
    {
        string[] arguments = ["--landscape", "himmelblau", "--optimizers", "sgd,adam,rprop,adagrad,signsgd,gradientdescent,bfgs,newtoncg", "--steps", "300"];
        (double X, double Y)[] minima = [(3, 2), (-2.805118, 3.131313), (-3.779310, -3.283186), (3.584428, -1.848127)];
        Dictionary<string, TableRow> table = RaceOutput.Table(arguments);
        Dictionary<string, List<CsvStep>> steps = RaceOutput.Steps(arguments);
        Assert.Equal(8, table.Count);
        foreach ((string name, List<CsvStep> path) in steps)
        {
            double[] distances = [.. path.Select(step => minima.Min(minimum => double.Hypot(step.X - minimum.X, step.Y - minimum.Y)))];
            for (int i = 0; i < path.Count; i++)
                Assert.Equal(distances[i], path[i].Distance, 2e-6);
            int near = Array.FindIndex(distances, static distance => distance <= 1e-3);
            string cell = near < 0 ? "–" : path[near].Evaluations == near + 1 ? $"{near}" : $"{near} ({path[near].Evaluations})";
            Assert.Equal(cell, table[name].Near);
            Assert.Equal(path[^1].Distance, double.Parse(table[name].Distance, CultureInfo.InvariantCulture), 0.06 * path[^1].Distance);
            Assert.Equal(path[^1].Value, double.Parse(table[name].Value, CultureInfo.InvariantCulture), 0.06 * path[^1].Value);
            Assert.EndsWith($" after {path.Count - 1}", table[name].End);
        }

        Assert.Contains("–", table.Values.Select(static row => row.Near));
    }

    [Fact]
    public void Every_optimizer_runs_on_every_landscape()
    {
        foreach (Landscape landscape in Landscapes.All)
        {
            Dictionary<string, TableRow> table = RaceOutput.Table("--landscape", landscape.Name, "--optimizers", "ALL", "--steps", "60");
            Assert.Equal(Racers.All.Select(static racer => racer.Name).Order(), table.Keys.Order());
            Assert.Equal("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[..table.Count], string.Concat(table.Values.Select(static row => row.Key).Order()));
            if (landscape.Minima.Count > 0)
                Assert.DoesNotContain(table.Values, static row => row.End.StartsWith("diverged", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_rate_that_is_too_large_diverges_and_is_no_error()
    {
        Dictionary<string, TableRow> table = RaceOutput.Table("--optimizers", "sgd,bfgs", "--rate", "1");
        Assert.StartsWith("diverged after ", table["Sgd"].End);
        Assert.StartsWith("converged after ", table["Bfgs"].End);
    }

    [Fact]
    public void A_start_in_a_saddle_is_said()
    {
        Assert.Equal("at a saddle after 0", RaceOutput.Table("--landscape", "saddle", "--start", "0,0", "--optimizers", "bfgs")["Bfgs"].End);
        Assert.StartsWith("converged after ", RaceOutput.Table("--landscape", "saddle", "--start", "0,0", "--optimizers", "newtoncg")["NewtonCg"].End);
    }

    [Fact]
    public void A_landscape_without_a_minimum_has_no_distances()
    {
        (_, string output, _) = CommandLineTests.Run("race", "--landscape", "monkeysaddle", "--steps", "20");
        Assert.DoesNotContain("× minimum", output);
        Dictionary<string, TableRow> table = RaceOutput.Table("--landscape", "monkeysaddle", "--steps", "20");
        Assert.All(table.Values, static row => Assert.Equal(("–", "–"), (row.Distance, row.Near)));
        Assert.True(double.IsNaN(RaceOutput.Steps("--landscape", "monkeysaddle", "--steps", "1")["Sgd"][1].Distance));
    }

    [Fact]
    public void A_seed_draws_a_start_in_the_picture()
    {
        (double X, double Y)[] starts = [.. new[] { "1", "1", "2", "3" }.Select(static seed =>
        {
            CsvStep start = RaceOutput.Steps("--landscape", "plateau", "--seed", seed, "--steps", "1", "--optimizers", "adam")["Adam"][0];
            return (start.X, start.Y);
        })];
        Assert.Equal(starts[0], starts[1]);
        Assert.Equal(3, starts.Distinct().Count());
        Assert.All(starts, static start => Assert.True(Math.Abs(start.X) <= 4.5 && Math.Abs(start.Y) <= 3));
    }

    [Fact]
    public void Names_are_found_in_any_case()
    {
        Dictionary<string, TableRow> table = RaceOutput.Table("--landscape", "STYBLINSKItang", "--optimizers", "aDAM, lion", "--steps", "3");
        Assert.Equal(["Adam", "Lion"], table.Keys.Order());
    }

    [Theory]
    [InlineData("--start takes two finite numbers X,Y, not 'here'", "--start", "here")]
    [InlineData("--start takes two finite numbers X,Y, not '1'", "--start", "1")]
    [InlineData("--start takes two finite numbers X,Y, not '1,2,3'", "--start", "1,2,3")]
    [InlineData("--start takes two finite numbers X,Y, not '1,NaN'", "--start", "1,NaN")]
    [InlineData("--start takes two finite numbers X,Y, not '-Infinity,0'", "--start", "-Infinity,0")]
    [InlineData("--start takes two finite numbers X,Y, not '1e999,0'", "--start", "1e999,0")]
    [InlineData("--start takes two finite numbers X,Y, not '1;2'", "--start", "1;2")]
    [InlineData("--start takes two finite numbers X,Y, not ''", "--start", "")]
    [InlineData("--start and --seed both say where to start", "--start", "1,2", "--seed", "3")]
    [InlineData("--seed takes an integer from 0 to 18446744073709551615, not '-1'", "--seed", "-1")]
    [InlineData("--steps takes an integer from 1 to 1000000, not '0'", "--steps", "0")]
    [InlineData("--rate takes a finite number greater than 0, not '-1'", "--rate", "-1")]
    [InlineData("--landscape does not know 'Everest', only: Beale, Cliff, GoldsteinPrice, Himmelblau, MonkeySaddle, Plateau, ", "--landscape", "Everest")]
    [InlineData("--optimizers does not know 'Adom', only: Sgd, Momentum, Nesterov, ", "--optimizers", "sgd,Adom")]
    [InlineData("--optimizers does not know '', only: Sgd, ", "--optimizers", "sgd,")]
    [InlineData("--optimizers has Adam twice", "--optimizers", "adam,ADAM")]
    [InlineData("Unrecognized command or argument 'fast'.", "fast")]
    public void Bad_arguments_are_explained(string message, params string[] arguments)
    {
        (int code, string output, string error) = CommandLineTests.Run(["race", .. arguments]);
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith($"fastopt: {message}", error);
        Assert.Equal(["See 'fastopt race --help'.", ""], error.Split('\n')[1..]);
    }

    [Fact]
    public void A_start_where_the_function_is_not_finite_is_refused()
    {
        (int code, string output, string error) = CommandLineTests.Run("race", "--landscape", "cliff", "--start", "900,0");
        Assert.Equal((1, "", "fastopt: --start: Cliff is Infinity at (900, 0)\n"), (code, output, error));
    }

    [Fact]
    public void A_start_where_the_gradient_is_not_finite_is_refused()
    {
        (int code, string output, string error) = CommandLineTests.Run("race", "--landscape", "cliff", "--start", "35.4,0");
        Assert.Equal((1, ""), (code, output));
        Assert.Matches(@"^fastopt: --start: the gradient of Cliff is \(.*(Infinity|NaN).*\) at \(35\.4, 0\)\n$", error);
    }

    [Fact]
    public void A_letter_stands_for_every_racer() => Assert.InRange(Racers.All.Count, 1, 'Z' - 'A' + 1);

    [Theory]
    [InlineData("--csv")]
    [InlineData("--svg")]
    public void A_file_that_cannot_be_written_is_named(string option)
    {
        using var directory = new TemporaryDirectory();
        string file = Path.Combine(directory.Path, "nowhere", "race");
        (int code, string output, string error) = CommandLineTests.Run("race", "--steps", "2", option, file);
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith($"fastopt: {option} cannot write '{file}': ", error);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void Help_tells_the_rates()
    {
        (int code, string output, _) = CommandLineTests.Run("race", "--help");
        Assert.Equal(0, code);
        string text = string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (Racer racer in Racers.All.Where(static racer => racer.Rate is not null))
            Assert.Matches($@"{racer.Rate!.Value.ToString(CultureInfo.InvariantCulture)} for [\w, ]*\b{racer.Name}\b", text);
        foreach (Landscape landscape in Landscapes.All)
            Assert.Contains($"{landscape.Name} {landscape.Rate.ToString("0.#####", CultureInfo.InvariantCulture)}", text);
        Assert.Contains("[default: Rosenbrock]", text);
    }
}
