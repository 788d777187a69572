namespace FastOpt;

/// <summary>
/// <c>f = (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²</c>. Its one minimum is 0 at (3, ½); far out it is flat along both axes. The usual start is
/// (1, 1).
/// </summary>
/// <remarks>
/// E. M. L. Beale, On an iterative method for finding a local minimum of a function of more than one variable (1958); problem 5 of Moré, Garbow and Hillstrom
/// (1981).
/// </remarks>
[Objective]
public readonly partial record struct Beale
{
    /// <summary>The sum of the three squares.</summary>
    /// <param name="x">The first variable.</param>
    /// <param name="y">The second variable.</param>
    public static double Value(double x, double y)
    {
        double first = 1.5 - (x * (1 - y));
        double second = 2.25 - (x * (1 - (y * y)));
        double third = 2.625 - (x * (1 - (y * y * y)));
        return (first * first) + (second * second) + (third * third);
    }
}
