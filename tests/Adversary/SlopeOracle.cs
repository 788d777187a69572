namespace FastOpt.Tests.Adversary;

/// <summary>Derivatives by differences in double, where they can be told: not at kinks, and not where the digits of double end.</summary>
/// <param name="twin">The function in double.</param>
internal sealed class SlopeOracle(Func<double, double, double, double> twin)
{
    /// <summary>The value; NaN where the twin throws.</summary>
    public double Value(double[] point)
    {
        try
        {
            return twin(point[0], point[1], point[2]);
        }
        catch (Exception exception) when (exception is ArithmeticException or ArgumentException)
        {
            return double.NaN;
        }
    }

    /// <summary>The derivative in a lane, and how far off differences of its size may be; null where there is none.</summary>
    public double? Slope(double[] point, int lane, int order)
    {
        double middle = Value(point);
        double size = Math.Abs(point[lane]);
        if (!double.IsFinite(middle) || size == 0)
            return null;
        double step = size * (order == 1 ? 1e-4 : 4e-3);
        double scale = Math.Abs(middle) / (order == 1 ? size : size * size);
        return order == 1 ? First(point, lane, middle, step, scale) : Second(point, lane, middle, step, scale);
    }

    private double? First(double[] point, int lane, double middle, double step, double scale)
    {
        double right = (At(point, lane, step) - middle) / step;
        double left = (middle - At(point, lane, -step)) / step;
        double coarse = (right + left) / 2;
        double fine = (At(point, lane, step / 4) - At(point, lane, -step / 4)) / (step / 2);
        bool isSmooth = Math.Abs(right - left) <= 0.02 * (Math.Abs(right) + Math.Abs(left));
        return isSmooth && Math.Abs(coarse - fine) <= (3e-6 * Math.Abs(fine)) + (1e-10 * scale) ? fine : null;
    }

    private double? Second(double[] point, int lane, double middle, double step, double scale)
    {
        double Difference(double h) => (At(point, lane, h) - middle + (At(point, lane, -h) - middle)) / (h * h);
        (double coarse, double fine) = (Difference(step), Difference(step / 2));
        bool isSmooth = Math.Abs(coarse - fine) <= (1e-4 * Math.Abs(fine)) + (1e-8 * scale) && First(point, lane, middle, step / 40, scale) is not null;
        return isSmooth ? ((4 * fine) - coarse) / 3 : null;
    }

    private double At(double[] point, int lane, double step)
    {
        double[] moved = [.. point];
        moved[lane] += step;
        return Value(moved);
    }
}
