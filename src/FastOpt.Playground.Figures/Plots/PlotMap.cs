namespace FastOpt.Playground;

/// <summary>The colours of a map.</summary>
internal enum MapRamp
{
    /// <summary>Lighter is lower.</summary>
    Height,

    /// <summary>From one class over white to the other.</summary>
    Signed,

    /// <summary>From paper to ink: pictures.</summary>
    Ink,

    /// <summary>Four classes, 64 levels of certainty each.</summary>
    Classes,
}

/// <summary>A grid of cells over a plot's plane.</summary>
/// <param name="Columns">Cells from left to right.</param>
/// <param name="Rows">Cells from top to bottom.</param>
/// <param name="Levels">One byte a cell, row by row from the top: 0 the lowest.</param>
/// <param name="Ramp">The colours.</param>
/// <param name="Legend">What the colours mean.</param>
internal sealed record PlotMap(int Columns, int Rows, byte[] Levels, MapRamp Ramp, string Legend)
{
    private static int _versions;

    /// <summary>Whether its cells have edges: pixels, not samples of what is smooth.</summary>
    public bool IsSharp { get; init; }

    /// <summary>Another for each map, so that a page draws one only once.</summary>
    public int Version { get; } = Interlocked.Increment(ref _versions);
}
