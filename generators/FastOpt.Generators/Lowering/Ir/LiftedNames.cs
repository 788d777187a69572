namespace FastOpt.Generators.Lowering.Ir;

/// <summary>How the methods that the compiler adds to a <c>[Vectorized]</c> method are called.</summary>
internal static class LiftedNames
{
    /// <summary>The derivative of <paramref name="method"/> in the parameter at <paramref name="position"/>: FDerivative for the first, FDerivativeInWidth for others.</summary>
    public static string Derivative(string method, int position, string parameter) =>
        position == 0 ? method + "Derivative" : method + "DerivativeIn" + Pascal(parameter);

    /// <summary>"learningRate" as "LearningRate".</summary>
    public static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>"LearningRate" as "learningRate".</summary>
    public static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>The text of a node that calls the method: its name and its parameters' names.</summary>
    public static string Join(string method, IEnumerable<string> parameters) => method + "(" + string.Join(",", parameters) + ")";

    /// <summary>Undoes <see cref="Join"/>.</summary>
    public static (string Method, IReadOnlyList<string> Parameters) Split(string text)
    {
        int open = text.IndexOf('(');
        return (text.Substring(0, open), text.Substring(open + 1, text.Length - open - 2).Split(','));
    }
}
