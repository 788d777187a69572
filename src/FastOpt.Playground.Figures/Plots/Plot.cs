namespace FastOpt.Playground;

/// <summary>An axis.</summary>
/// <param name="Label">What it measures, with the unit.</param>
/// <param name="From">The value at its start.</param>
/// <param name="To">The value at its end.</param>
/// <param name="Logarithmic">Whether equal lengths are equal ratios.</param>
internal readonly record struct Axis(string Label, double From, double To, bool Logarithmic = false)
{
    /// <summary>Whether it counts, so that nothing lies between two whole numbers.</summary>
    public bool IsWhole { get; init; }
}

/// <summary>A picture with two axes.</summary>
/// <param name="Id">Its name; unique in its figure.</param>
/// <param name="Title">Its heading.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Series">What is drawn, in that order.</param>
internal sealed record Plot(string Id, string Title, Axis X, Axis Y, IReadOnlyList<Series> Series)
{
    /// <summary>What lies under all series, or null.</summary>
    public PlotMap? Map { get; init; }

    /// <summary>Width over height of the plane within the axes; 0 for the page's choice.</summary>
    public double Aspect { get; init; }

    /// <summary>Whether it takes the bench's whole width.</summary>
    public bool Wide { get; init; }

    /// <summary>Whether it is drawn without axes: pictures beside each other.</summary>
    public bool IsBare { get; init; }

    /// <summary>
    /// The sizes of a network's layers: then it is drawn as a graph, whose edges have the first series' values and whose nodes the map's tiles.
    /// </summary>
    public IReadOnlyList<int> Layers { get; init; } = [];

    /// <summary>A click into the plane sets these two controls and runs the action; null where a click does nothing.</summary>
    public PlotClick? Click { get; init; }

    /// <summary>The same as numbers; null for the one that is made of the series.</summary>
    public PlotTable? Table { get; init; }
}

/// <summary>What a click into a plane does.</summary>
/// <param name="XControl">The control that takes the horizontal position.</param>
/// <param name="YControl">The control that takes the vertical position.</param>
/// <param name="Action">The action behind it, or empty.</param>
internal sealed record PlotClick(string XControl, string YControl, string Action);
