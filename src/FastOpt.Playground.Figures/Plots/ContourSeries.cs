using FastOpt.Race;

namespace FastOpt.Playground;

/// <summary>Contours as a series.</summary>
internal static class ContourSeries
{
    /// <summary>The lines around equal shares of a map's cells.</summary>
    /// <param name="heights">The map.</param>
    /// <param name="view">What it covers.</param>
    /// <param name="levels">How many lines.</param>
    public static Series Of(HeatMap heights, View view, int levels)
    {
        var xs = new List<double>();
        var ys = new List<double>();
        for (int level = 1; level <= levels; level++)
        {
            foreach (IReadOnlyList<Point> line in Contours.Around(heights, (double)level / (levels + 1)))
            {
                Point? last = null;
                foreach (Point cell in line.Append(line[0]))
                {
                    // Along the border a line only closes itself.
                    if (last is Point before && RunsAlongBorder(before, cell))
                        Break();
                    last = cell;
                    xs.Add(view.Left + (view.Width * (cell.X + 0.5) / heights.Columns));
                    ys.Add(view.Top - (view.Height * (cell.Y + 0.5) / heights.Rows));
                }

                Break();
            }
        }

        return new(SeriesKind.Contours, "", 0, [.. xs], [.. ys]);

        bool RunsAlongBorder(Point a, Point b) =>
            (a.X == b.X && (a.X == 0 || a.X == heights.Columns - 1)) || (a.Y == b.Y && (a.Y == 0 || a.Y == heights.Rows - 1));

        void Break()
        {
            xs.Add(double.NaN);
            ys.Add(double.NaN);
        }
    }
}
