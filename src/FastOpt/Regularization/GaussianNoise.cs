using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Additive Gaussian noise, as Keras's <c>GaussianNoise</c>: while training, <c>y = x + Deviation · n</c> with a standard normal n for each element; Predict
/// and Evaluate leave x as it is.
/// </summary>
/// <param name="Deviation">The standard deviation of the noise.</param>
[Activation]
public readonly partial record struct GaussianNoise([Range(0, double.MaxValue)] double Deviation)
{
    /// <summary><c>x + Deviation · normal</c>.</summary>
    /// <param name="x">The input.</param>
    /// <param name="normal">A random number of the standard normal distribution.</param>
    public float Apply(float x, float normal) => x + (float)Deviation * normal;

    /// <summary><c>x</c>.</summary>
    /// <param name="x">The input.</param>
    public static float Predict(float x) => x;
}
