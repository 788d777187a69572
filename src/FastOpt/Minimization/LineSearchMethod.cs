namespace FastOpt;

/// <summary>The loop of the minimizers with a line search.</summary>
internal static class LineSearchMethod
{
    // The relative error of values that a line search reckons with.
    private const double ValueRounding = 1e-13;

    // How many steps in a row may neither lower the value by this share nor bring the smallest gradient so far.
    private const double HiddenChange = 1e-12;
    private const int MaxStalled = 10;

    /// <summary>Minimizes.</summary>
    /// <param name="descent">At the start.</param>
    /// <param name="rule">Chooses directions.</param>
    /// <param name="curvature">c₂ of the line search.</param>
    public static Minimum Run<TObjective, TDirection>(ref Descent<TObjective> descent, ref TDirection rule, double curvature)
        where TObjective : IObjective
        where TDirection : IDirection, allows ref struct
    {
        double lastStep = 0, lastSlope = 0, lastChange = 0;
        bool hasFailed = false;
        double leastGradient = double.PositiveInfinity;
        int stalled = 0;
        bool isNew = true;
        for (; ; )
        {
            // After a search that failed Trial is its last trial, no earlier point.
            if (isNew && descent.MeetsTolerance(out MinimumStatus status))
                return descent.Converged(status);
            isNew = false;
            if (descent.IsOver(out status))
                return descent.Ended(status);

            bool isSteepest = rule.IsSteepest;
            rule.Choose(descent.Gradient, descent.Direction);
            double slope = Vectors.Dot(descent.Gradient, descent.Direction);
            if (!(slope < 0) || !Vectors.AreFinite(descent.Direction))
            {
                if (isSteepest)
                    return descent.Ended(MinimumStatus.LineSearchFailed);
                rule.Forget();
                continue;
            }

            double trial = rule.FirstTrial(isSteepest && descent.Iterations == 0, Vectors.Norm(descent.Gradient), slope, lastStep, lastSlope, lastChange);
            if (!(trial > 0 && double.IsFinite(trial)))
                trial = 1;
            double rounding = Precision.AtLeast<TObjective>(ValueRounding);
            var search = new StrongWolfe(Curvature: curvature, MaxEvaluations: Math.Min(20, descent.EvaluationsLeft), ValueRounding: rounding);
            double valueBefore = descent.Value;
            LineSearchResult found = search.Search(ref descent, descent.Value, slope, trial);
            if (found.Status != LineSearchStatus.Found)
            {
                // Keep the best point, if it is a better one, and go on from there by the steepest descent.
                if (descent.EvaluationsLeft <= 0)
                    return descent.Ended(MinimumStatus.EvaluationLimit);
                bool isBetter = descent.BestValue < descent.Value;
                if (!isBetter && (isSteepest || hasFailed))
                    return descent.Ended(MinimumStatus.LineSearchFailed);
                hasFailed = !isBetter;
                if (isBetter)
                {
                    descent.RecallBest();
                    descent.Accept();
                    isNew = true;
                }

                rule.Forget();
                (lastStep, lastSlope, lastChange) = (0, 0, 0);
                continue;
            }

            hasFailed = false;
            (lastStep, lastSlope) = (found.Step, slope);
            descent.Accept();
            isNew = true;
            lastChange = descent.Value - valueBefore;

            // Where rounding errors hide the values' changes, the gradient has to fall.
            double gradientNorm = descent.GradientNorm;
            stalled = gradientNorm < leastGradient || -lastChange > Precision.AtLeast<TObjective>(HiddenChange) * Math.Abs(valueBefore) ? 0 : stalled + 1;
            if (stalled >= MaxStalled)
                return descent.Ended(MinimumStatus.LineSearchFailed);
            leastGradient = Math.Min(leastGradient, gradientNorm);
            Learn(ref descent, ref rule);
        }
    }

    private static void Learn<TObjective, TDirection>(ref Descent<TObjective> descent, ref TDirection rule)
        where TObjective : IObjective
        where TDirection : IDirection, allows ref struct
    {
        Span<double> step = descent.Direction, change = descent.TrialGradient;
        Vectors.Sum(descent.X, -1, descent.Trial, step);
        Vectors.Sum(descent.Gradient, -1, descent.TrialGradient, change);
        rule.Learn(step, change, descent.Gradient);
    }
}
