using FastOpt.Race;

namespace FastOpt.Playground;

/// <summary>A landscape's map and contours, as a plot draws them. Heights are ranks: equal parts of the plane have equal shares of the colours.</summary>
internal sealed class LandscapeMap
{
    private const int Columns = 96, Rows = 64, Levels = 9;

    private static readonly Dictionary<string, LandscapeMap> Made = new(StringComparer.Ordinal);

    private LandscapeMap(Landscape landscape)
    {
        var heights = new HeatMap(landscape, Columns, Rows);
        byte[] levels = new byte[Columns * Rows];
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
                levels[(row * Columns) + column] = (byte)Math.Round(255 * heights[column, row]);
        }

        Map = new(Columns, Rows, levels, MapRamp.Height, "low to high");
        Lines = ContourSeries.Of(heights, landscape.View, Levels);
        double[] xs = [.. landscape.Minima.Select(static one => one.X)], ys = [.. landscape.Minima.Select(static one => one.Y)];
        Minima = new(SeriesKind.Dots, "Minimum", SeriesStyle.Truth, xs, ys);
    }

    public PlotMap Map { get; }

    public Series Lines { get; }

    public Series Minima { get; }

    /// <summary>Of a landscape; made once.</summary>
    public static LandscapeMap Of(Landscape landscape)
    {
        if (!Made.TryGetValue(landscape.Name, out LandscapeMap? map))
            Made[landscape.Name] = map = new(landscape);
        return map;
    }
}
