namespace FastOpt.Training;

/// <summary>A plot: what its axes mean, its series, and what is marked in it.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="XTitle">What the horizontal axis means, with its unit.</param>
/// <param name="YTitle">What the vertical axis means, with its unit.</param>
/// <param name="Series">What it shows.</param>
internal sealed record Plot(string Title, string XTitle, string YTitle, IReadOnlyList<Series> Series)
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
    public Axis X()
    {
        (double least, double most) = IsSquare ? Axis.Range(Values().Concat(Positions())) : Axis.Range(Positions());
        return IsSquare ? Axis.Linear(least, most, 6) : Axis.Linear(least, most, 6, isTight: true, IsWhole);
    }

    /// <summary>The vertical axis.</summary>
    public Axis Y()
    {
        IEnumerable<double> values = Horizontal is null ? Values() : Values().Append(Horizontal.Value);
        if (IsSquare)
            return Axis.Linear(Axis.Range(Values().Concat(Positions())).Least, Axis.Range(Values().Concat(Positions())).Most, 6);
        (double least, double most) = Axis.Range(IsLog == true ? values.Where(static value => value > 0) : values);
        return IsLog switch { true => Axis.Logarithmic(least, most), false => Axis.Linear(least, most), null => Axis.For(values) };
    }

    private IEnumerable<double> Positions() => Series.SelectMany(static series => series.X);

    private IEnumerable<double> Values() => Series.SelectMany(static series => series.Y);
}

/// <summary>One line or cloud of a plot.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="X">Positions.</param>
/// <param name="Y">Values; what is not finite is a gap.</param>
/// <param name="IsCloud">Whether points are shown, not a line. Default: a line.</param>
internal sealed record Series(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, bool IsCloud = false);
