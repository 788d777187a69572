using System.Globalization;
using System.Text;
using FastOpt.Race;

namespace FastOpt.Playground;

/// <summary>A race as a program.</summary>
internal static class RaceCode
{
    // What Pace and PacedRule do, for one program.
    private const string Paced = """

        /// <summary>A rule at the rate α / (1 + k·t), whose gradients are clipped to a norm; 0 for none.</summary>
        readonly struct Paced<T>(Func<double, T> create, double rate, double decay = 0, double clip = 0) : IOptimizerRule
            where T : struct, IOptimizerRule
        {
            public int StatesPerWeight => create(rate).StatesPerWeight;

            public void UpdateAll(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> states, long step)
            {
                double squares = 0;
                foreach (float gradient in gradients)
                    squares += (double)gradient * gradient;
                float[] clipped = gradients.ToArray();
                if (clip > 0)
                {
                    for (int i = 0; i < clipped.Length; i++)
                        clipped[i] = new ClipNorm(clip).Apply(clipped[i], Math.Sqrt(squares));
                }

                create(new InverseTime(decay).At(rate, step - 1)).UpdateAll(weights, clipped, states, step);
            }
        }

        """;

    public static string Of(RaceFigure figure, int steps)
    {
        var text = new StringBuilder("using FastOpt;\n\n");
        text.Append(CultureInfo.InvariantCulture, $"double[] start = [{figure.Start.X:R}, {figure.Start.Y:R}];\n");
        text.Append(CultureInfo.InvariantCulture, $"var objective = new {figure.Landscape.Name}();\n");
        text.Append(CultureInfo.InvariantCulture, $"var options = new MinimizeOptions {{ MaxIterations = {steps} }};\n\n");
        foreach ((Lane lane, _) in figure.Runs)
            text.Append(CultureInfo.InvariantCulture, $"Console.WriteLine(\"{lane.Label}: \" + {Call(lane)});\n");
        if (figure.Runs.Any(static one => !one.Lane.Pace.IsPlain))
            text.Append(Paced);
        return text.ToString();
    }

    // "static rate => new Adam(rate)" to "Minimize.With(new Adam(0.2), objective, start, options)".
    private static string Call(Lane lane)
    {
        string source = lane.Racer.Source, body = source[(source.IndexOf("=> ", StringComparison.Ordinal) + 3)..];
        if (lane.Racer.Searches)
            return body;
        string rate = lane.Rate!.Text;
        if (lane.Pace.IsPlain)
            return $"Minimize.With({body.Replace("(rate", "(" + rate, StringComparison.Ordinal)}, objective, start, options)";
        string type = body["new ".Length..body.IndexOf('(', StringComparison.Ordinal)];
        return $"Minimize.With(new Paced<{type}>({source}, {rate}, {lane.Decay!.Text}, {lane.Norm!.Text}), objective, start, options)";
    }
}
