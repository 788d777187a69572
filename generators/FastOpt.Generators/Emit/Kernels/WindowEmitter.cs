using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints what slides windows over images: calls of FastOpt's own runtime, whose kernels serve every shape at the speed of constants.</summary>
internal static class WindowEmitter
{
    public static void Forward(SourceWriter writer, KernelMethod method, ConvolutionKernel kernel)
    {
        string bias = kernel.HasBias ? "ref bias" : "ref clr::Unsafe.NullRef<float>()";
        Call(writer, method, $"Convolution.Forward(ref inputs, {Number(kernel.InputStride)}, ref weights, {bias}, ref outputs, {Number(kernel.ResultStride)}, ref panel, rows, {Text(kernel.Window)})");
    }

    public static void InputGradient(SourceWriter writer, KernelMethod method, ConvolutionInputGradientKernel kernel)
    {
        (string room, string places, string pool) = Placed(kernel.Pool);
        Call(
            writer,
            method,
            $"{room}.InputGradient(ref gradients, {Number(kernel.GradientStride)}, {places}ref weights, ref results, {Number(kernel.ResultStride)}, ref panel, rows, {Text(kernel.Window)}{pool})");
    }

    public static void WeightGradient(SourceWriter writer, KernelMethod method, ConvolutionWeightGradientKernel kernel)
    {
        (string room, string places, string pool) = Placed(kernel.Pool);
        Call(
            writer,
            method,
            $"{room}.WeightGradient(ref inputs, {Number(kernel.InputStride)}, ref gradients, {Number(kernel.GradientStride)}, {places}ref results, {Adds(kernel.End)}, ref panel, rows, {Text(kernel.Window)}{pool}, part)");
    }

    public static void BiasGradient(SourceWriter writer, KernelMethod method, ConvolutionBiasGradientKernel kernel) =>
        Call(writer, method, $"Convolution.BiasGradient(ref gradients, {Number(kernel.GradientStride)}, ref results, {Adds(kernel.End)}, rows, {Text(kernel.Window)})");

    public static void Pool(SourceWriter writer, KernelMethod method, PoolKernel kernel)
    {
        string places = kernel.IsLargest ? $"ref places, {Number(kernel.PlaceStride)}, " : "";
        Call(writer, method, $"Pooling.{Name(kernel.IsLargest)}(ref inputs, {Number(kernel.InputStride)}, ref outputs, {Number(kernel.ResultStride)}, {places}rows, {Text(kernel.Window)})");
    }

    public static void PoolGradient(SourceWriter writer, KernelMethod method, PoolGradientKernel kernel)
    {
        string places = kernel.IsLargest ? $"ref places, {Number(kernel.PlaceStride)}, " : "";
        Call(writer, method, $"Pooling.{Name(kernel.IsLargest)}Gradient(ref gradients, {Number(kernel.GradientStride)}, {places}ref results, {Number(kernel.ResultStride)}, rows, {Text(kernel.Window)})");
    }

    public static void Turn(SourceWriter writer, KernelMethod method, TurnKernel kernel) =>
        Call(writer, method, $"ChannelOrder.Turn(ref inputs, {Number(kernel.Stride)}, ref outputs, {Number(kernel.ResultStride)}, rows, {Number(kernel.Outer)}, {Number(kernel.Inner)})");

    private static void Call(SourceWriter writer, KernelMethod method, string call)
    {
        using (writer.Braces(method.Header()))
            writer.Line($"engine::{call};");
    }

    /// <summary>Who computes gradients behind a maximum, and what they take for it.</summary>
    private static (string Room, string Places, string Pool) Placed((WindowSpec Window, int PlaceStride)? pool) =>
        pool is var (window, stride) ? ("PlacedConvolution", $"ref places, {Number(stride)}, ", ", " + Text(window)) : ("Convolution", "", "");

    private static string Name(bool isLargest) => isLargest ? "Largest" : "Mean";

    private static string Adds(GradientEnd end) => end is StoreEnd { Adds: true } ? "adds" : "false";

    private static string Text(WindowSpec window) =>
        $"new engine::Window(image: ({Number(window.Channels)}, {Number(window.Height)}, {Number(window.Width)}), " +
        $"result: ({Number(window.Filters)}, {Number(window.ResultHeight)}, {Number(window.ResultWidth)}), " +
        $"kernel: ({Number(window.KernelHeight)}, {Number(window.KernelWidth)}), stride: ({Number(window.StrideDown)}, {Number(window.StrideRight)}), " +
        $"dilation: ({Number(window.DilationDown)}, {Number(window.DilationRight)}), before: ({Number(window.Top)}, {Number(window.Left)}), groups: {Number(window.Groups)})";

    private static string Number(int value) => Literals.Number(value);
}
