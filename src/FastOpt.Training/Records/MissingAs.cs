namespace FastOpt.Training;

/// <summary>What a missing value of a feature becomes. Where categories are missing, all of their inputs are 0.</summary>
public enum MissingAs
{
    /// <summary>The mean of the training records' values.</summary>
    Mean,

    /// <summary>0.</summary>
    Zero,

    /// <summary>As <see cref="Mean"/>, and one more input behind the feature's own says whether the value is missing: 1, otherwise 0.</summary>
    Indicate,

    /// <summary>An error that names the record and the member.</summary>
    Refuse,
}
