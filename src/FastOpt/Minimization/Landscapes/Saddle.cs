namespace FastOpt;

/// <summary>
/// <c>f = x² − y² + ½·y⁴</c>: a saddle of value 0 at (0, 0) between two minima of −½ at (0, ±1). Gradient descent that starts on the x axis ends in the saddle.
/// </summary>
/// <remarks>
/// The smallest polynomial with a strict saddle between two minima; J. D. Lee, M. Simchowitz, M. I. Jordan and B. Recht, Gradient descent only converges to
/// minimizers (2016), take it as their example.
/// </remarks>
[Objective]
public readonly partial record struct Saddle
{
    /// <summary><c>x² − y² + ½·y⁴</c></summary>
    /// <param name="x">The first variable.</param>
    /// <param name="y">The second variable.</param>
    public static double Value(double x, double y) => (x * x) - (y * y) + (0.5 * y * y * y * y);
}
