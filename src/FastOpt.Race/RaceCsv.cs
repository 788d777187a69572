using System.Globalization;

namespace FastOpt.Race;

/// <summary>A race as comma-separated values: a line for each step of each racer, the start as step 0. Numbers read back to the same doubles.</summary>
internal static class RaceCsv
{
    private const string Head = "optimizer,learning_rate,step,evaluations,x,y,value,gradient_norm,distance";

    /// <summary>Writes it. The learning rate of who has none and the distance where there is no minimum are empty.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<RaceRun> runs)
    {
        writer.Write(Head + "\n");
        foreach (RaceRun run in runs)
        {
            for (int i = 0; i < run.Steps.Count; i++)
            {
                RaceStep step = run.Steps[i];
                Point at = step.Point;
                string distance = double.IsFinite(step.Distance) ? step.Distance.ToString("R", CultureInfo.InvariantCulture) : "";
                writer.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{run.Racer.Name},{run.Rate:R},{i},{step.Evaluations},{at.X:R},{at.Y:R},{step.Value:R},{step.GradientNorm:R},{distance}\n"));
            }
        }
    }
}
