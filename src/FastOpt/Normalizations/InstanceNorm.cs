using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Instance normalization (Ulyanov, Vedaldi, Lempitsky, 2016), as PyTorch's <c>torch.nn.InstanceNorm2d</c> with its defaults, which train nothing and run
/// nothing:
/// <c>y = (x − mean) / √(variance + ε)</c>, with the mean and the biased variance of one channel of one example.
/// </summary>
/// <param name="Epsilon">ε, what keeps the root from 0. Default: 1e-5.</param>
[Normalization(Over = Axis.Positions)]
public readonly partial record struct InstanceNorm([Range(0, double.MaxValue)] double Epsilon = 1e-5)
{
    /// <summary><c>(x − mean) / √(variance + ε)</c>.</summary>
    /// <param name="x">The input.</param>
    /// <param name="mean">The mean of the channel.</param>
    /// <param name="variance">Its biased variance.</param>
    public float Apply(float x, float mean, float variance) => (x - mean) / MathF.Sqrt(variance + (float)Epsilon);
}
