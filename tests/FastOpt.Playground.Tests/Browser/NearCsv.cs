using System.Globalization;

namespace FastOpt.Playground.Tests.Browser;

/// <summary>Compares tables of a run: texts to the letter, numbers to 1e-5 of 1 or of their size.</summary>
internal static class NearCsv
{
    private const double Tolerance = 1e-5;

    // What a clock measures is another number each time.
    private static readonly string[] Measured = ["examples_per_second", "milliseconds_to_target"];

    public static void Equal(string expected, string actual)
    {
        string[] before = expected.Split('\n'), after = actual.Split('\n');
        Assert.Equal(before[0], after[0]);
        Assert.Equal(before.Length, after.Length);
        string[] head = before[0].Split(',');
        for (int line = 1; line < before.Length; line++)
        {
            string[] left = before[line].Split(','), right = after[line].Split(',');
            Assert.Equal(left.Length, right.Length);
            for (int column = 0; column < left.Length; column++)
            {
                if (Measured.Contains(head[column]))
                    continue;
                bool isNumber = double.TryParse(left[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double x) && double.IsFinite(x);
                if (isNumber && double.TryParse(right[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double y))
                {
                    string text = $"line {line + 1}, {head[column]}: {left[column]}, but in the page {right[column]}";
                    Assert.True(Math.Abs(x - y) <= Tolerance * Math.Max(1, Math.Abs(x)), text);
                }
                else
                {
                    Assert.Equal(left[column], right[column]);
                }
            }
        }
    }
}
