namespace FastOpt.Playground;

/// <summary>How a series is drawn.</summary>
internal enum SeriesKind
{
    /// <summary>A line through the points; a NaN interrupts it.</summary>
    Line,

    /// <summary>A line with a marker at each point.</summary>
    Path,

    /// <summary>Markers alone.</summary>
    Dots,

    /// <summary>Bars from zero, or from the axis's start.</summary>
    Bars,

    /// <summary>Thin neutral lines: contours. A NaN parts them.</summary>
    Contours,

    /// <summary>A line whose ground is filled down to the height of its first point.</summary>
    Area,

    /// <summary>A letter at each point.</summary>
    Letters,

    /// <summary>One point that a reader drags, by the controls that it names.</summary>
    Handle,
}

/// <summary>Points of one kind, under one name.</summary>
/// <param name="Kind">How they are drawn.</param>
/// <param name="Label">The name in the legend; empty for none.</param>
/// <param name="Style">Which colour, dash and marker: 0 to 25 for those that differ; below 0 one of <see cref="SeriesStyle"/>.</param>
/// <param name="Xs">Horizontal positions.</param>
/// <param name="Ys">Vertical positions.</param>
internal sealed record Series(SeriesKind Kind, string Label, int Style, double[] Xs, double[] Ys)
{
    /// <summary>How many points are drawn; the rest lie ahead of the step that is shown.</summary>
    public int Count { get; init; } = Xs.Length;

    /// <summary>Of letters: one for each point.</summary>
    public string Text { get; init; } = "";

    /// <summary>Of a handle: the control that it moves horizontally, or empty.</summary>
    public string XControl { get; init; } = "";

    /// <summary>Of a handle: the control that it moves vertically, or empty.</summary>
    public string YControl { get; init; } = "";

    /// <summary>Whether a marker with the style's letter stands at the last point.</summary>
    public bool MarksEnd { get; init; }

    public static Series Handle(string label, NumberControl x, NumberControl? y, double at) =>
        new(SeriesKind.Handle, label, SeriesStyle.Start, [x.Value], [at]) { XControl = x.Name, YControl = y?.Name ?? "" };
}

/// <summary>Styles that mean the same in every figure.</summary>
internal static class SeriesStyle
{
    /// <summary>The truth: a function, the true weights, a minimum. Blue.</summary>
    public const int Truth = -1;

    /// <summary>The model, and where it starts. Red.</summary>
    public const int Start = -2;

    /// <summary>Aids: tangents, errors. Grey, dashed.</summary>
    public const int Aid = -3;

    /// <summary>What is off: errors, gaps. Orange.</summary>
    public const int Error = -5;

    /// <summary>Data. Grey dots.</summary>
    public const int Data = -4;

    /// <summary>Examples of the first of four classes; the others follow downwards. They have the colours of a map of classes.</summary>
    public const int Class = -10;

    /// <summary>The same for examples that the model does not learn from: hollow.</summary>
    public const int HollowClass = -20;
}
