using FastOpt.Race;

namespace FastOpt.Cli.Race;

/// <summary>The picture of a race in pixels, two to a character, one above the other: the map, and over it the paths.</summary>
internal sealed class Canvas
{
    private readonly View _view;
    private readonly HeatMap _map;
    private readonly int[] _owners;
    private readonly Dictionary<(int Column, int Line), CanvasMark> _marks = [];

    /// <summary>Draws a race.</summary>
    /// <param name="landscape">The landscape.</param>
    /// <param name="runs">The paths; later ones lie over earlier ones.</param>
    /// <param name="columns">The picture's width in characters.</param>
    /// <param name="lines">Its height.</param>
    public Canvas(Landscape landscape, IReadOnlyList<RaceRun> runs, int columns, int lines)
    {
        (_view, Columns, Lines) = (landscape.View, columns, lines);
        _map = new HeatMap(landscape, columns, 2 * lines);
        _owners = new int[columns * 2 * lines];
        Array.Fill(_owners, -1);
        for (int i = 0; i < runs.Count; i++)
            DrawPath(runs[i].Steps, i);

        foreach (Point minimum in landscape.Minima)
            Mark(minimum, new(landscape.IsLowest(minimum) ? '×' : '·', null));
        for (int i = runs.Count - 1; i >= 0; i--)
            Mark(runs[i].Last.Point, new(RaceKey.Letter(i), i));
        Mark(runs[0].Steps[0].Point, new('○', null));
    }

    public int Columns { get; }

    public int Lines { get; }

    /// <summary>The map's rank at a pixel.</summary>
    public float Rank(int column, int row) => _map[column, row];

    /// <summary>Whose path covers a pixel; -1 for nobody's.</summary>
    public int Owner(int column, int row) => _owners[(row * Columns) + column];

    /// <summary>What stands in a character instead of its two pixels.</summary>
    public CanvasMark? MarkAt(int column, int line) => _marks.TryGetValue((column, line), out CanvasMark mark) ? mark : null;

    private void DrawPath(IReadOnlyList<RaceStep> steps, int owner)
    {
        for (int i = 1; i < steps.Count; i++)
        {
            Point from = steps[i - 1].Point, to = steps[i].Point;
            if (!_view.Clip(ref from, ref to))
                continue;
            (double fromX, double fromY) = Pixel(from);
            (double toX, double toY) = Pixel(to);
            int parts = 1 + (int)(2 * Math.Max(Math.Abs(toX - fromX), Math.Abs(toY - fromY)));
            for (int part = 0; part <= parts; part++)
            {
                double share = (double)part / parts;
                int column = Bound(fromX + (share * (toX - fromX)), Columns), row = Bound(fromY + (share * (toY - fromY)), 2 * Lines);
                _owners[(row * Columns) + column] = owner;
            }
        }
    }

    private void Mark(Point point, CanvasMark mark)
    {
        if (!_view.Contains(point))
            return;
        (double x, double y) = Pixel(point);
        _marks[(Bound(x, Columns), Bound(y, 2 * Lines) / 2)] = mark;
    }

    private (double X, double Y) Pixel(Point point) =>
        ((point.X - _view.Left) / _view.Width * Columns, (_view.Top - point.Y) / _view.Height * 2 * Lines);

    private static int Bound(double position, int count) => Math.Clamp((int)position, 0, count - 1);
}

/// <summary>A character over the picture.</summary>
/// <param name="Character">The character.</param>
/// <param name="Owner">The racer that ended there, or null.</param>
internal readonly record struct CanvasMark(char Character, int? Owner);
