using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints what passes over rows without a rule: copies, sums, products, parts.</summary>
internal static class RowEmitter
{
    public static void Load(SourceWriter writer, KernelMethod method, LoadKernel kernel)
    {
        using (writer.Braces(method.Header()))
            writer.Line($"engine::MatrixLayout.CopyRows(ref inputs, {Number(kernel.Width)}, ref outputs, {Number(kernel.Stride)}, rows, {Number(kernel.Width)});");
    }

    public static void Combine(SourceWriter writer, KernelMethod method, CombineKernel kernel) => RuntimeCall.Print(
        writer,
        method,
        $"RowCombination.{kernel.Combination}",
        "ref left",
        "ref right",
        RuntimeCall.Rows("outputs", kernel.Stride),
        "rows",
        Number(kernel.Width));

    public static void Concat(SourceWriter writer, KernelMethod method, ConcatKernel kernel)
    {
        string behind = $"ref clr::Unsafe.Add(ref outputs, {Number(kernel.LeftWidth)})";
        using (writer.Braces(method.Header()))
        {
            writer.Line($"engine::MatrixLayout.CopyRows(ref left, {Number(kernel.LeftStride)}, ref outputs, {Number(kernel.Stride)}, rows, {Number(kernel.LeftWidth)});");
            writer.Line($"engine::MatrixLayout.CopyRows(ref right, {Number(kernel.RightStride)}, {behind}, {Number(kernel.Stride)}, rows, {Number(kernel.RightWidth)});");
        }
    }

    public static void Slice(SourceWriter writer, KernelMethod method, SliceKernel kernel)
    {
        string from = kernel.First == 0 ? "ref inputs" : $"ref clr::Unsafe.Add(ref inputs, {Number(kernel.First)})";
        using (writer.Braces(method.Header()))
            writer.Line($"engine::MatrixLayout.CopyRows({from}, {Number(kernel.InputStride)}, ref outputs, {Number(kernel.Stride)}, rows, {Number(kernel.Width)});");
    }

    public static void HandOut(SourceWriter writer, KernelMethod method, HandOutKernel kernel)
    {
        using (writer.Braces(method.Header()))
            writer.Line($"engine::MatrixLayout.CopyRows(ref inputs, {Number(kernel.Stride)}, ref outputs, {Number(kernel.Width)}, rows, {Number(kernel.Width)});");
    }

    public static void FirstInputGradient(SourceWriter writer, KernelMethod method, FirstInputGradientKernel kernel)
    {
        string weights = $"ref weights, {Number(kernel.WeightStride)}, {Number(kernel.Inputs)}, {Number(kernel.Blocks)}, {Number(kernel.BlockColumns)}";
        using (writer.Braces(method.Header()))
            writer.Line($"engine::RowStatistics.MultiplyTransposed(ref gradients, {Number(kernel.GradientStride)}, rows, {weights}, ref results);");
    }

    private static string Number(int value) => Literals.Number(value);
}
