using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// The Huber loss, as PyTorch's <c>torch.nn.HuberLoss</c>, with e = z − y: <c>½e²</c> for |e| &lt; δ, else <c>δ·(|e| − ½δ)</c>,
/// averaged over all elements of the batch. Its derivative is e, held within ±δ.
/// </summary>
/// <param name="Delta">δ, where the parabola turns into its tangent; greater than 0. Default: 1.</param>
[Loss]
public readonly partial record struct Huber([Range(0, double.MaxValue, MinimumIsExclusive = true)] double Delta = 1)
{
    /// <summary><c>½e²</c> for |e| &lt; δ, else <c>δ·(|e| − ½δ)</c>.</summary>
    /// <param name="prediction">z, the network's output.</param>
    /// <param name="target">y, the wanted output.</param>
    public float Apply(float prediction, float target)
    {
        float error = prediction - target;
        float size = MathF.Abs(error);
        return size < (float)Delta
            ? 0.5f * error * error
            : (float)Delta * (size - (float)(0.5 * Delta));
    }
}
