namespace FastOpt.Training;

/// <summary>What a category becomes that is none of those of the training records, or of the enum.</summary>
public enum Unknown
{
    /// <summary>An error that names the record, the member and the category.</summary>
    Refuse,

    /// <summary>All inputs of the feature are 0.</summary>
    Zeros,

    /// <summary>One more input, behind those of the categories, is 1 for all that are unknown.</summary>
    Other,
}
