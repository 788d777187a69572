namespace FastOpt;

/// <summary>
/// The line search of Moré and Thuente ("Line search algorithms with guaranteed sufficient decrease", ACM TOMS 20, 1994): finds a step α with
/// <code>
/// φ(α) ≤ φ(0) + c₁·α·φ'(0)        the value falls enough
/// |φ'(α)| ≤ c₂·|φ'(0)|            the slope flattens enough
/// </code>
/// by safeguarded cubic and quadratic interpolation in an interval that holds such a step. A value or slope that is not finite counts as a step too long.
/// </summary>
/// <param name="Decrease">c₁, in (0, 1). Default: 1e-4.</param>
/// <param name="Curvature">c₂, in (0, 1); small for an exact search. Default: 0.9.</param>
/// <param name="MaxEvaluations">How often φ may be evaluated. Default: 20.</param>
/// <param name="MinimumStep">The smallest step. Default: 0.</param>
/// <param name="MaximumStep">The largest step. Default: 1e20.</param>
/// <param name="StepTolerance">The interval's relative width at which the search ends. Default: 1e-15.</param>
/// <param name="ValueRounding">
/// The relative error of φ. A step whose value differs from φ(0) by no more is also taken if its slope is flat enough (Hager and Zhang's approximate condition,
/// SIAM J. Optim. 16, 2005), because the values tell nothing there. Default: 0.
/// </param>
public readonly record struct StrongWolfe(
    double Decrease = 1e-4,
    double Curvature = 0.9,
    int MaxEvaluations = 20,
    double MinimumStep = 0,
    double MaximumStep = 1e20,
    double StepTolerance = 1e-15,
    double ValueRounding = 0)
{
    // How far beyond the last step the next one may lie while no interval is known, in lengths of the last change.
    private const double Extrapolation = 4;

    // An interval that shrinks less than this in two trials is halved.
    private const double Shrinkage = 0.66;

    /// <summary>The search with the default of every parameter.</summary>
    public StrongWolfe()
        : this(1e-4)
    {
    }

    /// <summary>Searches from α = 0. The last evaluation is the result's where the search ends with <see cref="LineSearchStatus.Found"/>.</summary>
    /// <typeparam name="TLine">The function; a struct is called without indirection.</typeparam>
    /// <param name="line">φ, which must fall at 0.</param>
    /// <param name="value">φ(0).</param>
    /// <param name="slope">φ'(0), below 0.</param>
    /// <param name="step">The first trial, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The first trial is not a positive, finite number.</exception>
    public LineSearchResult Search<TLine>(ref TLine line, double value, double slope, double step)
        where TLine : ILine, allows ref struct
    {
        if (!(step > 0 && double.IsFinite(step)))
            throw new ArgumentOutOfRangeException(nameof(step), step, "The first step of a line search must be positive and finite.");
        if (!(slope < 0) || !double.IsFinite(slope) || !double.IsFinite(value))
            return new(LineSearchStatus.NotDescending, 0, value, slope, 0);
        double test = Decrease * slope;
        var interval = new StepInterval(value, slope);
        double width = MaximumStep - MinimumStep, widthBefore = 2 * width, ceiling = MaximumStep;
        bool isFirstStage = true;
        step = Math.Clamp(step, MinimumStep, ceiling);
        for (int evaluations = 1; ; evaluations++)
        {
            var (lower, upper) = interval.Bounds(step, Extrapolation);
            double trial = line.Evaluate(step, out double trialSlope);
            if (!double.IsFinite(trial) || !double.IsFinite(trialSlope))
            {
                // Too far: a shorter step, and none as long again.
                ceiling = Math.Min(ceiling, step);
                step = interval.Best + (interval.IsBracketed ? 0.5 : 0.1) * (step - interval.Best);
                if (evaluations >= MaxEvaluations || step == interval.Best)
                    return interval.Result(evaluations >= MaxEvaluations ? LineSearchStatus.EvaluationLimit : LineSearchStatus.Rounding, evaluations);
                continue;
            }

            double bound = value + step * test;
            bool isFlat = Math.Abs(trialSlope) <= -Curvature * slope;
            if (isFlat && (trial <= bound || IsHidden(trial, value)))
                return new(LineSearchStatus.Found, step, trial, trialSlope, evaluations);
            LineSearchStatus? end = null;
            if (interval.IsBracketed && (step <= lower || step >= upper || upper - lower <= StepTolerance * upper))
                end = LineSearchStatus.Rounding;
            else if (step == MaximumStep && trial <= bound && trialSlope <= test)
                end = LineSearchStatus.AtMaximumStep;
            else if (step == MinimumStep && (trial > bound || trialSlope >= test))
                end = LineSearchStatus.AtMinimumStep;
            else if (evaluations >= MaxEvaluations)
                end = LineSearchStatus.EvaluationLimit;
            if (end is { } status)
                return trial < interval.BestValue ? new(status, step, trial, trialSlope, evaluations) : interval.Result(status, evaluations);

            if (isFirstStage && trial <= bound && trialSlope >= Math.Min(Decrease, Curvature) * slope)
                isFirstStage = false;

            // In the first stage the interval closes in on a step of sufficient decrease, by the function without the decrease that is asked for.
            double tilt = isFirstStage && trial <= interval.BestValue && trial > bound ? test : 0;
            step = interval.Next(step, trial, trialSlope, tilt, lower, upper);
            if (interval.IsBracketed)
            {
                if (interval.Width >= Shrinkage * widthBefore)
                    step = interval.Middle;
                (widthBefore, width) = (width, interval.Width);
            }

            step = Math.Clamp(step, MinimumStep, MaximumStep);
            if (step >= ceiling && ceiling < MaximumStep)
                step = interval.Best + 0.5 * (ceiling - interval.Best);
            if (interval.IsExhausted(step, StepTolerance))
                return interval.Result(LineSearchStatus.Rounding, evaluations);
        }
    }

    private bool IsHidden(double trial, double value) => ValueRounding > 0 && Math.Abs(trial - value) <= ValueRounding * Math.Abs(value);
}
