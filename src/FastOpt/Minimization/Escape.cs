namespace FastOpt;

/// <summary>The way from a saddle or a maximum along the most negative curvature.</summary>
internal static class Escape
{
    // The shortest step, in parts of the point's largest magnitude, or of 1.
    private const double ShortestStep = 1e-10;

    /// <summary>The eigenvector of the most negative eigenvalue, to the side where the gradient does not rise.</summary>
    public static void Direction(in Curvature curvature, ReadOnlySpan<double> gradient, Span<double> direction)
    {
        curvature.Vector(0, direction);
        if (Vectors.Dot(gradient, direction) > 0)
            Vectors.Scale(-1, direction, direction);
    }

    /// <summary>Halves the step until the value is finite and lower; that step was the last evaluation then.</summary>
    /// <param name="line">The function along the direction.</param>
    /// <param name="value">The value at 0.</param>
    /// <param name="step">The first trial.</param>
    /// <param name="size">The point's largest magnitude.</param>
    /// <param name="maxEvaluations">How many trials there may be.</param>
    public static bool TryLower<TLine>(ref TLine line, double value, double step, double size, int maxEvaluations)
        where TLine : ILine, allows ref struct
    {
        double shortest = ShortestStep * Math.Max(1, size);
        for (int i = 0; i < maxEvaluations && step > shortest; i++)
        {
            double trial = line.Evaluate(step, out _);
            if (trial < value && double.IsFinite(trial))
                return true;
            step *= 0.5;
        }

        return false;
    }
}
