using System.Globalization;
using System.Security;
using System.Text;
using FastOpt.Race;

namespace FastOpt.Cli.Race;

/// <summary>
/// A race as a self-contained SVG: the landscape in twelve bands between contour lines, the paths, and a legend. Units are half pixels, so that lines are
/// whole numbers.
/// </summary>
internal static class RaceSvg
{
    private const int Width = 1440, Margin = 40;
    private const int MapTop = 110, MapWidth = Width - (2 * Margin), MapHeight = MapWidth * 2 / 3;
    private const int LegendTop = MapTop + MapHeight + 70, LegendLine = 46, LegendColumns = 2;
    private const int Samples = 120, Bands = 12;

    /// <summary>Writes it.</summary>
    public static void Write(TextWriter writer, string title, Landscape landscape, IReadOnlyList<RaceRun> runs)
    {
        int height = LegendTop + (LegendLine * ((runs.Count + LegendColumns - 1) / LegendColumns)) + 20;
        string description = string.Join("; ", runs.Select(static run => $"{RaceText.Name(run)}: {Result(run)}"));
        Line(writer, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width / 2}" height="{height / 2}"
             role="img" aria-labelledby="title desc" font-family="system-ui, sans-serif" font-size="26">
            """);
        Line(writer, $"""<title id="title">{Escape(title)}</title>""");
        Line(writer, $"""<desc id="desc">Paths of {runs.Count} optimizers; lighter is lower. {Escape(description)}.</desc>""");
        Line(writer, $"""<rect width="{Width}" height="{height}" fill="#fff"/>""");
        Line(writer, $"""<text x="{Margin}" y="52" font-size="34" font-weight="600">{Escape(title)}</text>""");
        Line(writer, $"""<text x="{Margin}" y="90" fill="#445">{Escape(RaceText.Key(landscape, "lighter", "+"))}</text>""");
        WriteMap(writer, landscape);
        for (int i = 0; i < runs.Count; i++)
            WritePath(writer, landscape.View, runs[i], i);
        WriteMarks(writer, landscape, runs);
        for (int i = 0; i < runs.Count; i++)
            WriteLegend(writer, runs[i], i);
        Line(writer, $"</svg>");
    }

    // From the highest band to the lowest, each over the ones before.
    private static void WriteMap(TextWriter writer, Landscape landscape)
    {
        var map = new HeatMap(landscape, Samples, Samples * 2 / 3);
        Line(writer, $"""<g stroke="#fff" stroke-opacity=".35" fill-rule="evenodd">""");
        Line(writer, $"""<rect x="{Margin}" y="{MapTop}" width="{MapWidth}" height="{MapHeight}" fill="{Shade(Bands - 1)}"/>""");
        for (int band = Bands - 1; band > 0; band--)
        {
            var data = new PathData();
            foreach (IReadOnlyList<Point> line in Contours.Around(map, (double)band / Bands))
            {
                for (int i = 0; i < line.Count; i++)
                    data.Add(OnBorder(line[i].X, Samples, MapWidth) + Margin, OnBorder(line[i].Y, Samples * 2 / 3, MapHeight) + MapTop, isNew: i == 0);
                data.Close();
            }

            Line(writer, $"""<path fill="{Shade(band - 1)}" d="{data}"/>""");
        }

        Line(writer, $"</g>");
    }

    // Where a sample's coordinate is on the map; the outermost ones stand for the half cell up to the border, too.
    private static double OnBorder(double sample, int count, int length) =>
        sample <= 0 ? 0 : sample >= count - 1 ? length : (sample + 0.5) * length / count;

    private static Rgb Shade(int band) => RaceKey.Shade((double)band / (Bands - 1));

    private static void WritePath(TextWriter writer, View view, RaceRun run, int index)
    {
        var data = new PathData();
        Point end = new(double.NaN, double.NaN);
        for (int i = 1; i < run.Steps.Count; i++)
        {
            Point from = run.Steps[i - 1].Point, to = run.Steps[i].Point;
            if (!view.Clip(ref from, ref to))
                continue;
            if (from != end)
                Add(data, view, from, isNew: true);
            Add(data, view, to, isNew: false);
            end = to;
        }

        string line = data.IsEmpty ? Start(view, run) : data.ToString();
        Line(writer, $"""
            <path class="path" fill="none" stroke="{RaceKey.Colour(index)}" stroke-width="5" stroke-dasharray="{RaceKey.Dash(index)}"
             stroke-linejoin="round" stroke-linecap="round" d="{line}"><title>{Escape(RaceText.Name(run))}</title></path>
            """);
    }

    private static void Add(PathData data, View view, Point point, bool isNew)
    {
        (double x, double y) = OnMap(view, point);
        data.Add(x, y, isNew);
    }

    // A path without a step inside is a dot at its start, or nothing.
    private static string Start(View view, RaceRun run)
    {
        Point start = run.Steps[0].Point;
        if (!view.Contains(start))
            return "";
        var data = new PathData();
        Add(data, view, start, isNew: true);
        data.Close();
        return data.ToString();
    }

    private static void WriteMarks(TextWriter writer, Landscape landscape, IReadOnlyList<RaceRun> runs)
    {
        View view = landscape.View;
        Line(writer, $"""<g stroke="#000" stroke-width="4" fill="none">""");
        foreach (Point minimum in landscape.Minima.Where(minimum => view.Contains(minimum)))
        {
            (double x, double y) = OnMap(view, minimum);
            if (landscape.IsLowest(minimum))
                Line(writer, $"""<path class="minimum" d="M{x - 9:F0} {y - 9:F0}l18 18m0-18l-18 18"/>""");
            else
                Line(writer, $"""<path class="local-minimum" stroke-width="2" d="M{x - 9:F0} {y:F0}h18m-9-9v18"/>""");
        }

        if (view.Contains(runs[0].Steps[0].Point))
        {
            (double x, double y) = OnMap(view, runs[0].Steps[0].Point);
            Line(writer, $"""<circle class="start" cx="{x:F0}" cy="{y:F0}" r="11" fill="#fff"/>""");
        }

        Line(writer, $"</g>");
        for (int i = runs.Count - 1; i >= 0; i--)
        {
            if (!view.Contains(runs[i].Last.Point))
                continue;
            (double x, double y) = OnMap(view, runs[i].Last.Point);
            WriteBadge(writer, "end", x, y, i);
        }
    }

    private static void WriteBadge(TextWriter writer, string kind, double x, double y, int index) => Line(
        writer,
        $"""
        <g class="{kind}"><circle cx="{x:F0}" cy="{y:F0}" r="15" fill="{RaceKey.Colour(index)}" stroke="#fff" stroke-width="2"/>
        <text x="{x:F0}" y="{y + 8:F0}" text-anchor="middle" font-size="22" font-weight="700" fill="#fff">{RaceKey.Letter(index)}</text></g>
        """);

    private static void WriteLegend(TextWriter writer, RaceRun run, int index)
    {
        int x = Margin + (index % LegendColumns * (MapWidth / LegendColumns)), y = LegendTop + (index / LegendColumns * LegendLine);
        Line(writer, $"""<path stroke="{RaceKey.Colour(index)}" stroke-width="5" stroke-dasharray="{RaceKey.Dash(index)}" d="M{x} {y - 8}h70"/>""");
        WriteBadge(writer, "key", x + 100, y - 8, index);
        Line(writer, $"""<text x="{x + 130}" y="{y}"><tspan font-weight="600">{Escape(RaceText.Name(run))}</tspan> {Escape(Result(run))}</text>""");
    }

    private static string Result(RaceRun run) => run.StepsToNear is null
        ? double.IsFinite(run.Last.Distance) ? $"ends {RaceText.Distance(run)} away" : $"ends at {RaceText.Value(run)}"
        : $"within 1e-3 after {RaceText.StepsToNear(run)}";

    private static (double X, double Y) OnMap(View view, Point point) =>
        (Margin + ((point.X - view.Left) / view.Width * MapWidth), MapTop + ((view.Top - point.Y) / view.Height * MapHeight));

    private static string Escape(string text) => SecurityElement.Escape(text);

    private static void Line(TextWriter writer, FormattableString text) => writer.Write(FormattableString.Invariant(text) + "\n");

    /// <summary>The data of an SVG path in whole numbers: a point that rounds to the one before is left out.</summary>
    private sealed class PathData
    {
        private readonly StringBuilder _text = new();
        private int _x, _y;

        public bool IsEmpty => _text.Length == 0;

        public void Add(double x, double y, bool isNew)
        {
            int roundX = (int)Math.Round(x), roundY = (int)Math.Round(y);
            if (isNew)
                _text.Append(CultureInfo.InvariantCulture, $"M{roundX} {roundY}");
            else if ((roundX, roundY) != (_x, _y))
                _text.Append(CultureInfo.InvariantCulture, $"l{roundX - _x}{(roundY < _y ? "" : " ")}{roundY - _y}");
            (_x, _y) = (roundX, roundY);
        }

        public void Close() => _text.Append('z');

        public override string ToString() => _text.ToString();
    }
}
