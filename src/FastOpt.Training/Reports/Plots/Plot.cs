namespace FastOpt.Training;

/// <summary>A plot: what its axes mean, its series, and what is marked in it.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="XTitle">What the horizontal axis means, with its unit.</param>
/// <param name="YTitle">What the vertical axis means, with its unit.</param>
/// <param name="Series">What it shows.</param>
internal sealed record Plot(string Title, string XTitle, string YTitle, IReadOnlyList<PlotSeries> Series)
{
    /// <summary>A position on the horizontal axis that is marked with a line. Default: none.</summary>
    public Mark? Vertical { get; init; }

    /// <summary>A value that is marked with a line across. Default: none.</summary>
    public Mark? Horizontal { get; init; }

    /// <summary>Whether the horizontal axis has whole numbers alone. Default: true.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Whether both axes have the same range, with a line where they are equal. Default: false.</summary>
    public bool IsSquare { get; init; }

    /// <summary>Whether the vertical axis is logarithmic. Default: where the values are above 0 and span more than a factor of ten.</summary>
    public bool? IsLog { get; init; }

    /// <summary>A marked position.</summary>
    public sealed record Mark(double Value, string Text);

    /// <summary>The horizontal axis.</summary>
    public PlotAxis X()
    {
        if (IsSquare)
            return Square();
        (double least, double most) = PlotAxis.Range(Positions());
        double margin = Series.Any(static series => series.Kind == SeriesKind.Bars) ? (most - least) / (2 * Math.Max(1, Series[0].X.Count - 1)) : 0;
        return PlotAxis.Linear(least - margin, most + margin, 5, isTight: true, IsWhole);
    }

    /// <summary>The vertical axis.</summary>
    public PlotAxis Y()
    {
        if (IsSquare)
            return Square();
        IEnumerable<double> values = Horizontal is null ? Values() : Values().Append(Horizontal.Value);
        if (Series.Any(static series => series.Kind == SeriesKind.Bars))
            values = values.Append(0);
        (double least, double most) = PlotAxis.Range(IsLog == true ? values.Where(static value => value > 0) : values);
        return IsLog switch { true => PlotAxis.Logarithmic(least, most), false => PlotAxis.Linear(least, most), null => PlotAxis.For(values) };
    }

    private PlotAxis Square()
    {
        (double least, double most) = PlotAxis.Range(Values().Concat(Positions()));
        double margin = 0.04 * (most - least);
        return PlotAxis.Linear(least - margin, most + margin, 5, isTight: true);
    }

    private IEnumerable<double> Positions() => Series.SelectMany(static series => series.X);

    private IEnumerable<double> Values() => Series.SelectMany(static series => series.Y);
}

/// <summary>One line, cloud or row of bars of a plot.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="X">Positions; those of bars are at equal distances.</param>
/// <param name="Y">Values; what is not finite is a gap.</param>
/// <param name="Kind">How it is drawn. Default: as a line.</param>
internal sealed record PlotSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, SeriesKind Kind = SeriesKind.Line);

/// <summary>How a series is drawn.</summary>
internal enum SeriesKind
{
    /// <summary>A line with markers.</summary>
    Line,

    /// <summary>Points.</summary>
    Cloud,

    /// <summary>Bars from 0.</summary>
    Bars,
}
