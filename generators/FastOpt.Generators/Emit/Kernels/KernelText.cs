using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>How kernels spell their parameters.</summary>
internal static class KernelText
{
    /// <summary>What stands above a kernel, which is compiled once, at its best.</summary>
    public const string Attribute = "[clr::MethodImpl(clr::MethodImplOptions.AggressiveOptimization | clr::MethodImplOptions.NoInlining)]";

    /// <summary>"ref float inputs, ref float weights, …, int rows".</summary>
    public static string Signature(this Kernel kernel) => string.Join(", ", kernel.Parameters.Select(static parameter => parameter.Declaration));

    /// <summary>"public static void Forward_784x128(…)".</summary>
    public static string Header(this KernelMethod method) => $"public static void {method.Name}({method.Kernel.Signature()})";
}
