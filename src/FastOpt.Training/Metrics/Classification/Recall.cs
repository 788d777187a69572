namespace FastOpt.Training;

/// <summary>
/// Of the examples of a class, the share that was taken for it: hits / actual, as scikit-learn's <c>recall_score</c>; 0 for a class without examples.
/// </summary>
public sealed class Recall : ClassMetric
{
    /// <summary>The average over classes.</summary>
    /// <param name="averaging">How. Default: macro.</param>
    public Recall(Averaging averaging = Averaging.Macro)
        : base("recall", averaging)
    {
    }

    /// <summary>The figure of one class.</summary>
    /// <param name="ofClass">The class, from 0.</param>
    public Recall(int ofClass)
        : base("recall", ofClass)
    {
    }

    private protected override double Figure(long hits, long predicted, long actual) => Precision.Ratio(hits, actual);
}
