using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Dropout (Srivastava et al., 2014), as PyTorch's <c>torch.nn.Dropout</c>: while training, <c>y = 0</c> with probability <c>Rate</c>, else <c>y = x / (1 −
/// Rate)</c>, so that the mean stays; Predict and Evaluate leave x as it is. A rate of 1 gives zeros.
/// </summary>
/// <param name="Rate">The probability that a value is dropped, rounded to a multiple of 2⁻¹⁶, as is what the others are scaled with. Default: 0.5.</param>
[Activation]
public readonly partial record struct Dropout([Range(0.0, 1.0)] double Rate = 0.5)
{
    /// <summary>0 where <c>uniform &lt; Rate</c>, else <c>x / (1 − Rate)</c>.</summary>
    /// <param name="x">The input.</param>
    /// <param name="uniform">A random number in [0, 1).</param>
    public float Apply(float x, float uniform)
    {
        double dropped = Math.Round(Rate * 65536) / 65536;
        double scale = dropped < 1 ? 1 / (1 - dropped) : 0;
        return uniform < (float)dropped ? 0 : x * (float)scale;
    }

    /// <summary><c>x</c>.</summary>
    /// <param name="x">The input.</param>
    public static float Predict(float x) => x;
}
