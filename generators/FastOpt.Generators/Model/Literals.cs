using System.Globalization;

namespace FastOpt.Generators.Model;

/// <summary>C# spellings that do not depend on the culture of the machine that compiles.</summary>
internal static class Literals
{
    /// <summary>An integer with thousands separators, for comments: 100,480.</summary>
    public static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>An integer as a literal.</summary>
    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A double literal that reads back to the same bits.</summary>
    public static string Double(double value) => value switch
    {
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ when double.IsNaN(value) => "double.NaN",
        0 when 1 / value < 0 => "-0.0",
        _ => WithPoint(value.ToString("R", CultureInfo.InvariantCulture)),
    };

    /// <summary>A float literal that reads back to the same bits.</summary>
    public static string Float(float value) => value switch
    {
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        _ when float.IsNaN(value) => "float.NaN",
        0 when 1 / value < 0 => "-0f",
        _ => value.ToString("R", CultureInfo.InvariantCulture) + "f",
    };

    private static string WithPoint(string digits) => digits.IndexOfAny(['.', 'E', 'e']) < 0 ? digits + ".0" : digits;
}
