using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>How kernels spell their parameters.</summary>
internal static class KernelText
{
    /// <summary>What stands above a kernel, which is compiled once, at its best.</summary>
    public const string Attribute = "[clr::MethodImpl(clr::MethodImplOptions.AggressiveOptimization | clr::MethodImplOptions.NoInlining)]";

    /// <summary>"ref float inputs, ref float weights, …, int rows".</summary>
    public static string Signature(this Kernel kernel) => string.Join(", ", kernel.Parameters.Select(static parameter => parameter.Declaration));

    /// <summary>Channels of an example: a number, or the parameter of a kernel for every shape.</summary>
    public static string Channels(this RuleKernel kernel) => kernel.IsOfAnyShape ? "channels" : Literals.Number(kernel.Form.Channels);

    /// <summary>Positions of a channel.</summary>
    public static string Positions(this RuleKernel kernel) =>
        kernel.IsOfAnyShape && kernel.Form.Positions > 1 ? "positions" : Literals.Number(kernel.Form.Positions);

    /// <summary>Floats between rows.</summary>
    public static string Stride(this RuleKernel kernel) => kernel.IsOfAnyShape ? "stride" : Literals.Number(kernel.Form.Stride);

    /// <summary>Floats of a row, without padding.</summary>
    public static string Width(this RuleKernel kernel) => kernel.IsOfAnyShape ? "(channels * positions)" : Literals.Number(kernel.Form.Width);

    /// <summary>"public static void Forward_784x128(…)".</summary>
    public static string Header(this KernelMethod method) => $"public static void {method.Name}({method.Kernel.Signature()})";
}
