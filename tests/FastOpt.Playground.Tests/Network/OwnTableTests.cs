using System.Globalization;

namespace FastOpt.Playground.Tests.Network;

/// <summary>A reader's own points.</summary>
public sealed class OwnTableTests
{
    [Fact]
    public void A_table_of_three_classes_trains_a_network_that_fits()
    {
        var figure = new NetworkFigure();
        figure.Set("csv", Table(90, static i => $"{i % 10},{(i * 7) % 13},{(i % 3) switch { 0 => "red", 1 => "green", _ => "blue" }}"));
        figure.Set("data", "own");
        Assert.Null(figure.Fault);
        Assert.Equal(["blue", "green", "red"], figure.Data.Train.ClassNames);
        Assert.EndsWith("-four", figure.Settings.Network);
        figure.Seek(3);
        Assert.Equal(3, figure.Position);

        // Columns are scaled by what the training part looks like: mean 0 and variance 1.
        float[] first = [.. Enumerable.Range(0, figure.Data.Train.Count).Select(i => figure.Data.Train.Input(i)[0])];
        Assert.Equal(0, first.Average(), 1e-5);
        Assert.Equal(1, first.Average(static x => x * x), 1e-4);
    }

    [Theory]
    [InlineData("", "paste or drop")]
    [InlineData("x,y,class\n", "no rows|no row|empty|nothing")]
    [InlineData("x,y\n1,2\n", "three columns, two of numbers and one of classes, and has 2: x, y")]
    [InlineData("x,y,z,class\n1,2,3,a\n4,5,6,b\n", "has 4: x, y, z, class")]
    [InlineData("1,2,0\n3,4,1\n", "line 1: the first line has numbers")]
    [InlineData("x,y,class\n1,2,a\n1,oops,b\n2,2,a\n2,1,b\n", "column 'y'.*oops|first two columns give")]
    [InlineData("x,y,class\n1,2,a\n1,,b\n2,2,a\n2,1,b\n", "line 3, column 'y'")]
    [InlineData("x,y,class\n1,2,a\n1,2\n", "line 3")]
    public void A_table_that_cannot_be_used_is_one_clear_error(string text, string expected)
    {
        var figure = new NetworkFigure();
        figure.Set("data", "own");
        figure.Set("csv", text);
        Assert.NotNull(figure.Fault);
        Assert.Matches(expected, figure.Fault.Text);
        Assert.DoesNotContain('\n', figure.Fault.Text);
        Assert.False(figure.Advance(1000, 8));
        Assert.NotEmpty(figure.Plots());
    }

    [Fact]
    public void Too_few_rows_too_many_rows_and_too_many_classes_are_errors_with_their_number()
    {
        Assert.Contains("has 9 rows", Error(Table(9, static i => $"{i},{i * i},{i % 2}")));
        Assert.Contains("has 2001 rows", Error(Table(2001, static i => $"{i % 7},{i % 5},{i % 2}")));
        Assert.Contains("has 5 classes, 0, 1, 2, 3, 4", Error(Table(50, static i => $"{i % 7},{i % 3},{i % 5}")));
        Assert.Contains("one class", Error(Table(50, static i => $"{i % 7},{i % 3},a")));
        Assert.Matches("too few", Error(Table(50, static i => $"{i % 7},{i % 3},{(i == 0 ? "a" : "b")}")));
    }

    [Fact]
    public void The_downloaded_data_is_the_table_that_trains()
    {
        var figure = new NetworkFigure();
        figure.Set("data", "spiral");
        string text = System.Text.Encoding.UTF8.GetString(figure.Files.Single(static one => one.Name.EndsWith(".csv", StringComparison.Ordinal)).Content());
        var read = Training.Csv.Read(new StringReader(text)).Classification("class");
        Assert.Equal(figure.Data.All.Fingerprint, read.Fingerprint);
    }

    private static string Error(string table)
    {
        var figure = new NetworkFigure();
        figure.Set("csv", table);
        figure.Set("data", "own");
        return figure.Fault!.Text;
    }

    private static string Table(int rows, Func<int, string> row) =>
        "x,y,class\n" + string.Join('\n', Enumerable.Range(0, rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"{row(i)}")));
}
