namespace FastOpt;

/// <summary>
/// An ill-conditioned quadratic: <c>f = ½·(x² + Condition·y²)</c>. The minimum is 0 at (0, 0). Gradient descent cannot take steps longer than 2/Condition, with
/// which it needs about as many as the condition number to come down the ravine.
/// </summary>
/// <remarks>B. T. Polyak, Some methods of speeding up the convergence of iteration methods (1964), whose heavy ball was made for it.</remarks>
/// <param name="Condition">The ratio of the largest and the smallest curvature. Default: 100.</param>
[Objective]
public readonly partial record struct Ravine(double Condition = 100)
{
    /// <summary><c>½·(x² + Condition·y²)</c></summary>
    /// <param name="x">The first variable.</param>
    /// <param name="y">The second variable.</param>
    public double Value(double x, double y) => 0.5 * ((x * x) + (Condition * y * y));
}
