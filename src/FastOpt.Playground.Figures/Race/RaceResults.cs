using System.Globalization;
using FastOpt.Race;

namespace FastOpt.Playground;

/// <summary>A race's table: where each is at the step that is shown, and how it ends. The best stands first.</summary>
internal static class RaceResults
{
    public static PlotTable Of(RaceFigure figure)
    {
        IEnumerable<(Lane Lane, RaceRun Run)> order = figure.Runs
            .OrderBy(one => one.Run.StepsToNear ?? int.MaxValue)
            .ThenBy(one => figure.At(one.Run).Value);
        return new(
            ["Optimizer", "Rate α", "Cost f", "Distance", "Steps to 0.001", "End"],
            [.. order.Select(one => Row(figure, one.Lane, one.Run))]);
    }

    private static string[] Row(RaceFigure figure, Lane lane, RaceRun run)
    {
        RaceStep at = figure.At(run);
        return
        [
            lane.Name,
            lane.Rate is null ? "line search" : RaceText.Rate(lane.Rate.Value),
            NumberText.Of(at.Value, 5),
            double.IsFinite(at.Distance) ? NumberText.Of(at.Distance) : "–",
            RaceText.StepsToNear(run),
            RaceText.End(run),
        ];
    }
}
