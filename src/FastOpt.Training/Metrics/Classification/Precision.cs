namespace FastOpt.Training;

/// <summary>
/// Of the examples that were taken for a class, the share that is of it: hits / predicted, as scikit-learn's <c>precision_score</c>; 0 for a class that was
/// never predicted.
/// </summary>
public sealed class Precision : ClassMetric
{
    /// <summary>The average over classes.</summary>
    /// <param name="averaging">How. Default: macro.</param>
    public Precision(Averaging averaging = Averaging.Macro)
        : base("precision", averaging)
    {
    }

    /// <summary>The figure of one class.</summary>
    /// <param name="ofClass">The class, from 0.</param>
    public Precision(int ofClass)
        : base("precision", ofClass)
    {
    }

    private protected override double Figure(long hits, long predicted, long actual) => Ratio(hits, predicted);

    /// <summary>hits / total; 0 where total is 0.</summary>
    internal static double Ratio(long hits, long total) => total == 0 ? 0 : (double)hits / total;
}
