using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FastOpt.Cli.Race;
using FastOpt.Race;

namespace FastOpt.Cli.Tests.Race;

public sealed partial class RaceSvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData("Rosenbrock", 60_000)]
    [InlineData("Rastrigin", 100_000)]
    [InlineData("MonkeySaddle", 60_000)]
    public void A_picture_stands_by_itself(string landscape, int most)
    {
        XElement svg = Draw(out string text, "--landscape", landscape);
        Assert.InRange(text.Length, 5_000, most);
        Assert.Equal(Svg + "svg", svg.Name);
        Assert.Equal("img", svg.Attribute("role")!.Value);
        string[] labels = svg.Attribute("aria-labelledby")!.Value.Split(' ');
        Assert.Equal(labels, new[] { svg.Element(Svg + "title")!, svg.Element(Svg + "desc")! }.Select(static label => label.Attribute("id")!.Value));
        Assert.StartsWith($"{landscape} from ", svg.Element(Svg + "title")!.Value);
        Assert.Equal(7, Paths(svg).Length);
        foreach (string name in new[] { "Sgd", "Momentum", "RmsProp", "Adam", "GradientDescent", "Bfgs", "NewtonCg" })
        {
            Assert.Contains(name, svg.Element(Svg + "desc")!.Value);
            Assert.Contains(svg.Elements(Svg + "text"), legend => legend.Value.StartsWith(name, StringComparison.Ordinal));
            Assert.Contains(Paths(svg), path => path.Element(Svg + "title")!.Value.Split(' ')[0] == name);
        }

        // Nothing is loaded from elsewhere.
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), static attribute => attribute.Name.LocalName is "href" or "src");
        Assert.DoesNotContain("url(", text);
    }

    [Fact]
    public void Every_optimizer_has_a_path()
    {
        XElement svg = Draw(out _, "--optimizers", "all", "--landscape", "plateau");
        Assert.Equal(Racers.All.Count, Paths(svg).Length);
        Assert.Equal(Racers.All.Count, Paths(svg).Select(static path => path.Attribute("stroke")!.Value).Distinct().Count());
        Assert.All(Paths(svg), static path => Assert.NotEmpty(path.Attribute("d")!.Value));
    }

    [Fact]
    public void A_path_goes_through_its_points()
    {
        string[] arguments = ["--landscape", "himmelblau", "--optimizers", "sgd,bfgs", "--steps", "12"];
        XElement svg = Draw(out _, arguments);
        foreach ((string name, List<CsvStep> steps) in RaceOutput.Steps(arguments))
        {
            XElement path = Paths(svg).Single(path => path.Element(Svg + "title")!.Value.Split(' ')[0] == name);
            List<(double X, double Y)> points = Assert.Single(Lines(path.Attribute("d")!.Value));
            foreach (CsvStep step in steps)
            {
                // The map is 1360 wide at 40, and 906 high at 110, from -7.5 to 7.5 and from 5 down to -5.
                double x = 40 + (1360 * (step.X + 7.5) / 15), y = 110 + (906 * (5 - step.Y) / 10);
                Assert.True(points.Min(point => double.Hypot(point.X - x, point.Y - y)) < 1.5, $"{name}: {step}");
            }
        }
    }

    [Fact]
    public void Diverging_paths_end_at_the_border()
    {
        XElement svg = Draw(out _, "--optimizers", "sgd", "--rate", "1");
        Assert.All(Lines(Paths(svg).Single().Attribute("d")!.Value).SelectMany(static line => line), static point =>
        {
            Assert.InRange(point.X, 40, 1400);
            Assert.InRange(point.Y, 110, 1016);
        });
    }

    [Theory]
    [InlineData("GoldsteinPrice")]
    [InlineData("Saddle")]
    [InlineData("Rastrigin")]
    public void Bands_are_twelfths_of_the_map_by_rank(string name)
    {
        Landscape landscape = Landscapes.All.Single(one => one.Name == name);
        double[] all = [.. Enumerable.Range(0, 90_000)
            .Select(i => landscape.Value(new(landscape.View.Column(i % 300, 300), landscape.View.Row(i / 300, 300)))).Order()];
        XElement svg = Draw(out _, "--landscape", name);
        IEnumerable<XElement> paths = svg.Elements(Svg + "g").First().Elements(Svg + "path");
        List<List<(double X, double Y)>>[] bands = [.. paths.Select(static path => Lines(path.Attribute("d")!.Value))];
        Assert.Equal(11, bands.Length);

        var random = new Random(3);
        for (int i = 0; i < 400; i++)
        {
            double shareX = random.NextDouble(), shareY = random.NextDouble();
            var point = new Point(landscape.View.Left + (landscape.View.Width * shareX), landscape.View.Top - (landscape.View.Height * shareY));
            int at = Array.BinarySearch(all, landscape.Value(point));
            double rank = (double)(at < 0 ? ~at : at) / all.Length;
            int covering = bands.Count(band => band.Count(line => IsAround(line, 40 + (1360 * shareX), 110 + (906 * shareY))) % 2 == 1);
            Assert.InRange(12 - covering, (12 * rank) - 0.5, (12 * rank) + 1.5);
        }
    }

    private static XElement Draw(out string text, params string[] arguments)
    {
        using var directory = new TemporaryDirectory();
        string file = Path.Combine(directory.Path, "race.svg");
        (int code, _, string error) = CommandLineTests.Run(["race", .. arguments, "--svg", file]);
        Assert.Equal((0, ""), (code, error));
        text = File.ReadAllText(file);
        return XDocument.Parse(text).Root!;
    }

    private static XElement[] Paths(XElement svg) => [.. svg.Descendants(Svg + "path").Where(static path => path.Attribute("class")?.Value == "path")];

    // M moves to a point, l goes on by a difference, z closes.
    private static List<List<(double X, double Y)>> Lines(string data)
    {
        var lines = new List<List<(double X, double Y)>>();
        (double x, double y) = (0, 0);
        foreach (Match match in Command().Matches(data))
        {
            (double first, double second) = (Number(match, 2), Number(match, 3));
            (x, y) = match.Groups[1].Value == "M" ? (first, second) : (x + first, y + second);
            if (match.Groups[1].Value == "M")
                lines.Add([]);
            lines[^1].Add((x, y));
        }

        return lines;

        static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    // Even and odd crossings of a ray to the right.
    private static bool IsAround(List<(double X, double Y)> line, double x, double y)
    {
        bool isAround = false;
        for (int i = 0; i < line.Count; i++)
        {
            (double X, double Y) from = line[i], to = line[(i + 1) % line.Count];
            if (from.Y > y != to.Y > y && x < from.X + ((to.X - from.X) * (y - from.Y) / (to.Y - from.Y)))
                isAround = !isAround;
        }

        return isAround;
    }

    [GeneratedRegex(@"([Ml])(-?\d+) ?(-?\d+)")]
    private static partial Regex Command();
}
