namespace FastOpt.Training;

/// <summary>Which values of a study are better.</summary>
public enum StudyDirection
{
    /// <summary>Less is better: a loss.</summary>
    Minimize,

    /// <summary>More is better: an accuracy.</summary>
    Maximize,
}
