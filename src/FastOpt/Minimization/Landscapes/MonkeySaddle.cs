namespace FastOpt;

/// <summary>
/// <c>f = x³ − 3xy²</c>: three valleys and three ridges meet at (0, 0), where gradient and Hessian are both zero, so that no quadratic model sees a way down.
/// There is no minimum.
/// </summary>
/// <remarks>The real part of (x + iy)³; D. Hilbert and S. Cohn-Vossen, Anschauliche Geometrie (1932), § 29.</remarks>
[Objective]
public readonly partial record struct MonkeySaddle
{
    /// <summary><c>x³ − 3xy²</c></summary>
    /// <param name="x">The first variable.</param>
    /// <param name="y">The second variable.</param>
    public static double Value(double x, double y) => (x * x * x) - (3 * x * y * y);
}
