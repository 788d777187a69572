namespace FastOpt.Training.Tests.Reports;

public sealed class TextChartTests
{
    [Theory]
    [InlineData(24, true)]
    [InlineData(80, true)]
    [InlineData(24, false)]
    [InlineData(119, false)]
    public void LinesAreNotLongerThanTheWidth(int width, bool isPlain)
    {
        foreach (ReportContent content in new[] { SampleReports.Classes(), SampleReports.Numbers() })
        {
            var text = new StringWriter();
            new TextChart { Width = width, IsPlain = isPlain }.Write(text, content.History);
            string[] lines = text.ToString().Split('\n');
            Assert.All(lines, line => Assert.InRange(line.Length, 0, Math.Max(width, 75)));
            Assert.All(lines[..^2], line => Assert.True(line.Length <= width || line.StartsWith("Gap", StringComparison.Ordinal), line));
            Assert.DoesNotContain('\r', text.ToString());
        }
    }

    [Fact]
    public void PlainChartsAreDrawnWhereTheirValuesAre()
    {
        var text = new StringWriter();
        new TextChart { Width = 26, Height = 5, IsPlain = true }.Write(text, "loss", [new("a", [4, 3, 2, 1, 0]), new("b", [0, 0, 0, 0, 0])]);
        string[] rows = text.ToString().Split('\n')[1..6];
        Assert.Equal(["4", "3", "2", "1", "0"], rows.Select(row => row[..1]));
        Assert.Equal('*', rows[0][3]);
        Assert.Equal('*', rows[2][3 + 11]);
        Assert.Equal(new string('o', 23), rows[4][3..]);
        Assert.All(text.ToString(), character => Assert.InRange(character, '\n', '~'));
        Assert.Equal("   1                     5", text.ToString().Split('\n')[7]);
        Assert.Equal("   * a   o b", text.ToString().Split('\n')[8]);
    }

    // A braille character has eight dots: its lowest row is 0x40 on the left, 0x80 on the right; its highest 0x01 and 0x08.
    [Fact]
    public void BrailleDotsStandAtTheirValues()
    {
        var text = new StringWriter();
        new TextChart { Width = 24, Height = 3 }.Write(text, "x", [new("a", [.. Enumerable.Repeat(0.0, 9), 1.0])]);
        string[] lines = text.ToString().Split('\n');
        string bottom = lines[3], top = lines[1];
        int start = bottom.IndexOf('┤', StringComparison.Ordinal) + 1;
        Assert.Equal((char)(0x2800 + 0x40 + 0x80), bottom[start]);
        Assert.Equal(' ', top[start]);
        Assert.NotEqual(0, (top[^1] - 0x2800) & 0x08);
    }

    [Fact]
    public void GapsAndColoursAreKept()
    {
        var text = new StringWriter();
        new TextChart { Width = 30, Height = 4, HasColours = true }.Write(text, "x", [new("a", [1, double.NaN, double.NaN, 2]), new("b", [2, 2, 2, 2])]);
        Assert.Contains("\e[34m", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("\e[33m", text.ToString(), StringComparison.Ordinal);
        Assert.All(
            text.ToString().Split('\n').Where(line => line.Contains('\e', StringComparison.Ordinal)),
            line => Assert.StartsWith("\e[0m", line[line.LastIndexOf('\e')..], StringComparison.Ordinal));
        var plain = new StringWriter();
        new TextChart { Width = 30, Height = 4, IsPlain = true }.Write(plain, "x", [new("a", [1, double.NaN, double.NaN, 2])]);
        Assert.InRange(plain.ToString().Count(character => character == '*'), 1, 4);
    }

    [Fact]
    public void ARunWithoutEpochsIsASentence()
    {
        var text = new StringWriter();
        new TextChart().Write(text, new History());
        Assert.Equal("No epoch was finished.\n", text.ToString());
    }

    [Fact]
    public void ChartsThatAreTooSmallAreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TextChart { Width = 10 }.Write(new StringWriter(), "x", [new("a", [1])]));
}
