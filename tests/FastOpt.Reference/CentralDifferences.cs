namespace FastOpt.Reference;

/// <summary>Derivatives from values alone.</summary>
public static class CentralDifferences
{
    /// <summary>
    /// f'(x) by the stencil (f(x − 2h) − 8 f(x − h) + 8 f(x + h) − f(x + 2h)) / 12h, whose error is of order h⁴: about 1e-11 relative at
    /// the default step for values and derivatives of order 1.
    /// </summary>
    public static double Derivative(Func<double, double> function, double x, double step = 1e-3) =>
        (function(x - (2 * step)) - (8 * function(x - step)) + (8 * function(x + step)) - function(x + (2 * step))) / (12 * step);

    /// <summary>The partial derivative of <paramref name="function"/> in coordinate <paramref name="index"/>; the point is restored.</summary>
    public static double Partial(Func<double[], double> function, double[] point, int index, double step = 1e-3)
    {
        double center = point[index];
        double derivative = Derivative(
            x =>
            {
                point[index] = x;
                return function(point);
            },
            center,
            step);
        point[index] = center;
        return derivative;
    }
}
