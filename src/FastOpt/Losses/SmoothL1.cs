using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// The absolute error with a rounded bend, as PyTorch's <c>torch.nn.SmoothL1Loss</c>, with e = z − y: <c>½e²/β</c> for |e| &lt; β, else <c>|e| − ½β</c>,
/// averaged over all elements of the batch. It is <see cref="Huber"/> divided by β; its derivative is e/β, held within ±1.
/// </summary>
/// <param name="Beta">β, where the parabola turns into straight lines; 0 makes it <see cref="MeanAbsoluteError"/>. Default: 1.</param>
[Loss]
public readonly partial record struct SmoothL1([Range(0, double.MaxValue)] double Beta = 1)
{
    /// <summary><c>½e²/β</c> for |e| &lt; β, else <c>|e| − ½β</c>.</summary>
    /// <param name="prediction">z, the network's output.</param>
    /// <param name="target">y, the wanted output.</param>
    public float Apply(float prediction, float target)
    {
        float error = prediction - target;
        float size = MathF.Abs(error);
        return size < (float)Beta
            ? (float)(0.5 / Beta) * (error * error)
            : size - (float)(0.5 * Beta);
    }
}
