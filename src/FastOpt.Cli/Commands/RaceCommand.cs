using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using FastOpt.Cli.Race;
using FastOpt.Race;
using Spectre.Console;

namespace FastOpt.Cli.Commands;

/// <summary><c>fastopt race</c>.</summary>
internal static class RaceCommand
{
    private const int Steps = 1000, MostSteps = 1_000_000;

    private static readonly Landscape Standard = Landscapes.All.Single(static landscape => landscape.Objective is Rosenbrock);

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Option<Landscape> landscape = NamedOption.One(
            "--landscape", $"The function of two variables: {Names(Landscapes.All)}.", Landscapes.All, static one => one.Name, Standard);
        Option<IReadOnlyList<Racer>?> optimizers = NamedOption.Several(
            "--optimizers",
            $"Names separated by commas, or all. Without it, {Names(Racers.Standard)}. There are {Names(Racers.All)}; Momentum and Nesterov are Sgd with 0.9.",
            Racers.All,
            static racer => racer.Name);
        var start = new Option<Point?>("--start")
        {
            Description = "Where all start. Without it, where the landscape's race begins.",
            HelpName = "X,Y",
            CustomParser = ParsePoint,
        };
        Option<ulong?> seed = NumberOption.Optional("--seed", "Start at a point of the picture that is drawn with this seed.", 0ul, ulong.MaxValue);
        Option<int> steps = NumberOption.Integer("--steps", "The most steps that each takes.", Steps, 1, MostSteps);
        Option<double?> rate = NumberOption.Positive("--rate", $"The learning rate of all that have one. Without it, rates that suit: {Rates()}.");
        var csv = new Option<string?>("--csv") { Description = "Also write each step of each path to this file.", HelpName = "FILE" };
        var svg = new Option<string?>("--svg") { Description = "Also write the picture to this file.", HelpName = "FILE" };

        var command = new Command("race", "Lets optimizers race over a landscape, and draws their paths.")
        {
            landscape, optimizers, start, seed, steps, rate, csv, svg,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(start) is { Implicit: false } && result.GetResult(seed) is { Implicit: false })
                result.AddError("--start and --seed both say where to start; take one of them");
        });
        command.SetAction(parsed =>
        {
            Landscape place = parsed.GetValue(landscape)!;
            Point from = parsed.GetValue(start) ?? (parsed.GetValue(seed) is ulong number ? place.View.Draw(number) : place.Start);
            IReadOnlyList<Racer> racers = parsed.GetValue(optimizers) ?? Racers.Standard;
            var settings = new RaceSettings(
                place, racers, from, parsed.GetValue(steps), parsed.GetValue(rate), parsed.GetValue(csv), parsed.GetValue(svg));
            InvocationConfiguration io = parsed.InvocationConfiguration;
            return settings.Run(io.Output, Terminal.HasColours(io.Output) ? AnsiConsole.Console : null, io.Error);
        });
        return command;
    }

    private static Point? ParsePoint(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        string[] parts = text.Split(',');
        if (parts.Length == 2 && TryParse(parts[0], out double x) && TryParse(parts[1], out double y))
            return new Point(x, y);
        result.AddError($"--start takes two finite numbers X,Y, not '{text}'");
        return null;

        static bool TryParse(string text, out double value) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    private static string Rates()
    {
        IEnumerable<string> fixedRates = Racers.All
            .Where(static racer => racer.Rate is not null)
            .GroupBy(static racer => racer.Rate!.Value)
            .OrderBy(static group => group.Key)
            .Select(static group => $"{RaceText.Rate(group.Key)} for {Names(group)}");
        string scaled = Names(Racers.All.Where(static racer => racer is { Rate: null, Searches: false }));
        string landscapes = string.Join(", ", Landscapes.All.Select(static one => $"{one} {RaceText.Rate(one.Rate)}"));
        return $"{string.Join("; ", fixedRates)}; for {scaled} by landscape: {landscapes}";
    }

    private static string Names(IEnumerable<object> named) => string.Join(", ", named);
}
