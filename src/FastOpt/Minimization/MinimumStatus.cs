namespace FastOpt;

/// <summary>Why a minimization ended.</summary>
public enum MinimumStatus
{
    /// <summary>‖∇f‖∞ is within the gradient's tolerance, and no negative curvature was found there.</summary>
    Converged,

    /// <summary>The value changed by no more than its tolerance.</summary>
    ValueConverged,

    /// <summary>The step was no longer than its tolerance.</summary>
    StepConverged,

    /// <summary>A tolerance is met at a maximum, at a saddle or where the function falls along a flat direction: see <see cref="Minimum.Kind"/>.</summary>
    NotAMinimum,

    /// <summary>As many iterations as are allowed.</summary>
    IterationLimit,

    /// <summary>As many evaluations as are allowed, also where a tolerance is met at a flat point that these did not suffice to examine.</summary>
    EvaluationLimit,

    /// <summary>
    /// No step lowers the value further, not even along the steepest descent: rounding errors hide what is left, or the derivatives are wrong.
    /// </summary>
    LineSearchFailed,

    /// <summary>
    /// The value or a derivative is infinite or NaN where the minimization cannot step around it, or the Hessian where a tolerance is met and the point is
    /// examined.
    /// </summary>
    NotFinite,

    /// <summary>The token was cancelled.</summary>
    Cancelled,
}
