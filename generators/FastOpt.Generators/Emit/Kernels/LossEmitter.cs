using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using static FastOpt.Generators.Emit.Kernels.RuntimeCall;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints a loss: for each row its value, and the gradient of the batch's mean.</summary>
internal static class LossEmitter
{
    public static void Emit(SourceWriter writer, KernelMethod method, LossKernel kernel) => Print(
        writer,
        method,
        (kernel.IsOfPlainLabels ? "SoftmaxLoss" : kernel.IsOfSoftTargets ? "SoftTargetsLoss" : "ElementLoss") + ".Rows",
        "ref outputs",
        "ref targets",
        kernel.IsOfPlainLabels ? "" : kernel.HasTargetRow ? "ref targetRow" : None,
        Rows("gradients", kernel.Stride),
        kernel.Activation is { KeepsInput: true } ? "ref kept" : None,
        "ref losses",
        kernel.IsOfPlainLabels ? "ref tile" : "",
        kernel.IsOfSoftTargets ? "ref classes" : "",
        kernel.IsOfPlainLabels ? "" : kernel.IsWeighted ? "ref weights" : None,
        "meanWeight",
        kernel.Use.Softmax is null ? "in loss" : "",
        ActivationEmitter.Argument(kernel.Activation),
        "rows",
        Number(kernel.Outputs));
}
