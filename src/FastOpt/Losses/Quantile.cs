using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// The quantile, or pinball, loss (Koenker and Bassett 1978), with e = y − z: <c>q·e</c> for e &gt; 0, else <c>(q − 1)·e</c>, averaged over all elements of
/// the batch. The prediction that makes it least is the q-quantile of the targets. Its derivative is −q for z &lt; y, else 1 − q.
/// </summary>
/// <param name="Level">q, the quantile that is sought, in (0, 1). Default: 0.5, the median: half the absolute error.</param>
[Loss]
public readonly partial record struct Quantile([Range(0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)] double Level = 0.5)
{
    /// <summary><c>q·e</c> for e &gt; 0, else <c>(q − 1)·e</c>.</summary>
    /// <param name="prediction">z, the network's output.</param>
    /// <param name="target">y, the wanted output.</param>
    public float Apply(float prediction, float target)
    {
        float error = target - prediction;
        return (error > 0 ? (float)Level : (float)(Level - 1)) * error;
    }
}
