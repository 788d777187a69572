using System.Globalization;

namespace FastOpt.Training;

/// <summary>
/// The weighted harmonic mean of precision and recall, as scikit-learn's <c>fbeta_score</c>: <c>(1 + β²)·hits / (β²·actual + predicted)</c>; 0 where there
/// is neither an example nor a prediction.
/// </summary>
public sealed class FScore : ClassMetric
{
    private readonly double _square;

    /// <summary>The average over classes.</summary>
    /// <param name="beta">How many times recall counts as much as precision, above 0. Default: 1.</param>
    /// <param name="averaging">How. Default: macro.</param>
    public FScore(double beta = 1, Averaging averaging = Averaging.Macro)
        : base(NameOf(beta), averaging) => _square = beta * beta;

    /// <summary>The figure of one class.</summary>
    /// <param name="beta">How many times recall counts as much as precision, above 0.</param>
    /// <param name="ofClass">The class, from 0.</param>
    public FScore(double beta, int ofClass)
        : base(NameOf(beta), ofClass) => _square = beta * beta;

    private protected override double Figure(long hits, long predicted, long actual) => Of(_square, hits, predicted, actual);

    internal static double Of(double square, long hits, long predicted, long actual)
    {
        double total = (square * actual) + predicted;
        return total == 0 ? 0 : (1 + square) * hits / total;
    }

    internal static string NameOf(double beta) => double.IsFinite(beta) && beta > 0
        ? "F" + beta.ToString(CultureInfo.InvariantCulture)
        : throw new ArgumentOutOfRangeException(nameof(beta), beta, "β is above 0 and finite.");
}
