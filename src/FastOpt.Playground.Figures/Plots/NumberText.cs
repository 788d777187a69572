using System.Globalization;

namespace FastOpt.Playground;

/// <summary>Numbers as a reader reads them.</summary>
internal static class NumberText
{
    /// <summary>Some digits; very large and very small ones with a power of ten, as in 5.18e-6.</summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">Significant digits, from 2.</param>
    public static string Of(double value, int digits = 4)
    {
        double size = Math.Abs(value);
        bool isPlain = size == 0 || (size >= 1e-3 && size < Math.Pow(10, digits)) || !double.IsFinite(value);
        string format = isPlain ? "G" + digits.ToString(CultureInfo.InvariantCulture) : "0." + new string('#', digits - 1) + "e+0";
        return value.ToString(format, CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal);
    }
}
