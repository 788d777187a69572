using System.Globalization;
using System.Text.RegularExpressions;

namespace FastOpt.Training.Tests.Reports;

/// <summary>Contrasts of the report's colours, by the definitions of WCAG 2.2 (relative luminance, 1.4.3 and 1.4.11).</summary>
public sealed partial class ReportStyleTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void TextsHaveAContrastOfFourAndAHalfAndCurvesOfThree(int theme)
    {
        Dictionary<string, double[]> colours = Theme(theme);
        foreach (string background in new[] { "card", "page" })
        {
            foreach (string text in new[] { "ink", "soft", "accent" })
                Assert.True(Contrast(colours[text], colours[background]) >= 4.5, $"{text} on {background}: {Contrast(colours[text], colours[background])}");
        }

        for (int i = 0; i < PlotSvg.Looks; i++)
            Assert.True(Contrast(colours[$"s{i}"], colours["card"]) >= 3, $"s{i}: {Contrast(colours[$"s{i}"], colours["card"])}");
        foreach (string tone in new[] { "good", "warn", "bad" })
            Assert.True(Contrast(colours[tone], colours["card"]) >= 3, tone);
    }

    // The shades that the confusion matrix can have: hits from 8 to 43 % and from 92 %, mistakes from 8 to 45 %.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void CountsInAConfusionMatrixAreReadable(int theme)
    {
        Dictionary<string, double[]> colours = Theme(theme);
        for (int shade = 8; shade <= 45; shade++)
        {
            foreach (string kind in new[] { "hit", "miss" })
                Assert.True(Contrast(colours["ink"], Mixed(colours[kind], colours["card"], shade)) >= 4.5, $"{kind} {shade} %");
        }

        for (int shade = 92; shade <= 100; shade++)
            Assert.True(Contrast(colours["on"], Mixed(colours["hit"], colours["card"], shade)) >= 4.5, $"full {shade} %");
        int[] shades = [.. Shade().Matches(HtmlReport.Render(SampleReports.Classes()))
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];
        Assert.NotEmpty(shades);
        Assert.All(shades, shade => Assert.True(shade is (>= 8 and <= 45) or (>= 92 and <= 100)));
    }

    private static double[] Mixed(double[] over, double[] under, double percent) =>
        [.. over.Zip(under, (o, u) => (o * percent / 100) + (u * (100 - percent) / 100))];

    private static double Contrast(double[] first, double[] second)
    {
        (double a, double b) = (Luminance(first), Luminance(second));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(double[] colour)
    {
        double[] linear = [.. colour.Select(part => part / 255 <= 0.04045 ? part / 255 / 12.92 : Math.Pow(((part / 255) + 0.055) / 1.055, 2.4))];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    private static Dictionary<string, double[]> Theme(int theme)
    {
        string block = Block().Matches(ReportStyle.Text)[theme].Groups[1].Value;
        return Colour().Matches(block).ToDictionary(
            match => match.Groups[1].Value,
            match =>
            {
                string hex = match.Groups[2].Value;
                return Convert.FromHexString(hex.Length == 3 ? string.Concat(hex.Select(digit => $"{digit}{digit}")) : hex).Select(part => (double)part)
                    .ToArray();
            });
    }

    [GeneratedRegex(@":root\{([^}]*)\}")]
    private static partial Regex Block();

    [GeneratedRegex("--([a-z0-9]+):#([0-9a-f]{3,6})")]
    private static partial Regex Colour();

    [GeneratedRegex(@"--v:(\d+)%"">\d+</td>")]
    private static partial Regex Shade();
}
