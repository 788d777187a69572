using System.Globalization;
using System.Text.RegularExpressions;
using FastOpt.Cli.Commands;
using FastOpt.Cli.Race;
using FastOpt.Race;
using Spectre.Console;

namespace FastOpt.Cli.Tests.Race;

public sealed partial class PictureTests
{
    private const string Shades = " .:-=+*#%@";

    [Fact]
    public void Plain_shades_are_ranks_of_the_values()
    {
        string[] lines = PlainPicture("--landscape", "ravine", "--steps", "1", "--optimizers", "bfgs");
        Assert.Equal(24, lines.Length);
        Assert.DoesNotContain(lines, static line => line.Contains('\u001b'));
        double[] all =
            [.. Enumerable.Range(0, 90_000).Select(static i => Value(-10 + (15 * ((i % 300) + 0.5) / 300), 6 - (10 * ((i / 300) + 0.5) / 300))).Order()];
        int checkedShades = 0;
        for (int line = 0; line < lines.Length; line++)
        {
            for (int column = 0; column < 72; column++)
            {
                int shade = Shades.IndexOf(lines[line].PadRight(72)[column]);
                if (shade < 0)
                    continue;
                checkedShades++;
                double value = Value(-10 + (15 * (column + 0.5) / 72), 6 - (10 * (line + 0.5) / 24));
                double rank = (double)~Array.BinarySearch(all, value - 1e-9) / all.Length;
                Assert.InRange(shade, (10 * rank) - 1.6, (10 * rank) + 0.6);
            }
        }

        Assert.InRange(checkedShades, 1600, 72 * 24);

        static double Value(double x, double y) => 0.5 * ((x * x) + (100 * y * y));
    }

    [Fact]
    public void Plain_marks_stand_where_points_are()
    {
        // From (-9, 2), in line 9, Sgd goes to y = 0, in line 14, at once; the picture goes from -10 to 5 and from 6 down to -4.
        string[] lines = PlainPicture("--landscape", "ravine", "--steps", "3", "--optimizers", "sgd");
        Assert.Equal('○', lines[(int)(24 * (6 - 2) / 10.0)][(int)(72 * (-9 + 10) / 15.0)]);
        Assert.Equal('×', lines[(int)(24 * 6 / 10.0)][(int)(72 * 10 / 15.0)]);
        Assert.Equal('A', lines[(int)(24 * 6 / 10.0)][(int)(72 * (-8.7 + 10) / 15.0)]);
        Assert.Equal(5, lines.Count(static line => line.Contains('a', StringComparison.Ordinal)));
    }

    [Fact]
    public void Local_minima_have_a_mark_of_their_own()
    {
        string[] lines = PlainPicture("--landscape", "goldsteinprice", "--steps", "1", "--optimizers", "sgd", "--start", "2,1");
        Assert.Equal(1, lines.Sum(static line => line.Count(static mark => mark == '×')));
        Assert.Equal(3, lines.Sum(static line => line.Count(static mark => mark == '·')));
    }

    [Fact]
    public void Colours_are_half_blocks_where_lighter_is_lower()
    {
        Cell[] cells = ColourPicture(ColorSystemSupport.TrueColor, out string[] rows, "Ravine", 99, 60, 1);
        Assert.Equal(99 / 3, rows.Length);
        Assert.Equal(99 * (99 / 3), cells.Length);
        int above = 0, compared = 0;
        for (int i = 0; i + 99 < cells.Length / 2; i++)
        {
            // Down to the ravine's floor at 60 % of the height, each pixel is lighter than the one above.
            if (cells[i].Text != "▀" || cells[i + 99].Text != "▀")
                continue;
            compared++;
            above += Light(cells[i].Upper) <= Light(cells[i].Lower) && Light(cells[i].Lower) <= Light(cells[i + 99].Upper) ? 1 : 0;
        }

        Assert.Equal(compared, above);
        Assert.InRange(compared, 1000, int.MaxValue);

        static int Light((int R, int G, int B) colour) => colour.R + colour.G + colour.B;
    }

