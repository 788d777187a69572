using System.Globalization;

namespace FastOpt.Race;

/// <summary>The figures of a race as text, alike in every culture.</summary>
internal static class RaceText
{
    /// <summary>"Rosenbrock from (-1.2, 1), 500 steps at most".</summary>
    public static string Title(Landscape landscape, Point start, int steps) =>
        string.Create(CultureInfo.InvariantCulture, $"{landscape.Name} from {start}, {steps:N0} {(steps == 1 ? "step" : "steps")} at most");

    /// <summary>What the picture shows.</summary>
    /// <param name="landscape">The landscape.</param>
    /// <param name="lower">What the lower parts look like.</param>
    /// <param name="local">The mark of local minima.</param>
    public static string Key(Landscape landscape, string lower, string local)
    {
        View view = landscape.View;
        string marks = landscape.Minima.Count == 0 ? "" : landscape.Minima.All(landscape.IsLowest) ? ", × minimum" : $", × minimum, {local} local minimum";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"x from {view.Left:G6} to {view.Right:G6}, y from {view.Bottom:G6} to {view.Top:G6}; {lower} is lower; ○ start{marks}");
    }

    /// <summary>"Adam 0.1", or "Bfgs".</summary>
    public static string Name(RaceRun run) => run.Rate is double rate ? $"{run.Racer.Name} {Rate(rate)}" : run.Racer.Name;

    /// <summary>"0.001".</summary>
    public static string Rate(double rate) => rate.ToString(rate < 1e-6 ? "0.######e+0" : "0.############", CultureInfo.InvariantCulture);

    /// <summary>How far the nearest minimum is; a dash where there is none.</summary>
    public static string Distance(RaceRun run) => double.IsFinite(run.Last.Distance) ? Number(run.Last.Distance) : "–";

    /// <summary>f where it ended.</summary>
    public static string Value(RaceRun run) => Number(run.Last.Value);

    /// <summary>"312", "12 (17)" with the evaluations where they are more than one a step, or a dash.</summary>
    public static string StepsToNear(RaceRun run)
    {
        if (run.StepsToNear is not int steps)
            return "–";
        int evaluations = run.Steps[steps].Evaluations;
        return evaluations == steps + 1
            ? steps.ToString("N0", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{steps:N0} ({evaluations:N0})");
    }

    /// <summary>How it ended.</summary>
    public static string End(RaceRun run)
    {
        string how = run.Status switch
        {
            MinimumStatus.Converged => "converged",
            MinimumStatus.NotAMinimum => run.Kind switch
            {
                StationaryKind.Maximum => "at a maximum",
                StationaryKind.Saddle => "at a saddle",
                _ => "at a flat point",
            },
            MinimumStatus.NotFinite => "diverged",
            MinimumStatus.LineSearchFailed => "found nothing lower",
            _ => "stopped",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{how} after {run.Steps.Count - 1:N0}");
    }

    private static string Number(double number) => number.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
