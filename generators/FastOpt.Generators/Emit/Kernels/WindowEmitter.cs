using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;
using static FastOpt.Generators.Emit.Kernels.RuntimeCall;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints what slides windows over images: calls of FastOpt's own runtime, whose kernels serve every shape at the speed of constants.</summary>
internal static class WindowEmitter
{
    public static void Forward(SourceWriter writer, KernelMethod method, ConvolutionKernel kernel) => Print(
        writer,
        method,
        "Convolution.Forward",
        Rows("inputs", kernel.InputStride),
        "ref weights",
        kernel.HasBias ? "ref bias" : None,
        Rows("outputs", kernel.ResultStride),
        "ref laidOut",
        ActivationEmitter.Argument(kernel.Activation),
        "ref panel, rows",
        Text(kernel.Window));

    public static void InputGradient(SourceWriter writer, KernelMethod method, ConvolutionInputGradientKernel kernel) => Print(
        writer,
        method,
        Room(kernel.Pool) + ".InputGradient",
        Rows("gradients", kernel.GradientStride),
        Places(kernel.Pool),
        "ref weights",
        Rows("results", kernel.ResultStride),
        kernel.Pool is not null ? "" : kernel.Activation is null ? None : "ref kept",
        kernel.Pool is not null ? "" : ActivationEmitter.Argument(kernel.Activation),
        "ref panel, rows",
        Text(kernel.Window),
        PoolText(kernel.Pool));

    public static void WeightGradient(SourceWriter writer, KernelMethod method, ConvolutionWeightGradientKernel kernel) => Print(
        writer,
        method,
        Room(kernel.Pool) + ".WeightGradient",
        Rows("inputs", kernel.InputStride),
        Rows("gradients", kernel.GradientStride),
        Places(kernel.Pool),
        "ref results",
        Adds(kernel.End),
        "ref panel, rows",
        Text(kernel.Window),
        PoolText(kernel.Pool),
        "part");

    public static void WeightSums(SourceWriter writer, KernelMethod method, ConvolutionWeightSumsKernel kernel) => Print(
        writer,
        method,
        Room(kernel.Pool) + ".WeightGradientSums",
        Rows("inputs", kernel.InputStride),
        Rows("gradients", kernel.GradientStride),
        Places(kernel.Pool),
        "ref sums, ref panel, rows, first, batch",
        Text(kernel.Window),
        PoolText(kernel.Pool),
        "engine::Part.Whole");

    public static void WeightGradient(SourceWriter writer, KernelMethod method, SectionWeightGradientKernel kernel) => Print(
        writer,
        method,
        $"{(kernel.IsBehindMaximum ? "PlacedConvolution" : "Convolution")}.WeightGradient",
        "ref sums, rows, ref results",
        Adds(kernel.End),
        Text(kernel.Window),
        "part");

    public static void BiasSums(SourceWriter writer, KernelMethod method, ConvolutionBiasSumsKernel kernel) => Print(
        writer,
        method,
        "Convolution.BiasGradientSums",
        Rows("gradients", kernel.GradientStride),
        "ref sums, rows, first, batch",
        Text(kernel.Window));

    public static void BiasGradient(SourceWriter writer, KernelMethod method, SectionBiasGradientKernel kernel) => Print(
        writer,
        method,
        "Sections.BiasGradient",
        "ref sums",
        Number(kernel.Filters),
        "rows, ref results",
        Adds(kernel.End));

    public static void BiasGradient(SourceWriter writer, KernelMethod method, ConvolutionBiasGradientKernel kernel) => Print(
        writer,
        method,
        "Convolution.BiasGradient",
        Rows("gradients", kernel.GradientStride),
        "ref results",
        Adds(kernel.End),
        "rows",
        Text(kernel.Window));

    public static void Pool(SourceWriter writer, KernelMethod method, PoolKernel kernel) => Print(
        writer,
        method,
        "Pooling." + Name(kernel.IsLargest),
        Rows("inputs", kernel.InputStride),
        Rows("outputs", kernel.ResultStride),
        !kernel.IsLargest ? "" : kernel.KeepsPlaces ? Rows("places", kernel.PlaceStride) : None + ", 0",
        "rows",
        Text(kernel.Window));

    public static void PoolGradient(SourceWriter writer, KernelMethod method, PoolGradientKernel kernel) => Print(
        writer,
        method,
        $"Pooling.{Name(kernel.IsLargest)}Gradient",
        Rows("gradients", kernel.GradientStride),
        kernel.IsLargest ? Rows("places", kernel.PlaceStride) : "",
        Rows("results", kernel.ResultStride),
        "rows",
        Text(kernel.Window));

    public static void Turn(SourceWriter writer, KernelMethod method, TurnKernel kernel) => Print(
        writer,
        method,
        "ChannelOrder.Turn",
        Rows("inputs", kernel.Stride),
        Rows("outputs", kernel.ResultStride),
        "rows",
        Number(kernel.Outer),
        Number(kernel.Inner));

    /// <summary>Who computes gradients: behind a maximum they have places of their own.</summary>
    private static string Room((WindowSpec Window, int PlaceStride)? pool) => pool is null ? "Convolution" : "PlacedConvolution";

    private static string Places((WindowSpec Window, int PlaceStride)? pool) => pool is var (_, stride) ? Rows("places", stride) : "";

    private static string PoolText((WindowSpec Window, int PlaceStride)? pool) => pool is var (window, _) ? Text(window) : "";

    private static string Name(bool isLargest) => isLargest ? "Largest" : "Mean";

    /// <summary>The window in generated code.</summary>
    public static string Text(WindowSpec window) =>
        $"new engine::Window(image: ({Number(window.Channels)}, {Number(window.Height)}, {Number(window.Width)}), " +
        $"result: ({Number(window.Filters)}, {Number(window.ResultHeight)}, {Number(window.ResultWidth)}), " +
        $"kernel: ({Number(window.KernelHeight)}, {Number(window.KernelWidth)}), stride: ({Number(window.StrideDown)}, {Number(window.StrideRight)}), " +
        $"dilation: ({Number(window.DilationDown)}, {Number(window.DilationRight)}), before: ({Number(window.Top)}, {Number(window.Left)}), " +
        $"groups: {Number(window.Groups)})";
}
