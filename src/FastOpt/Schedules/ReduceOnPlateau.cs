namespace FastOpt;

/// <summary>
/// Lowers the learning rate when a metric has stopped getting better, as PyTorch's <c>ReduceLROnPlateau</c>. An object of run time: after each validation,
/// <c>model.Optimizer = model.Optimizer with { LearningRate = plateau.Observe(validationLoss, model.Optimizer.LearningRate) }</c>; a schedule goes on from the lower rate.
/// </summary>
public sealed class ReduceOnPlateau
{
    /// <summary>Whether a larger metric is the better one, as an accuracy is. Default: false.</summary>
    public bool Maximize { get; init; }

    /// <summary>What the rate is multiplied with, in (0, 1). Default: 0.1.</summary>
    public double Factor { get; init; } = 0.1;

    /// <summary>Observations in a row without improvement that are borne; the next one lowers the rate. Keras' patience p is p − 1 here. Default: 10.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>
    /// By how much a metric must be better to count: a share of the best one's magnitude, or an absolute amount. (PyTorch multiplies a best one below 0 by the
    /// same factor as one above, so that a worse metric counts as better.) Default: 1e-4.
    /// </summary>
    public double Threshold { get; init; } = 1e-4;

    /// <summary>Whether the threshold is an absolute amount, as in Keras. Default: false, a share of the best metric, as in PyTorch.</summary>
    public bool IsThresholdAbsolute { get; init; }

    /// <summary>Observations after a reduction that do not count as bad. Default: 0.</summary>
    public int Cooldown { get; init; }

    /// <summary>The lowest rate. Default: 0.</summary>
    public double Minimum { get; init; }

    /// <summary>A reduction by less than this is left out. Default: 1e-8.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>The best metric yet; not a number before the first observation.</summary>
    public double Best { get; private set; } = double.NaN;

    /// <summary>Observations in a row that were not better.</summary>
    public int BadObservations { get; private set; }

    private int _cooldownLeft;

    /// <summary>Takes note of a metric and says which learning rate to go on with.</summary>
    /// <param name="metric">The metric; one that is not a number is never better.</param>
    /// <param name="learningRate">The rate until now.</param>
    /// <returns>The rate from now on: the same, or a lower one.</returns>
    public double Observe(double metric, double learningRate)
    {
        if (IsBetter(metric))
        {
            Best = metric;
            BadObservations = 0;
        }
        else
        {
            BadObservations++;
        }

        if (_cooldownLeft > 0)
        {
            _cooldownLeft--;
            BadObservations = 0;
        }

        if (BadObservations <= Patience)
            return learningRate;
        _cooldownLeft = Cooldown;
        BadObservations = 0;
        double lower = Math.Max(learningRate * Factor, Minimum);
        return learningRate - lower > Epsilon ? lower : learningRate;
    }

    private bool IsBetter(double metric)
    {
        if (double.IsNaN(Best))
            return !double.IsNaN(metric);
        if (IsThresholdAbsolute)
            return Maximize ? metric > Best + Threshold : metric < Best - Threshold;
        double share = Maximize == Best >= 0 ? Threshold : -Threshold;
        return Maximize ? metric > Best * (1 + share) : metric < Best * (1 + share);
    }
}
