using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using static FastOpt.Generators.Emit.Kernels.RuntimeCall;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints gradients of weights and biases of dense layers, and what becomes of them.</summary>
internal static class GradientEmitter
{
    public static void Weight(SourceWriter writer, KernelMethod method, WeightGradientKernel kernel)
    {
        (string inputs, string gradients) = (Rows("inputs", kernel.InputStride), Rows("gradients", kernel.GradientStride));
        (string columns, string stride) = (Number(kernel.Outputs), Number(kernel.WeightStride));
        switch (kernel.End)
        {
            case UpdateEnd update:
                string distance = Number(update.StateDistance);
                string reach = "engine::CacheReach." + kernel.Reach;
                using (writer.Braces(method.Header()))
                {
                    string values = UpdateEmitter.Argument(update.Chain);
                    string places = $"{inputs}, {gradients}, ref weights, {stride}, ref tile";
                    writer.Line($"engine::DenseGradient.Update({places}, {values}, {distance}, rows, {columns}, first, end, {reach});");
                    if (kernel.IsTransposed)
                    {
                        writer.Line("// The new rows are columns of what forward reads.");
                        writer.Line($"engine::PanelTranspose.Write(ref clr::Unsafe.Add(ref weights, first * {stride}), {stride}, end - first, {columns}, " +
                            $"ref clr::Unsafe.Add(ref forward, first), {Number(kernel.ForwardStride)});");
                    }
                }

                break;
            case StoreEnd:
                string results = Rows("results", kernel.WeightStride);
                Print(writer, method, "DenseGradient.Store", inputs, gradients, results, Added(kernel.End), "rows", columns, "first, end");
                break;
            default:
                Print(writer, method, "DenseGradient.Write", inputs, gradients, "ref result", "ref tile", "rows", Number(kernel.Inputs), columns);
                break;
        }
    }

    public static void Bias(SourceWriter writer, KernelMethod method, BiasGradientKernel kernel)
    {
        (string gradients, string columns) = (Rows("gradients", kernel.GradientStride), Number(kernel.Outputs));
        switch (kernel.End)
        {
            case UpdateEnd update:
                string values = UpdateEmitter.Argument(update.Chain);
                Print(writer, method, "BiasGradient.Update", gradients, "ref bias", values, Number(update.StateDistance), "rows", columns);
                break;
            case StoreEnd:
                Print(writer, method, "BiasGradient.Store", gradients, "ref results", Added(kernel.End), "rows", columns);
                break;
            default:
                Print(writer, method, "BiasGradient.Write", gradients, "ref result", "ref tile", "rows", columns);
                break;
        }
    }
}
