namespace FastOpt;

/// <summary>
/// A hole in a plain: <c>f = 1 − exp(−(x² + y²) / (2·Width²))</c>. The minimum is 0 at (0, 0). Far away the gradient is next to nothing, and the Hessian there
/// is not positive definite: Newton's step leads away.
/// </summary>
/// <remarks>An inverted Gaussian, the simplest model of a vanishing gradient.</remarks>
/// <param name="Width">The width of the hole. Default: 1.</param>
[Objective]
public readonly partial record struct Plateau(double Width = 1)
{
    /// <summary><c>1 − exp(−(x² + y²) / (2·Width²))</c></summary>
    /// <param name="x">The first variable.</param>
    /// <param name="y">The second variable.</param>
    public double Value(double x, double y) => 1 - Math.Exp(-((x * x) + (y * y)) / (2 * Width * Width));
}
