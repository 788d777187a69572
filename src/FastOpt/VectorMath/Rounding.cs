namespace FastOpt;

public static partial class VectorMath
{
    /// <summary>The largest whole number that is not above x. Infinities, zeros and NaN are their own.</summary>
    /// <param name="x">The argument.</param>
    [Vectorized]
    public static float Floor(float x) => MathF.Floor(x);

    /// <summary>The smallest whole number that is not below x; −0 for x in (−1, −0].</summary>
    /// <param name="x">The argument.</param>
    [Vectorized]
    public static float Ceiling(float x) => MathF.Ceiling(x);

    /// <summary>The nearest whole number, of two equally near ones the even one, as <see cref="MathF.Round(float)"/>.</summary>
    /// <param name="x">The argument.</param>
    [Vectorized]
    public static float Round(float x) => MathF.Round(x);

    /// <summary>The whole number next to x on the side of 0.</summary>
    /// <param name="x">The argument.</param>
    [Vectorized]
    public static float Truncate(float x) => MathF.Truncate(x);
}