    [Fact]
    public void Paths_and_their_ends_have_the_colours_of_the_table()
    {
        Cell[] cells = ColourPicture(ColorSystemSupport.TrueColor, out _, "Rosenbrock", 90, 60, 200);
        foreach (int racer in new[] { 0, 1 })
        {
            Rgb colour = RaceKey.Colour(racer);
            Cell end = Assert.Single(cells, cell => cell.Text == ((char)('A' + racer)).ToString());
            Assert.Equal((colour.R, colour.G, colour.B), end.Lower);
            Assert.Contains(cells, cell => cell.Text == "▀" && cell.Upper == (colour.R, colour.G, colour.B));
        }
    }

    [Fact]
    public void A_picture_fits_into_the_terminal()
    {
        Cell[] cells = ColourPicture(ColorSystemSupport.EightBit, out string[] rows, "Rosenbrock", 70, 25, 5);
        Assert.Equal(45, cells.Length / rows.Length);
        Assert.Equal(15, rows.Length);
        Assert.All(rows, static row => Assert.DoesNotContain("38;2;", row));
    }

    [Fact]
    public void Neighbouring_keys_differ()
    {
        Rgb[] colours = [.. Enumerable.Range(0, 26).Select(RaceKey.Colour)];
        Assert.Equal(26, colours.Distinct().Count());
        Assert.All(Enumerable.Range(0, 25), static index => Assert.NotEqual(RaceKey.Dash(index), RaceKey.Dash(index + 1)));
    }

    [Fact]
    public void What_is_no_terminal_has_no_colours() => Assert.False(Terminal.HasColours(TextWriter.Null));

    private static string[] PlainPicture(params string[] arguments)
    {
        (int code, string output, _) = CommandLineTests.Run(["race", .. arguments]);
        Assert.Equal(0, code);
        string[] lines = output.Split('\n');
        return lines[2..Array.FindIndex(lines, static line => line.StartsWith("x from ", StringComparison.Ordinal))];
    }

    private static Cell[] ColourPicture(ColorSystemSupport colours, out string[] rows, string landscape, int width, int height, int steps)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var settingsOfConsole = new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = colours, Out = new AnsiConsoleOutput(writer) };
        IAnsiConsole console = AnsiConsole.Create(settingsOfConsole);
        (console.Profile.Width, console.Profile.Height) = (width, height);
        Landscape place = Landscapes.All.Single(one => one.Name == landscape);
        var settings = new RaceSettings(place, [.. Racers.All.Where(static racer => racer.Name is "Sgd" or "Adam")], place.Start, steps, null, null, null);
        Assert.Equal(0, settings.Run(writer, console, TextWriter.Null));
        string[] lines = writer.ToString().Split('\n');
        rows = lines[2..Array.FindIndex(lines, static line => line.StartsWith("x from ", StringComparison.Ordinal))];

        // Neighbours of one style stand behind one escape code.
        return
        [
            .. rows.SelectMany(static row => Escape().Matches(row)).SelectMany(static match =>
                match.Groups["text"].Value.Select(character => new Cell(character.ToString(), Numbers(match, "upper"), Numbers(match, "lower")))),
        ];
    }

    private static (int, int, int) Numbers(Match match, string group)
    {
        int[] numbers = [.. match.Groups[group].Value.Split(';').Select(static text => int.Parse(text, CultureInfo.InvariantCulture))];
        return numbers.Length == 3 ? (numbers[0], numbers[1], numbers[2]) : default;
    }

    [GeneratedRegex("\u001b\\[(?:1;)?38;(?:2|5);(?<upper>[\\d;]+);48;(?:2|5);(?<lower>[\\d;]+)m(?<text>[^\u001b]+)\u001b\\[0m")]
    private static partial Regex Escape();

    private sealed record Cell(string Text, (int R, int G, int B) Upper, (int R, int G, int B) Lower);
}
