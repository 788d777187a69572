using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using static FastOpt.Generators.Emit.Kernels.RuntimeCall;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints activations that stand on their own, and the way back through them.</summary>
internal static class ActivationEmitter
{
    /// <summary>The values of an activation, or of none.</summary>
    public static string Argument(FusedRule? activation) => activation is null ? "default(engine::NoActivation)" : "in activation";

    public static void Map(SourceWriter writer, KernelMethod method, ActivationKernel kernel) => Print(
        writer, method, "ActivationPass.Apply", "ref inputs", Rows("outputs", kernel.Stride), "in activation", "rows", Number(kernel.Width));

    public static void Gradient(SourceWriter writer, KernelMethod method, ActivationGradientKernel kernel) => Print(
        writer, method, "ActivationPass.Gradient", "ref gradients", "ref kept", Rows("results", kernel.Stride), "in activation", "rows", Number(kernel.Width));
}
