namespace FastOpt;

/// <summary>
/// Whose definition an optimizer follows where sources disagree under one name. A rule that has the choice states its formula for each; hyperparameters and their
/// defaults stay as the rule has them, so that who repeats another library's run sets that library's values too. The choice is made once per step, not per weight.
/// </summary>
public enum Convention
{
    /// <summary>PyTorch's definition.</summary>
    PyTorch,

    /// <summary>Keras 3's definition.</summary>
    Keras,

    /// <summary>The definition of the article that introduced the rule, or made its form known.</summary>
    Paper,
}
