namespace FastOpt.Benchmarks.Objectives;

/// <summary>Values and gradients by numerical differentiation, as one writes it where there is no derivative.</summary>
internal static class NumericalGradient
{
    // The steps that balance truncation and rounding for a function of curvature about 1: √ε and ∛ε.
    private const double ForwardStep = 1.4901161193847656e-8, CentralStep = 6.055454452393343e-6;

    /// <summary>(f(x + h·eᵢ) − f(x)) / h: n + 1 values.</summary>
    public static double Forward<TFunction>(TFunction function, Span<double> point, Span<double> gradient)
        where TFunction : IObjective
    {
        double value = function.Value(point);
        for (int i = 0; i < point.Length; i++)
        {
            double at = point[i];
            point[i] = at + ForwardStep * Math.Max(1, Math.Abs(at));
            gradient[i] = (function.Value(point) - value) / (point[i] - at);
            point[i] = at;
        }

        return value;
    }

    /// <summary>(f(x + h·eᵢ) − f(x − h·eᵢ)) / 2h, and f(x): 2n + 1 values.</summary>
    public static double Central<TFunction>(TFunction function, Span<double> point, Span<double> gradient)
        where TFunction : IObjective
    {
        for (int i = 0; i < point.Length; i++)
        {
            double at = point[i], step = CentralStep * Math.Max(1, Math.Abs(at)), after = at + step, before = at - step;
            point[i] = after;
            double high = function.Value(point);
            point[i] = before;
            gradient[i] = (high - function.Value(point)) / (after - before);
            point[i] = at;
        }

        return function.Value(point);
    }
}
