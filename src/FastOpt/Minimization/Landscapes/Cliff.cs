namespace FastOpt;

/// <summary>
/// <c>f = ((x − 3)/100)² − (x − y) + exp(20·(x − y))</c>: a gentle slope that ends in a cliff, where x exceeds y. The minimum is 0.199787 at (3, 3.149787).
/// </summary>
/// <remarks>
/// A. Buckley, A portable package for testing minimization algorithms (1982); CLIFF of the CUTEst collection, whose start is (0, −1), on the cliff, with a
/// value of e²⁰.
/// </remarks>
[Objective]
public readonly partial record struct Cliff
{
    /// <summary><c>((x − 3)/100)² − (x − y) + exp(20·(x − y))</c></summary>
    /// <param name="x">The first variable.</param>
    /// <param name="y">The second variable.</param>
    public static double Value(double x, double y)
    {
        double along = 0.01 * (x - 3);
        double across = x - y;
        return (along * along) - across + Math.Exp(20 * across);
    }
}
