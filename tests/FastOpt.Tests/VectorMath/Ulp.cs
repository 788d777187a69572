namespace FastOpt.Tests;

/// <summary>Distances in units in the last place.</summary>
internal static class Ulp
{
    /// <summary>
    /// How far a float is from an exact value, in the spacing of the floats around the exact value: 0.5 at most for the nearest float.
    /// +∞ where one of them is NaN or infinite and the other should be and is not, or where zeros differ in sign.
    /// </summary>
    public static double Error(float actual, double exact)
    {
        float nearest = (float)exact;
        if (float.IsNaN(actual) || float.IsNaN(nearest))
            return float.IsNaN(actual) && float.IsNaN(nearest) ? 0 : double.PositiveInfinity;
        if (actual == 0 && nearest == 0)
            return float.IsNegative(actual) == float.IsNegative(nearest) ? Math.Abs(exact) * Math.ScaleB(1, 149) : double.PositiveInfinity;
        if (double.IsInfinity(exact))
            return actual == exact ? 0 : double.PositiveInfinity;

        // An infinite result stands for 2¹²⁸, the first number that is too large.
        double value = float.IsInfinity(actual) ? Math.CopySign(Math.ScaleB(1, 128), actual) : actual;
        if (Math.Abs(exact) >= Math.ScaleB(1, 128))
            return float.IsInfinity(actual) ? 0 : (Math.ScaleB(1, 128) - Math.Abs(value)) * Math.ScaleB(1, -104);
        int exponent = Math.Max(Math.ILogB(exact), -126);
        return Math.Abs(value - exact) * Math.ScaleB(1, 23 - exponent);
    }
}
