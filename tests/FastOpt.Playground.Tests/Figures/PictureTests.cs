using System.Text.Json;

namespace FastOpt.Playground.Tests.Figures;

/// <summary>What the page is told of a figure: JSON that a parser of another hand reads, and points where it says they are.</summary>
public sealed class PictureTests
{
    public static TheoryData<string> Ids => [.. Playground.Figures.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_series_finds_its_points(string id)
    {
        Figure figure = Playground.Figures.Create(id);
        figure.Seek(figure.Length / 3);
        IReadOnlyList<Plot> plots = figure.Plots();
        double[] numbers = PictureText.Numbers(plots);
        using JsonDocument picture = JsonDocument.Parse(PictureText.Picture(figure, plots, plots));
        Assert.Equal(figure.Position, picture.RootElement.GetProperty("position").GetInt32());
        Assert.Equal(figure.Status, picture.RootElement.GetProperty("status").GetString());
        foreach ((Plot plot, JsonElement told) in plots.Zip(picture.RootElement.GetProperty("plots").EnumerateArray()))
        {
            Assert.Equal(plot.Title, told.GetProperty("title").GetString());
            Assert.Equal(plot.X.To, told.GetProperty("x").GetProperty("to").GetDouble());
            Assert.Equal(plot.Series.Count, told.GetProperty("series").GetArrayLength());
            foreach ((Series series, JsonElement line) in plot.Series.Zip(told.GetProperty("series").EnumerateArray()))
            {
                int at = line.GetProperty("at").GetInt32(), count = line.GetProperty("count").GetInt32();
                Assert.Equal(series.Xs.Take(count), numbers.Skip(at).Take(count));
                Assert.Equal(series.Ys.Take(count), numbers.Skip(at + count).Take(count));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_plot_that_the_page_has_is_only_named(string id)
    {
        Figure figure = Playground.Figures.Create(id);
        IReadOnlyList<Plot> plots = figure.Plots();
        using JsonDocument picture = JsonDocument.Parse(PictureText.Picture(figure, plots, [plots[^1]]));
        JsonElement[] told = [.. picture.RootElement.GetProperty("plots").EnumerateArray()];
        Assert.Equal(plots.Select(static plot => plot.Id), told.Select(static one => one.GetProperty("id").GetString()));
        Assert.All(told[..^1], static one => Assert.Equal(["id"], one.EnumerateObject().Select(static member => member.Name)));
        Assert.Equal(plots[^1].Title, told[^1].GetProperty("title").GetString());
        Assert.Equal(0, told[^1].GetProperty("series").EnumerateArray().First().GetProperty("at").GetInt32());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Controls_presets_and_values_are_all_told(string id)
    {
        Figure figure = Playground.Figures.Create(id);
        using JsonDocument told = JsonDocument.Parse(PictureText.Describe(figure)), values = JsonDocument.Parse(PictureText.Values(figure));
        string[] names = [.. figure.Controls.Select(static control => control.Name)];
        Assert.Equal(names, told.RootElement.GetProperty("controls").EnumerateArray().Select(static one => one.GetProperty("name").GetString()));
        Assert.Equal(names, values.RootElement.EnumerateObject().Select(static one => one.Name));
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.Equal(figure.Presets.Count, told.RootElement.GetProperty("presets").GetArrayLength());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Axes_say_what_they_measure_and_every_plot_has_a_table(string id)
    {
        foreach (Plot plot in Playground.Figures.Create(id).Plots())
        {
            Assert.Equal(plot.IsBare, plot.X.Label.Length == 0);
            Assert.Equal(plot.IsBare, plot.Y.Label.Length == 0);
            Assert.True(plot.X.From < plot.X.To && plot.Y.From < plot.Y.To);
            Assert.True(!plot.Y.Logarithmic || plot.Y.From > 0);
            string[] lines = PictureText.Table(plot).Split('\n');
            Assert.All(lines, line => Assert.Equal(lines[0].Split('\t').Length, line.Split('\t').Length));
        }
    }

    [Fact]
    public void Texts_are_quoted_and_what_is_not_finite_is_null()
    {
        string text = new JsonText().Open('{').Pair("a\"b", "c\\d\n\u0001é").Pair("n", double.NaN).Pair("x", -1.5e-300).Close('}').ToString();
        using JsonDocument read = JsonDocument.Parse(text);
        Assert.Equal("c\\d\n\u0001é", read.RootElement.GetProperty("a\"b").GetString());
        Assert.Equal(JsonValueKind.Null, read.RootElement.GetProperty("n").ValueKind);
        Assert.Equal(-1.5e-300, read.RootElement.GetProperty("x").GetDouble());
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1.23456, "1.235")]
    [InlineData(5.1798e-6, "5.18e-6")]
    [InlineData(-2e20, "-2e20")]
    [InlineData(123456, "1.235e5")]
    [InlineData(0.001, "0.001")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Numbers_read_as_readers_read_them(double value, string text) => Assert.Equal(text, NumberText.Of(value));
}
