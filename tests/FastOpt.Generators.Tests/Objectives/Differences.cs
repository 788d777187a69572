namespace FastOpt.Generators.Tests.Objectives;

/// <summary>
/// Derivatives from values alone: central differences of fourth order at two widths. Where both widths do not agree, there is a kink or a cliff between the
/// points, and there is no answer.
/// </summary>
internal static class Differences
{
    private const double Agreement = 1e-6;

    /// <summary>The derivative at 0 of a function of one number; null where the two widths do not agree.</summary>
    public static double? Derivative(Func<double, double> f, double width = 1e-3)
    {
        double wide = Central(f, width), narrow = Central(f, width / 2);
        double scale = 1 + Math.Abs(narrow) + Math.Abs(f(0));
        return Math.Abs(wide - narrow) <= Agreement * scale ? narrow : null;
    }

    /// <summary>The derivative along b of the derivative along a.</summary>
    public static double? Second(Func<double, double, double> f, double width = 4e-3)
    {
        double Along(double w) => Central(t => Central(s => f(s, t), w), w);
        double wide = Along(width), narrow = Along(width / 2);
        double scale = 1 + Math.Abs(narrow) + Math.Abs(f(0, 0));
        return Math.Abs(wide - narrow) <= Agreement * scale ? narrow : null;
    }

    private static double Central(Func<double, double> f, double h) => ((8 * (f(h) - f(-h))) - (f(2 * h) - f(-2 * h))) / (12 * h);
}
