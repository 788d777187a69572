namespace FastOpt;

/// <summary>
/// The interval of a line search: the best step so far, its other end, and the rule that chooses the next trial in or beyond it (Moré and Thuente 1994,
/// section 4).
/// </summary>
internal struct StepInterval(double value, double slope)
{
    private double _bestSlope = slope;
    private double _other;
    private double _otherValue = value;
    private double _otherSlope = slope;

    /// <summary>The step with the least value.</summary>
    public double Best { get; private set; }

    /// <summary>Its value.</summary>
    public double BestValue { get; private set; } = value;

    /// <summary>Whether a good step lies between the two ends.</summary>
    public bool IsBracketed { get; private set; }

    /// <summary>The interval's length.</summary>
    public readonly double Width => Math.Abs(_other - Best);

    /// <summary>The interval's middle.</summary>
    public readonly double Middle => Best + 0.5 * (_other - Best);

    /// <summary>Between which the next trial may lie.</summary>
    public readonly (double Lower, double Upper) Bounds(double step, double extrapolation) => IsBracketed
        ? (Math.Min(Best, _other), Math.Max(Best, _other))
        : (Best, step + extrapolation * (step - Best));

    /// <summary>The best step as the search's result.</summary>
    public readonly LineSearchResult Result(LineSearchStatus status, int evaluations) => new(status, Best, BestValue, _bestSlope, evaluations);

    /// <summary>Whether the next trial would be an end, or the interval is too narrow.</summary>
    public readonly bool IsExhausted(double step, double tolerance)
    {
        if (!IsBracketed)
            return false;
        var (lower, upper) = (Math.Min(Best, _other), Math.Max(Best, _other));
        return step <= lower || step >= upper || upper - lower <= tolerance * upper;
    }

    /// <summary>Takes a trial in and gives the next one.</summary>
    /// <param name="step">The trial.</param>
    /// <param name="trial">Its value.</param>
    /// <param name="trialSlope">Its slope.</param>
    /// <param name="tilt">A slope that is taken off the function for the choice.</param>
    /// <param name="lower">The least next trial.</param>
    /// <param name="upper">The largest.</param>
    public double Next(double step, double trial, double trialSlope, double tilt, double lower, double upper)
    {
        double best = BestValue - Best * tilt, bestSlope = _bestSlope - tilt, otherValue = _otherValue - _other * tilt, otherSlope = _otherSlope - tilt;
        double value = trial - step * tilt, slope = trialSlope - tilt, distance = step - Best;
        double sign = slope * (bestSlope / Math.Abs(bestSlope)), next;
        bool isBounded;
        if (value > best)
        {
            // A higher value: the minimum is bracketed. The cubic's minimizer if it is nearer to the best step than the quadratic's, else the mean of both.
            double cubic = Best + CubicAhead(distance, best, bestSlope, value, slope);
            double quadratic = Best + bestSlope / ((best - value) / distance + bestSlope) / 2 * distance;
            next = Math.Abs(cubic - Best) < Math.Abs(quadratic - Best) ? cubic : cubic + (quadratic - cubic) / 2;
            (isBounded, IsBracketed) = (true, true);
        }
        else if (sign < 0)
        {
            // A lower value, and the slope changed its sign: bracketed. Of the cubic's and the secant's step the one farther from the trial.
            double cubic = step + CubicBack(distance, best, bestSlope, value, slope, mayFail: false);
            double secant = step + slope / (slope - bestSlope) * (Best - step);
            next = Math.Abs(cubic - step) > Math.Abs(secant - step) ? cubic : secant;
            (isBounded, IsBracketed) = (false, true);
        }
        else if (Math.Abs(slope) < Math.Abs(bestSlope))
        {
            // A lower value, and the slope is flatter: the cubic where it has a minimizer ahead, else the bound. Bracketed: the nearer step, else the farther.
            double reach = CubicBack(distance, best, bestSlope, value, slope, mayFail: true);
            double cubic = double.IsNaN(reach) ? step > Best ? upper : lower : step + reach;
            double secant = step + slope / (slope - bestSlope) * (Best - step);
            bool isNearer = Math.Abs(step - cubic) < Math.Abs(step - secant);
            next = isNearer == IsBracketed ? cubic : secant;
            isBounded = true;
        }
        else
        {
            // A lower value, and the slope is not flatter: the cubic through the trial and the interval's other end, or as far as may be.
            isBounded = false;
            next = IsBracketed ? step + CubicBack(step - _other, otherValue, otherSlope, value, slope, mayFail: false) : step > Best ? upper : lower;
        }

        Replace(step, trial, trialSlope, value > best, sign < 0);
        next = Math.Clamp(next, lower, upper);
        if (IsBracketed && isBounded)
        {
            double limit = Best + Shrinkage * (_other - Best);
            next = _other > Best ? Math.Min(limit, next) : Math.Max(limit, next);
        }

        return next;
    }

    private const double Shrinkage = 0.66;

    private void Replace(double step, double trial, double trialSlope, bool isHigher, bool changesSign)
    {
        if (isHigher)
        {
            (_other, _otherValue, _otherSlope) = (step, trial, trialSlope);
            return;
        }

        if (changesSign)
            (_other, _otherValue, _otherSlope) = (Best, BestValue, _bestSlope);
        (Best, BestValue, _bestSlope) = (step, trial, trialSlope);
    }

    // How far from the near end the minimizer of the cubic through both ends lies.
    private static double CubicAhead(double distance, double nearValue, double nearSlope, double value, double slope)
    {
        double theta = 3 * (nearValue - value) / distance + nearSlope + slope;
        double scale = Math.Max(Math.Abs(theta), Math.Max(Math.Abs(nearSlope), Math.Abs(slope)));
        double gamma = scale * Math.Sqrt(Math.Max(0, theta / scale * (theta / scale) - nearSlope / scale * (slope / scale)));
        gamma = distance < 0 ? -gamma : gamma;
        double p = gamma - nearSlope + theta, q = gamma - nearSlope + gamma + slope;
        return p / q * distance;
    }

    // How far from the trial the minimizer lies; NaN, if that may be, where the cubic tends to infinity in the trial's direction or has none ahead.
    private static double CubicBack(double distance, double nearValue, double nearSlope, double value, double slope, bool mayFail)
    {
        double theta = 3 * (nearValue - value) / distance + nearSlope + slope;
        double scale = Math.Max(Math.Abs(theta), Math.Max(Math.Abs(nearSlope), Math.Abs(slope)));
        double gamma = scale * Math.Sqrt(Math.Max(0, theta / scale * (theta / scale) - nearSlope / scale * (slope / scale)));
        gamma = distance > 0 ? -gamma : gamma;
        double p = gamma - slope + theta, q = mayFail ? gamma + (nearSlope - slope) + gamma : gamma - slope + gamma + nearSlope, r = p / q;
        return mayFail && !(r < 0 && gamma != 0) ? double.NaN : r * -distance;
    }
}
