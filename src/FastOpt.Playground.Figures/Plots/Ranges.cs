namespace FastOpt.Playground;

/// <summary>Axes that fit numbers.</summary>
internal static class Ranges
{
    private const double Least = 1e-12, Most = 1e12;

    /// <summary>Whole powers of ten around the positive ones among them, from 1e-12 to 1e12.</summary>
    public static Axis Logarithmic(string label, IEnumerable<double> values)
    {
        double low = double.PositiveInfinity, high = 0;
        foreach (double value in values)
        {
            if (value > 0 && double.IsFinite(value))
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        if (high == 0)
            return new(label, 0.1, 10, true);
        double from = Math.Pow(10, Math.Floor(Math.Log10(Math.Clamp(low, Least, Most / 10))));
        double to = Math.Pow(10, Math.Ceiling(Math.Log10(Math.Clamp(high, from, Most))));
        return new(label, from, Math.Max(to, from * 10), true);
    }

    /// <summary>A little more than they need.</summary>
    public static Axis Linear(string label, IEnumerable<double> values, double margin = 0.05)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (double.IsFinite(value))
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        if (low > high)
            return new(label, 0, 1);
        double more = Math.Max(margin * (high - low), 1e-9 * Math.Max(Math.Abs(low), 1));
        return new(label, low - more, high + more);
    }
}
