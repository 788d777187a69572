using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FastOpt.Training.Tests.Logs;

namespace FastOpt.Training.Tests.Reports;

public sealed partial class HtmlReportTests
{
    public static TheoryData<string> Samples => ["classes", "numbers", "nothing"];

    [Theory]
    [MemberData(nameof(Samples))]
    public void ThePageIsWellFormedAndAccessible(string sample) => ReportText.IsAccessible(HtmlReport.Render(Content(sample)));

    [Theory]
    [MemberData(nameof(Samples))]
    public void ThePageAsksForNothingAndRunsNothing(string sample) => ReportText.AsksForNothingAndRunsNothing(HtmlReport.Render(Content(sample)));

    [Theory]
    [MemberData(nameof(Samples))]
    public void TheSameRunGivesTheSameBytesInAnyCulture(string sample)
    {
        string first = HtmlReport.Render(Content(sample));
        CultureInfo before = CultureInfo.CurrentCulture;
        var format = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "~", NumberGroupSeparator = "'" };
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = format };
        try
        {
            Assert.Equal(first, HtmlReport.Render(Content(sample)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.DoesNotContain('\r', first);
    }

    [Fact]
    public void TheJsonHasAllFiguresToTheLastBit()
    {
        ReportContent content = SampleReports.Classes();
        XElement figures = ReportText.Parse(HtmlReport.Render(content)).Descendants("pre").Single(pre => pre.Attribute("id")?.Value == "figures");
        using JsonDocument json = JsonDocument.Parse(figures.Value);
        JsonElement epochs = json.RootElement.GetProperty("epochs");
        Assert.Equal(content.History.Epochs.Select(epoch => epoch.TrainLoss), Numbers(epochs.GetProperty("train_loss")));
        Assert.Equal(content.History.Epochs.Select(epoch => epoch.ValidationLoss), Numbers(epochs.GetProperty("validation_loss")));
        JsonElement odd = epochs.GetProperty("metrics").GetProperty("a < b & \"c\"");
        Assert.Equal(JsonValueKind.Null, odd[2].ValueKind);
        Assert.Equal(4, odd[3].GetDouble());
        Assert.Equal(12, json.RootElement.GetProperty("best_epoch").GetInt32());
        JsonElement counts = json.RootElement.GetProperty("confusion").GetProperty("counts");
        Assert.Equal([2, 0, 0, 0, 2, 0, 0, 1, 0], counts.EnumerateArray().SelectMany(Numbers));
        JsonElement gradients = json.RootElement.GetProperty("gradients").GetProperty("layers").GetProperty("dense2").GetProperty("gradient_norm");
        Assert.Equal(content.Probe!.Layers[1].GradientNorms.ToArray(), Numbers(gradients));

        static IEnumerable<double> Numbers(JsonElement array) => array.EnumerateArray().Select(value => value.GetDouble());
    }

    [Fact]
    public void NamesFromDataStandForThemselves()
    {
        XElement page = ReportText.Parse(HtmlReport.Render(SampleReports.Classes()));
        Assert.Equal("Three <classes>", page.Descendants("h1").Single().Value);
        Assert.Contains("A < b & \"c\"", page.Descendants("h3").Select(head => head.Value));
        Assert.Contains("cat & dog", page.Descendants("th").Select(head => head.Value));
    }

    [Fact]
    public void TheVerdictTheBestEpochAndFactsAreSaid()
    {
        string text = ReportText.Parse(HtmlReport.Render(SampleReports.Classes())).Value;
        Assert.Contains("Overfitting: validation loss is lowest in epoch 12 of 20: 0.4 ", text, StringComparison.Ordinal);
        Assert.Contains("best: epoch 12", text, StringComparison.Ordinal);
        Assert.Contains("Adam(LearningRate = 0.001)", text, StringComparison.Ordinal);
        Assert.Contains("Test accuracy0.6", text, StringComparison.Ordinal);
        Assert.Contains(FastOptInfo.InstructionSet, text, StringComparison.Ordinal);
        Assert.Contains("4 of 5 right (80 %). Most common mistakes: cat & dog taken for bee (1).", text, StringComparison.Ordinal);
    }

    // The line's points in the SVG are the values, scaled: equal steps of epochs, and the logarithm of the loss.
    [Fact]
    public void CurvesAreDrawnWhereTheirValuesAre()
    {
        XElement svg = ReportText.Parse(HtmlReport.Render(SampleReports.Classes())).Descendants("svg").First(svg => svg.Attribute("role")?.Value == "img");
        string path = svg.Descendants("path").Single(path => path.Attribute("class")?.Value == "line s0").Attribute("d")!.Value;
        (double X, double Y)[] points = [.. Coordinates().Matches(path).Select(m => (Number(m.Groups[1].Value), Number(m.Groups[2].Value)))];
        Assert.Equal(20, points.Length);
        for (int i = 1; i < 20; i++)
        {
            Assert.Equal((points[19].X - points[0].X) / 19, points[i].X - points[i - 1].X, 0.11);

            // The training loss is 2·e^(−epoch/5): a straight line downwards on a logarithmic axis.
            Assert.Equal((points[19].Y - points[0].Y) / 19, points[i].Y - points[i - 1].Y, 0.11);
        }

        Assert.True(points[19].Y > points[0].Y + 100);

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void TheCallbackWritesTheFileAtTheEndAndReplacesAnOldOne()
    {
        using var folder = new TempFolder();
        string path = folder.File("new/report.html");
        var run = new FakeRun();
        run.FinishEpoch(1, 2, 0.1);
        var report = new HtmlReport(path) { Title = "Mine", Complete = static content => content.Facts.Add(("Test loss", "0.125")) };
        report.Begin(run);
        Assert.False(File.Exists(path));
        report.End(run);
        File.AppendAllText(path, "older");
        report.End(run);
        string text = File.ReadAllText(path);
        Assert.EndsWith("</html>\n", text, StringComparison.Ordinal);
        Assert.Contains("0.125", text, StringComparison.Ordinal);
        Assert.NotEqual(0xEF, File.ReadAllBytes(path)[0]);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void LossesThatAreNoNumbersDoNotBreakThePage()
    {
        var run = new FakeRun();
        run.FinishEpoch(1, double.NaN, double.NaN);
        run.FinishEpoch(double.PositiveInfinity, double.NaN, double.NaN, new MetricValue("accuracy", double.NaN));
        run.FinishEpoch(double.NaN, double.NaN, double.NaN);
        string text = HtmlReport.Render(new ReportContent { History = run.History });
        Assert.Contains("Training diverged in epoch 2", ReportText.Parse(text).Value, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", new StringBuilder(text).Replace("is NaN", "").ToString(), StringComparison.Ordinal);
    }

    private static ReportContent Content(string sample) => sample switch
    {
        "classes" => SampleReports.Classes(),
        "numbers" => SampleReports.Numbers(),
        _ => new ReportContent(),
    };

    [GeneratedRegex(@"[ML]([\d.]+) ([\d.]+)")]
    private static partial Regex Coordinates();
}
