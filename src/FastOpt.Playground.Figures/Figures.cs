namespace FastOpt.Playground;

/// <summary>All figures, in the page's order. Each is made when it is first asked for.</summary>
internal static class Figures
{
    private static readonly (string Id, Func<Figure> Create)[] Known =
    [
        (RegressionFigure.Name, static () => new RegressionFigure()),
        (ParabolaFigure.Name, static () => new ParabolaFigure()),
        (RaceFigure.Name, static () => new RaceFigure()),
        (AverageFigure.Name, static () => new AverageFigure()),
        (ScheduleFigure.Name, static () => new ScheduleFigure()),
        (BatchFigure.Name, static () => new BatchFigure()),
        (NetworkFigure.Name, static () => new NetworkFigure()),
    ];

    private static readonly Dictionary<string, Figure> Made = new(StringComparer.Ordinal);

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Ids => Known.Select(static one => one.Id);

    /// <summary>A figure of its own, apart from the page's.</summary>
    public static Figure Create(string id) => Known.First(one => one.Id == id).Create();

    /// <summary>The page's figure of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Figure Of(string id)
    {
        if (Made.TryGetValue(id, out Figure? figure))
            return figure;
        foreach ((string known, Func<Figure> create) in Known)
        {
            if (known == id)
                return Made[id] = create();
        }

        throw new ArgumentException($"There is no figure '{id}', only: {string.Join(", ", Ids)}.");
    }
}
