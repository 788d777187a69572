using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Ir;

/// <summary>How the methods that the compiler adds to a <c>[Vectorized]</c> method are called.</summary>
internal static class LiftedNames
{
    /// <summary>The text of an elementary call of a single number that means VectorMath's own method.</summary>
    public const string VectorMath = "global::FastOpt.VectorMath";

    /// <summary>"learningRate" as "LearningRate".</summary>
    public static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>The text of a node that calls the method: its name and its parameters' names.</summary>
    public static string Join(string method, IEnumerable<string> parameters) => method + "(" + string.Join(",", parameters) + ")";

    /// <summary>Undoes <see cref="Join"/>.</summary>
    public static (string Method, IReadOnlyList<string> Parameters) Split(string text)
    {
        int open = text.IndexOf('(');
        return (text.Substring(0, open), text.Substring(open + 1, text.Length - open - 2).Split(','));
    }
}

/// <summary>What an <see cref="Op.LiftedCall"/> keeps in its bits: the derivatives that exist, and which form of the method is called.</summary>
internal static class LiftedForms
{
    private const long ScalarForm = 4;
    private const long IsDerivative = 8;

    /// <summary>The bits of a call.</summary>
    public static long Of(LiftedCall call) => call.Derivatives + (call.TakesScalars ? ScalarForm : 0);

    /// <summary>The order of the highest derivative that the other assembly has.</summary>
    public static int Derivatives(Node call) => (int)(call.Bits & 3);

    /// <summary>Whether all arguments but the first are scalars.</summary>
    public static bool TakesScalars(Node call) => (call.Bits & ScalarForm) != 0;

    /// <summary>The call of the derivative in one argument.</summary>
    public static Node Derivative(Graph graph, Node call, int argument)
    {
        (string method, IReadOnlyList<string> parameters) = LiftedNames.Split(call.Text);
        bool isSecond = (call.Bits & IsDerivative) != 0;
        string name = isSecond ? DerivativeNames.Second(method.Substring(0, method.Length - "Derivative".Length)) : DerivativeNames.First(method, argument, parameters[argument]);

        // Mixed second derivatives are not emitted, so a function of several lanes has its first ones only.
        int left = isSecond || call.Arguments.Skip(1).Any(static a => a.IsVarying) ? 0 : Derivatives(call) - 1;
        return graph.Make(Op.LiftedCall, call.Type, call.Arguments, LiftedNames.Join(name, parameters), left + (call.Bits & ScalarForm) + IsDerivative);
    }
}
