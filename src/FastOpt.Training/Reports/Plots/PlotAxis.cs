using System.Globalization;

namespace FastOpt.Training;

/// <summary>One axis of a plot: where values stand on it, from 0 to 1, and its ticks at round numbers.</summary>
internal sealed class PlotAxis
{
    private readonly double _from, _to;

    private PlotAxis(double from, double to, bool isLog, IReadOnlyList<Tick> ticks) => (_from, _to, IsLog, Ticks) = (from, to, isLog, ticks);

    /// <summary>A labelled position.</summary>
    public readonly record struct Tick(double Value, string Text);

    /// <summary>Whether equal factors have equal lengths.</summary>
    public bool IsLog { get; }

    /// <summary>The ticks, upwards.</summary>
    public IReadOnlyList<Tick> Ticks { get; }

    /// <summary>Where a value stands; outside of [0, 1] it is outside of the axis.</summary>
    public double Position(double value) => ((IsLog ? Math.Log10(value) : value) - _from) / (_to - _from);

    /// <summary>A linear axis with about so many ticks at multiples of 1, 2 or 5 times a power of ten.</summary>
    /// <param name="from">The smallest value.</param>
    /// <param name="to">The largest.</param>
    /// <param name="ticks">Ticks that are aimed at.</param>
    /// <param name="isTight">Whether the axis ends at the values; otherwise at the ticks around them.</param>
    /// <param name="isWhole">Whether ticks are whole numbers.</param>
    public static PlotAxis Linear(double from, double to, int ticks = 5, bool isTight = false, bool isWhole = false)
    {
        if (!(to - from > 1e-9 * Math.Max(Math.Abs(from), Math.Abs(to))))
            (from, to) = Widened(from, isWhole);
        double step = Round((to - from) / ticks);
        if (isWhole)
            step = Math.Max(1, Math.Round(step));
        double first = Math.Floor((from / step) + 1e-9), last = Math.Ceiling((to / step) - 1e-9);
        if (isTight)
            (first, last) = (Math.Ceiling((from / step) - 1e-9), Math.Floor((to / step) + 1e-9));
        var found = new List<Tick>();
        for (int i = 0; i <= (int)Math.Round(last - first); i++)
            found.Add(new Tick((first + i) * step, Text((first + i) * step, step, Math.Max(Math.Abs(from), Math.Abs(to)))));
        return isTight ? new PlotAxis(from, to, isLog: false, found) : new PlotAxis(first * step, last * step, isLog: false, found);
    }

    /// <summary>A logarithmic axis for values above 0; a linear one where they are too close together for round numbers on it.</summary>
    public static PlotAxis Logarithmic(double from, double to)
    {
        if (!(from > 0 && to / from > 1.5))
            return Linear(from, to);
        double low = Math.Log10(from), high = Math.Log10(to), margin = 0.03 * (high - low);
        (low, high) = (low - margin, high + margin);
        foreach (int[] mantissas in new int[][] { [1], [1, 3], [1, 2, 5], [1, 2, 3, 5, 7] })
        {
            List<Tick> ticks = Decades(low, high, mantissas);
            if (ticks.Count >= 3)
                return new PlotAxis(low, high, isLog: true, ticks);
        }

        return Linear(from, to);
    }

    /// <summary>The axis that shows values best: logarithmic where all are above 0 and span more than a factor of ten.</summary>
    public static PlotAxis For(IEnumerable<double> values)
    {
        (double least, double most) = Range(values);
        return least > 0 && most / least > 10 ? Logarithmic(least, most) : Linear(least, most);
    }

    /// <summary>The smallest and the largest finite value; (0, 1) without any.</summary>
    public static (double Least, double Most) Range(IEnumerable<double> values)
    {
        (double least, double most) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (double value in values)
        {
            if (double.IsFinite(value))
                (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }

        return least <= most ? (least, most) : (0, 1);
    }

    private static List<Tick> Decades(double low, double high, int[] mantissas)
    {
        var ticks = new List<Tick>();
        int first = (int)Math.Floor(low), last = (int)Math.Ceiling(high), stride = mantissas.Length == 1 ? Math.Max(1, (last - first + 4) / 7) : 1;
        for (int decade = first; decade <= last; decade++)
        {
            if (decade % stride != 0)
                continue;
            foreach (int mantissa in mantissas)
            {
                // Parsed, since the product with a power is not always the nearest double.
                double value = double.Parse(string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{decade}"), CultureInfo.InvariantCulture);
                double log = Math.Log10(value);
                if (log >= low && log <= high)
                    ticks.Add(new Tick(value, LogText(value, mantissa, decade)));
            }
        }

        return ticks;
    }

    private static string LogText(double value, int mantissa, int decade) => decade is >= -3 and <= 4
        ? value.ToString("0.####", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{decade}");

    // One value stands in the middle between 0 and its double.
    private static (double From, double To) Widened(double value, bool isWhole) =>
        isWhole ? (value - 1, value + 1) : value == 0 ? (-1, 1) : (Math.Min(0, 2 * value), Math.Max(0, 2 * value));

    private static double Round(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step))), share = step / power;
        return power * (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10);
    }

    private static string Text(double value, double step, double largest)
    {
        if (value == 0)
            return "0";
        if (largest >= 1e6 || step < 1e-4)
        {
            int digits = Math.Clamp((int)Math.Ceiling(Math.Log10(Math.Abs(value) / step)), 0, 15);
            return value.ToString("0." + new string('#', digits) + "e0", CultureInfo.InvariantCulture);
        }

        int decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
