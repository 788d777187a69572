using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>How kernels spell their parameters, and what they hand on to their micro-kernels.</summary>
internal static class KernelText
{
    /// <summary>"ref float inputs, ref float weights, …, int rows".</summary>
    public static string Signature(this Kernel kernel) => string.Join(", ", kernel.Parameters.Select(static parameter => parameter.Declaration));

    /// <summary>"public static void Forward_784x128(…)".</summary>
    public static string Header(this KernelMethod method) => $"public static void {method.Name}({method.Kernel.Signature()})";

    /// <summary>What micro-kernels take unchanged, coefficients and extents, as arguments behind others.</summary>
    public static string PassedArguments(this Kernel kernel) => Arguments(kernel.Parameters.Where(static parameter => parameter.IsPassedOn));

    /// <summary>Their declarations.</summary>
    public static string PassedParameters(this Kernel kernel) => Declarations(kernel.Parameters.Where(static parameter => parameter.IsPassedOn));

    /// <summary>The declarations of the coefficients of a kernel's rules, behind others.</summary>
    public static string CoefficientParameters(this Kernel kernel) => Declarations(kernel.Parameters.Where(static parameter => parameter.Kind == ParameterKind.Coefficients));

    /// <summary>The coefficients that a chain of rules takes, as arguments behind others.</summary>
    public static string CoefficientArguments(this UpdateChain chain) => Arguments(chain.Parameters);

    /// <summary>Their declarations.</summary>
    public static string CoefficientParameters(this UpdateChain chain) => Declarations(chain.Parameters);

    private static string Arguments(IEnumerable<KernelParameter> parameters) => string.Concat(parameters.Select(static parameter => ", " + parameter.Argument));

    private static string Declarations(IEnumerable<KernelParameter> parameters) => string.Concat(parameters.Select(static parameter => ", " + parameter.Declaration));
}
