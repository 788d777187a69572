using System.Globalization;
using System.Net;

namespace FastOpt.Training;

/// <summary>Texts and numbers of a report.</summary>
internal static class Html
{
    /// <summary>A text that stands for itself in HTML.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>The heads of a table's columns.</summary>
    public static string Heads(params string[] names) => string.Concat(names.Select(static name => $"<th scope=\"col\">{Escape(name)}</th>"));

    /// <summary>A number in a given form, invariant.</summary>
    public static string Number(double value, string format = "0") => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>A count with thin groups: 1 234 567.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202F');

    /// <summary>A figure for a table: four digits, a dash where there is none.</summary>
    public static string Figure(double value) =>
        double.IsNaN(value) ? "–"
        : double.IsInfinity(value) ? (value > 0 ? "∞" : "−∞")
        : value == Math.Floor(value) && Math.Abs(value) < 1e6 ? value.ToString("0", CultureInfo.InvariantCulture)
        : Math.Abs(value) is >= 1e-3 and < 1e6 ? Rounded(value).ToString("0.######", CultureInfo.InvariantCulture)
        : value.ToString("0.###e0", CultureInfo.InvariantCulture);

    private static double Rounded(double value) => Math.Round(value, Math.Max(0, 3 - (int)Math.Floor(Math.Log10(Math.Abs(value)))));
}
