namespace FastOpt;

/// <summary>Why a line search ended.</summary>
public enum LineSearchStatus
{
    /// <summary>Both conditions hold.</summary>
    Found,

    /// <summary>The largest step that is allowed: the value fell enough and still falls there.</summary>
    AtMaximumStep,

    /// <summary>The smallest step that is allowed fulfils the conditions not.</summary>
    AtMinimumStep,

    /// <summary>As many evaluations as are allowed.</summary>
    EvaluationLimit,

    /// <summary>The interval that holds a good step is as narrow as the step's tolerance, or rounding errors hide it.</summary>
    Rounding,

    /// <summary>No step was tried: the line does not fall at 0, or a number at 0 is not finite.</summary>
    NotDescending,
}
