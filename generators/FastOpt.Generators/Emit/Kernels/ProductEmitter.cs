using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using static FastOpt.Generators.Emit.Kernels.RuntimeCall;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints the products of dense layers over rows of the batch.</summary>
internal static class ProductEmitter
{
    public static void Forward(SourceWriter writer, KernelMethod method, ForwardKernel kernel) => Print(
        writer,
        method,
        "DenseProduct.Forward",
        Rows("inputs", kernel.InputStride),
        Rows("weights", kernel.WeightStride),
        kernel.HasBias ? "ref bias" : None,
        Rows("outputs", kernel.OutputStride),
        kernel.Keeps ? "ref kept" : None,
        ActivationEmitter.Argument(kernel.Activation),
        "rows",
        Number(kernel.Inputs),
        Number(kernel.Outputs),
        "fetches: " + (kernel.FetchesAhead ? "true" : "false"));

    public static void InputGradient(SourceWriter writer, KernelMethod method, InputGradientKernel kernel) => Print(
        writer,
        method,
        kernel.IsTransposed ? "DenseProduct.InputGradientOfTransposed" : "DenseProduct.InputGradient",
        Rows("gradients", kernel.GradientStride),
        Rows("weights", kernel.WeightStride),
        kernel.IsTransposed ? "" : "ref panel",
        Rows("results", kernel.ResultStride),
        kernel.Activation is null ? None : "ref kept",
        ActivationEmitter.Argument(kernel.Activation),
        "rows",
        Number(kernel.Outputs),
        Number(kernel.Inputs),
        kernel.IsTransposed ? "" : "blocks: " + Number(kernel.Blocks),
        kernel.IsTransposed ? "" : kernel.Blocks > 1 ? "part" : "engine::Part.Whole");
}
