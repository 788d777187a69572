namespace FastOpt.Training;

/// <summary>How the figures of classes become one, by scikit-learn's definitions.</summary>
public enum Averaging
{
    /// <summary>
    /// The mean over classes, each counting the same. A class that is neither there nor predicted does not count, as in scikit-learn without <c>labels</c>.
    /// </summary>
    Macro,

    /// <summary>From the sums of hits and mistakes over all classes: of precision, recall and F alike the accuracy.</summary>
    Micro,

    /// <summary>The mean over classes, weighted by their examples.</summary>
    Weighted,
}
