namespace FastOpt;

/// <summary>
/// A bowl full of dents: <c>f = 2A + x² − A·cos 2πx + y² − A·cos 2πy</c>. The global minimum is 0 at (0, 0); near every other pair of whole numbers there is a
/// local one, 121 in all within ±5.12.
/// </summary>
/// <remarks>L. A. Rastrigin, Systems of Extremal Control (1974).</remarks>
/// <param name="A">How deep the dents are. Default: 10.</param>
[Objective]
public readonly partial record struct Rastrigin(double A = 10)
{
    /// <summary><c>2A + x² − A·cos 2πx + y² − A·cos 2πy</c></summary>
    /// <param name="x">The first variable.</param>
    /// <param name="y">The second variable.</param>
    public double Value(double x, double y) =>
        (2 * A) + (x * x) - (A * Math.Cos(2 * Math.PI * x)) + (y * y) - (A * Math.Cos(2 * Math.PI * y));
}
