namespace FastOpt;

/// <summary>
/// Newton's method in a trust region whose steps conjugate gradients find (Steihaug 1983; Nocedal and Wright, Numerical Optimization, algorithms 4.1 and 7.2).
/// </summary>
internal readonly ref struct TrustRegion<TObjective>(Span<double> residual, Span<double> search, Span<double> product)
    where TObjective : IObjective
{
    // A step is taken from this ratio of the actual to the predicted decrease on; below the second the radius shrinks, above the third it may grow.
    private const double Acceptable = 0.15, Poor = 0.25, Good = 0.75;

    // Up to this share of |f| a decrease may drown in rounding errors; how many steps in a row may do so without a lower gradient.
    private const double Rounding = 1e-12;
    private const int MaxStalled = 10;

    private readonly Span<double> _residual = residual;
    private readonly Span<double> _search = search;
    private readonly Span<double> _product = product;

    public Minimum Run(ref Descent<TObjective> descent)
    {
        double radius = descent.Options.TrustRadius;
        double leastGradient = double.PositiveInfinity;
        int stalled = 0;
        bool isNew = true;
        for (; ; )
        {
            if (isNew && descent.MeetsTolerance(out MinimumStatus status))
            {
                if (!descent.Options.EscapeSaddles || !descent.Options.Classify || descent.IsOver(out _))
                    return descent.Converged(status);
                Curvature curvature = descent.Examine(ref status);
                if (status != MinimumStatus.NotAMinimum || !TryLeave(ref descent, curvature, Math.Max(radius, descent.Options.TrustRadius)))
                    return descent.Converged(status, curvature.Kind);
                continue;
            }

            if (descent.IsOver(out status))
                return descent.Ended(status);
            if (!TryStep(ref descent, radius, out double predicted, out bool isAtBoundary))
                return descent.Ended(MinimumStatus.NotFinite);
            descent.Evaluate(1, out _);
            double decrease = descent.Value - descent.TrialValue, length = Vectors.Norm(descent.Direction);
            double hidden = Precision.AtLeast<TObjective>(Rounding) * Math.Abs(descent.Value), ratio = decrease / predicted;
            isNew = ratio > Acceptable;
            if (predicted <= hidden && Math.Abs(decrease) <= hidden)
            {
                // The values do not tell; the gradient has to fall, if not in each step.
                (isNew, ratio) = (true, 1);
                stalled = Vectors.Largest(descent.TrialGradient) < leastGradient ? 0 : stalled + 1;
                if (stalled > MaxStalled)
                    return descent.Ended(MinimumStatus.LineSearchFailed);
            }
            else
            {
                stalled = 0;
            }

            if (!(ratio >= Poor))
                radius *= Poor;
            else if (ratio > Good && isAtBoundary)
                radius = Math.Min(2 * radius, descent.Options.MaximumTrustRadius);
            if (isNew)
            {
                descent.Accept();
                leastGradient = Math.Min(leastGradient, descent.GradientNorm);
            }
            else if (length <= Precision.Of<TObjective>() / 2 * Vectors.Norm(descent.X) || radius == 0)
                return descent.Ended(MinimumStatus.LineSearchFailed);
        }
    }

    /// <summary>The step within the radius, in the direction's span; false if a product is not finite.</summary>
    private bool TryStep(ref Descent<TObjective> descent, double radius, out double predicted, out bool isAtBoundary)
    {
        Span<double> step = descent.Direction;
        step.Clear();
        descent.Gradient.CopyTo(_residual);
        Vectors.Scale(-1, _residual, _search);
        (predicted, isAtBoundary) = (0, false);
        double norm = Vectors.Norm(_residual), square = norm * norm, tolerance = Math.Min(0.5, Math.Sqrt(norm)) * norm;
        for (int i = 0; i < 2 * descent.Dimension + 10; i++)
        {
            if (!descent.Product(_search, _product))
                return false;
            double curvature = Vectors.Dot(_search, _product), length = square / curvature;
            double reach = Reach(step, _search, radius);
            if (!(curvature > 0) || length >= reach)
            {
                // Negative curvature, or the minimizer lies outside: up to the boundary.
                isAtBoundary = true;
                predicted += reach * square - 0.5 * reach * reach * curvature;
                Vectors.Add(step, reach, _search);
                return true;
            }

            predicted += 0.5 * length * square;
            Vectors.Add(step, length, _search);
            Vectors.Add(_residual, length, _product);
            double next = Vectors.Dot(_residual, _residual);
            if (Math.Sqrt(next) <= tolerance)
                return true;
            Vectors.Scale(next / square, _search, _search);
            Vectors.Add(_search, -1, _residual);
            square = next;
        }

        return true;
    }

    // The positive t for which ‖p + t·d‖ is the radius.
    private static double Reach(ReadOnlySpan<double> p, ReadOnlySpan<double> d, double radius)
    {
        double a = Vectors.Dot(d, d), b = Vectors.Dot(p, d), c = Vectors.Dot(p, p) - radius * radius;
        double root = Math.Sqrt(Math.Max(0, b * b - a * c));
        return b > 0 ? -c / (b + root) : (root - b) / a;
    }

    /// <summary>Goes to a lower point along the most negative curvature, or along the flat direction that was found to fall.</summary>
    private static bool TryLeave(ref Descent<TObjective> descent, in Curvature curvature, double radius)
    {
        if (curvature.Index == 0)
        {
            // The trial point is the one that was lower; its gradient takes another evaluation.
            if (descent.EvaluationsLeft <= 0)
                return false;
            descent.EvaluateTrial();
            if (!(descent.TrialValue < descent.Value))
                return false;
            descent.Accept();
            return true;
        }

        Escape.Direction(curvature, descent.Gradient, descent.Direction);
        if (!Escape.TryLower(ref descent, descent.Value, radius, Vectors.Largest(descent.X), descent.EvaluationsLeft))
            return false;
        descent.Accept();
        return true;
    }
}
