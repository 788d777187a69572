namespace FastOpt.Race;

/// <summary>
/// The outlines of what lies below a rank, by marching squares (Lorensen and Cline 1987, in the plane): closed lines through the cells of a map, which run
/// along the map's border where the region leaves it.
/// </summary>
internal static class Contours
{
    // The edges that a line crosses in a cell, from and to, with the region on its left, for each set of corners inside: top left 1, top right 2, bottom
    // right 4, bottom left 8. Edges are Top, Right, Bottom, Left. Where two opposite corners are inside they are taken as apart.
    private static readonly string[] Crossings =
        ["", "LT", "TR", "LR", "RB", "LTRB", "TB", "LB", "BL", "BT", "TRBL", "BR", "RL", "RT", "TL", ""];

    /// <summary>The closed lines around all samples of a rank up to <paramref name="level"/>, in cells: (0, 0) is the first sample.</summary>
    public static IReadOnlyList<IReadOnlyList<Point>> Around(HeatMap map, double level)
    {
        Dictionary<int, int> next = Segments(map, level);
        var lines = new List<IReadOnlyList<Point>>();
        while (next.Count > 0)
        {
            var line = new List<Point>();
            int edge = next.Keys.First();
            while (next.Remove(edge, out int following))
            {
                line.Add(Crossing(map, level, edge));
                edge = following;
            }

            lines.Add(line);
        }

        return lines;
    }

    // From each crossed edge to the following one. Around the map lies one more ring of cells, whose outer samples are infinite, so that all lines close.
    private static Dictionary<int, int> Segments(HeatMap map, double level)
    {
        var next = new Dictionary<int, int>();
        for (int row = -1; row < map.Rows; row++)
        {
            for (int column = -1; column < map.Columns; column++)
            {
                int corners = (Rank(map, column, row) <= level ? 1 : 0)
                    | (Rank(map, column + 1, row) <= level ? 2 : 0)
                    | (Rank(map, column + 1, row + 1) <= level ? 4 : 0)
                    | (Rank(map, column, row + 1) <= level ? 8 : 0);
                string crossings = Crossings[corners];
                for (int i = 0; i < crossings.Length; i += 2)
                    next.Add(Edge(map, column, row, crossings[i]), Edge(map, column, row, crossings[i + 1]));
            }
        }

        return next;
    }

    // Edges are numbered by their left or upper sample, horizontal ones even.
    private static int Edge(HeatMap map, int column, int row, char side)
    {
        (int x, int y, int vertical) = side switch
        {
            'T' => (column, row, 0),
            'B' => (column, row + 1, 0),
            'L' => (column, row, 1),
            _ => (column + 1, row, 1),
        };
        return (2 * (((y + 1) * (map.Columns + 2)) + x + 1)) + vertical;
    }

    private static Point Crossing(HeatMap map, double level, int edge)
    {
        int sample = edge / 2, column = (sample % (map.Columns + 2)) - 1, row = (sample / (map.Columns + 2)) - 1;
        int right = edge % 2 == 0 ? 1 : 0, down = 1 - right;
        double from = Rank(map, column, row), to = Rank(map, column + right, row + down);
        double share = double.IsInfinity(from) ? 1 : double.IsInfinity(to) ? 0 : (level - from) / (to - from);
        return new(column + (share * right), row + (share * down));
    }

    private static double Rank(HeatMap map, int column, int row) =>
        column < 0 || row < 0 || column >= map.Columns || row >= map.Rows ? double.PositiveInfinity : map[column, row];
}
