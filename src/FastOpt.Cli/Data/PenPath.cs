using System.Globalization;

namespace FastOpt.Cli.Data;

/// <summary>A glyph as a pen draws it: control points on a 100×100 sheet and the commands that consume them.</summary>
/// <param name="Commands">'M' consumes one point and lifts the pen, 'L' one, 'C' three.</param>
/// <param name="X">The control points' abscissae.</param>
/// <param name="Y">The control points' ordinates, downwards.</param>
internal sealed record PenPath(char[] Commands, float[] X, float[] Y)
{
    /// <summary>Line segments that stand for one Bézier arc: under half a pixel of error at the size of the glyphs.</summary>
    public const int SegmentsPerArc = 8;

    /// <summary>Line segments of the whole path.</summary>
    public int SegmentCount { get; } = Commands.Sum(command => command switch { 'L' => 1, 'C' => SegmentsPerArc, _ => 0 });

    /// <summary>Reads the SVG path notation described at <see cref="GlyphStrokes"/>.</summary>
    public static PenPath Parse(string path)
    {
        var commands = new List<char>();
        var coordinates = new List<float>();
        foreach (string token in path.Split(' '))
        {
            if (char.IsLetter(token[0]))
                commands.Add(token[0]);
            else
                coordinates.Add(float.Parse(token, CultureInfo.InvariantCulture));
        }

        return new PenPath([.. commands], [.. coordinates.Where((_, i) => i % 2 == 0)], [.. coordinates.Where((_, i) => i % 2 == 1)]);
    }

    /// <summary>Writes the path's line segments for control points that were moved, but not reordered.</summary>
    /// <param name="x">Moved abscissae.</param>
    /// <param name="y">Moved ordinates.</param>
    /// <param name="segments">Receives <see cref="SegmentCount"/> segments.</param>
    public void Flatten(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<Segment> segments)
    {
        int point = 0, count = 0;
        foreach (char command in Commands)
        {
            switch (command)
            {
                case 'M':
                    point++;
                    break;
                case 'L':
                    segments[count++] = new Segment(x[point - 1], y[point - 1], x[point], y[point]);
                    point++;
                    break;
                default:
                    FlattenArc(x.Slice(point - 1, 4), y.Slice(point - 1, 4), segments.Slice(count, SegmentsPerArc));
                    count += SegmentsPerArc;
                    point += 3;
                    break;
            }
        }
    }

    private static void FlattenArc(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<Segment> segments)
    {
        float previousX = x[0], previousY = y[0];
        for (int i = 0; i < segments.Length; i++)
        {
            float t = (i + 1f) / segments.Length, s = 1 - t;
            float w0 = s * s * s, w1 = 3 * s * s * t, w2 = 3 * s * t * t, w3 = t * t * t;
            float nextX = (w0 * x[0]) + (w1 * x[1]) + (w2 * x[2]) + (w3 * x[3]);
            float nextY = (w0 * y[0]) + (w1 * y[1]) + (w2 * y[2]) + (w3 * y[3]);
            segments[i] = new Segment(previousX, previousY, nextX, nextY);
            (previousX, previousY) = (nextX, nextY);
        }
    }
}

/// <summary>A line from (<paramref name="X0"/>, <paramref name="Y0"/>) to (<paramref name="X1"/>, <paramref name="Y1"/>).</summary>
internal readonly record struct Segment(float X0, float Y0, float X1, float Y1);
