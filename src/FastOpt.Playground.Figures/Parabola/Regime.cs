using System.Globalization;

namespace FastOpt.Playground;

/// <summary>What gradient descent does on a parabola of curvature L: each step multiplies w by 1 − α·L.</summary>
internal static class Regime
{
    /// <summary>A sentence about a rate.</summary>
    public static string Of(double rate, double curvature)
    {
        double product = rate * curvature, tolerance = 1e-9;
        string limits = string.Create(CultureInfo.InvariantCulture, $"1/L = {NumberText.Of(1 / curvature)}, 2/L = {NumberText.Of(2 / curvature)}");
        string what = product switch
        {
            _ when Math.Abs(product - 1) <= tolerance => "is 1/L: one step reaches the minimum",
            _ when Math.Abs(product - 2) <= tolerance => "is 2/L: w jumps from side to side for ever",
            < 1 => "is below 1/L: w comes down on one side",
            < 2 => "lies between 1/L and 2/L: w changes sides, and still comes down",
            _ => "is above 2/L: each step lands higher, the descent diverges",
        };
        return string.Create(CultureInfo.InvariantCulture, $"The rate {NumberText.Of(rate)} {what} ({limits}).");
    }
}
