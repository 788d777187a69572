namespace FastOpt.Generators.Model;

/// <summary>The names of the derivatives of a <c>[Vectorized]</c> method.</summary>
internal static class DerivativeNames
{
    /// <summary>The derivative of <paramref name="method"/> in the parameter at <paramref name="position"/>: FDerivative for the first, FDerivativeInWidth for others.</summary>
    public static string First(string method, int position, string parameter) =>
        position == 0 ? method + "Derivative" : method + "DerivativeIn" + char.ToUpperInvariant(parameter[0]) + parameter.Substring(1);

    /// <summary>The second derivative of <paramref name="method"/> in its first parameter.</summary>
    public static string Second(string method) => method + "SecondDerivative";
}
