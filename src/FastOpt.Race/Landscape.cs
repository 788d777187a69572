namespace FastOpt.Race;

/// <summary>A function over a grid, as an objective of two variables computes it.</summary>
internal delegate void GridFunction(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, Span<double> values);

/// <summary>A function of two variables and how a race over it is run and drawn.</summary>
/// <param name="Objective">The function.</param>
/// <param name="Evaluate">The function over a grid.</param>
/// <param name="View">What is drawn; 3 wide and 2 high.</param>
/// <param name="Start">Where optimizers start unless they are told.</param>
/// <param name="Rate">A learning rate with which steps along the gradient neither crawl nor diverge from there.</param>
/// <param name="Minima">All minima in and around the view, the local ones too; none where the function falls without end.</param>
internal sealed record Landscape(IObjective Objective, GridFunction Evaluate, View View, Point Start, double Rate, IReadOnlyList<Point> Minima)
{
    /// <summary>The name of the objective's type.</summary>
    public string Name { get; } = Objective.GetType().Name;

    /// <summary>f.</summary>
    public double Value(Point point) => Objective.Value([point.X, point.Y]);

    /// <summary>Whether no other minimum is lower.</summary>
    public bool IsLowest(Point minimum) => Minima.All(other => Value(minimum) <= Value(other) + 1e-6);

    /// <summary>How far the nearest minimum is; infinite where there is none.</summary>
    public double Distance(Point point) => Minima.Count == 0 ? double.PositiveInfinity : Minima.Min(point.DistanceTo);

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
