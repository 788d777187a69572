using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// The inverse of the normal distribution function, by Wichura's algorithm AS 241 (PPND16, 1988), relative accuracy about 1e-16.
/// It uses nothing but + − · / √ and bit operations on doubles, all exactly rounded by IEEE 754, so it gives the same bits on every machine;
/// a system's own logarithm does not.
/// </summary>
internal static class InverseNormal
{
    private const double SqrtHalf = 0.70710678118654752440;

    /// <summary>The value that a standard normal variable stays below with the given probability.</summary>
    /// <param name="probability">In (0, 1).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Evaluate(double probability)
    {
        double centered = probability - 0.5;
        if (Math.Abs(centered) <= 0.425)
            return centered * Central(0.180625 - centered * centered);

        double tail = centered < 0 ? probability : 1 - probability;
        double radius = Math.Sqrt(-Log(tail));
        double size = radius <= 5 ? NearTail(radius - 1.6) : FarTail(radius - 5);
        return centered < 0 ? -size : size;
    }

    /// <summary>The natural logarithm of a positive normal number, within about 1e-16 relative away from 1.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1022;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FE0_0000_0000_0000);
        if (mantissa < SqrtHalf)
        {
            mantissa *= 2;
            exponent--;
        }

        // log m = 2·artanh((m − 1) / (m + 1)), and the quotient's square is below 0.0295: twelve terms of the series leave less than 1e-19.
        double quotient = (mantissa - 1) / (mantissa + 1);
        double square = quotient * quotient;
        double series = 0;
        for (int odd = 23; odd >= 3; odd -= 2)
            series = (series + 1.0 / odd) * square;

        // ln 2 in two parts; the first ends in zeros, so its product with the exponent is exact.
        const double Ln2High = 6.93147180369123816490e-01;
        const double Ln2Low = 1.90821492927058770002e-10;
        return exponent * Ln2High + (2 * (quotient + quotient * series) + exponent * Ln2Low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Central(double r)
    {
        double numerator = ((((((2.5090809287301226727e+3 * r + 3.3430575583588128105e+4) * r + 6.7265770927008700853e+4) * r
            + 4.5921953931549871457e+4) * r + 1.3731693765509461125e+4) * r + 1.9715909503065514427e+3) * r + 1.3314166789178437745e+2) * r
            + 3.3871328727963666080e+0;
        double denominator = ((((((5.2264952788528545610e+3 * r + 2.8729085735721942674e+4) * r + 3.9307895800092710610e+4) * r
            + 2.1213794301586595867e+4) * r + 5.3941960214247511077e+3) * r + 6.8718700749205790830e+2) * r + 4.2313330701600911252e+1) * r
            + 1.0;
        return numerator / denominator;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double NearTail(double r)
    {
        double numerator = ((((((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r + 2.41780725177450611770e-1) * r
            + 1.27045825245236838258e+0) * r + 3.64784832476320460504e+0) * r + 5.76949722146069140550e+0) * r + 4.63033784615654529590e+0) * r
            + 1.42343711074968357734e+0;
        double denominator = ((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r + 1.51986665636164571966e-2) * r
            + 1.48103976427480074590e-1) * r + 6.89767334985100004550e-1) * r + 1.67638483018380384940e+0) * r + 2.05319162663775882187e+0) * r
            + 1.0;
        return numerator / denominator;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double FarTail(double r)
    {
        double numerator = ((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 1.24266094738807843860e-3) * r
            + 2.65321895265761230930e-2) * r + 2.96560571828504891230e-1) * r + 1.78482653991729133580e+0) * r + 5.46378491116411436990e+0) * r
            + 6.65790464350110377720e+0;
        double denominator = ((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r + 1.84631831751005468180e-5) * r
            + 7.86869131145613259100e-4) * r + 1.48753612908506148525e-2) * r + 1.36929880922735805310e-1) * r + 5.99832206555887937690e-1) * r
            + 1.0;
        return numerator / denominator;
    }
}
