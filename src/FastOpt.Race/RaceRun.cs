namespace FastOpt.Race;

/// <summary>An accepted point of a racer's path.</summary>
/// <param name="Point">Where it is.</param>
/// <param name="Value">f.</param>
/// <param name="GradientNorm">‖∇f‖∞.</param>
/// <param name="Distance">How far the nearest minimum is.</param>
/// <param name="Evaluations">How often f and its gradient were evaluated up to here.</param>
internal readonly record struct RaceStep(Point Point, double Value, double GradientNorm, double Distance, int Evaluations);

/// <summary>What a racer did.</summary>
internal sealed class RaceRun
{
    private const double Near = 1e-3;

    private RaceRun(Racer racer, double? rate, IReadOnlyList<RaceStep> steps, Minimum end)
    {
        (Racer, Rate, Steps, Status, Kind) = (racer, rate, steps, end.Status, end.Kind);
        int near = steps.Count;
        for (int i = steps.Count - 1; i >= 0; i--)
            near = steps[i].Distance <= Near ? i : near;
        StepsToNear = near < steps.Count ? near : null;
    }

    public Racer Racer { get; }

    public double? Rate { get; }

    /// <summary>The start, and the point after each step, as far as they are finite.</summary>
    public IReadOnlyList<RaceStep> Steps { get; }

    public MinimumStatus Status { get; }

    public StationaryKind Kind { get; }

    /// <summary>The first step that ends within 1e-3 of a minimum; 0 if the start does, null if none does.</summary>
    public int? StepsToNear { get; }

    /// <summary>Where it ended.</summary>
    public RaceStep Last => Steps[^1];

    /// <summary>Runs one racer at a rate, or at its own on this landscape.</summary>
    public static RaceRun Of(Racer racer, Landscape landscape, Point start, int steps, double? rate)
    {
        double? own = racer.RateOn(landscape, rate);
        return Of(racer, landscape, start, steps, new Pace(own ?? 0));
    }

    /// <summary>Runs one racer at a pace.</summary>
    public static RaceRun Of(Racer racer, Landscape landscape, Point start, int steps, Pace pace)
    {
        var path = new List<RaceStep>();
        var options = new MinimizeOptions
        {
            MaxIterations = steps,
            MaxEvaluations = int.MaxValue,
            Observer = (in Iterate iterate) =>
            {
                var point = new Point(iterate.Point[0], iterate.Point[1]);
                if (double.IsFinite(iterate.Value))
                    path.Add(new(point, iterate.Value, iterate.GradientNorm, landscape.Distance(point), iterate.Evaluations));
            },
        };
        Minimum end = racer.Run(pace, landscape.Objective, [start.X, start.Y], options);
        return new(racer, racer.Searches ? null : pace.Rate, path, end);
    }
}
