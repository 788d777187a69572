using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints lookups in tables: calls of the runtime.</summary>
internal static class LookupEmitter
{
    public static void Forward(SourceWriter writer, KernelMethod method, LookupKernel kernel)
    {
        string rows = $"ref inputs, {Number(kernel.InputStride)}, ref weights, {Number(kernel.TableStride)}, ref outputs, {Number(kernel.ResultStride)}";
        Call(writer, method, $"{kernel.Of.Text}.Forward({rows}, rows)");
    }

    public static void Passed(SourceWriter writer, KernelMethod method, LookupPassedKernel kernel) => Call(
        writer,
        method,
        $"{kernel.Of.Text}.InputGradient(ref gradients, {Number(kernel.GradientStride)}, ref results, {Number(kernel.ResultStride)}, rows)");

    public static void Gradient(SourceWriter writer, KernelMethod method, LookupGradientKernel kernel)
    {
        string adds = kernel.End is StoreEnd { Adds: true } ? "adds" : "false";
        string rows = $"ref inputs, {Number(kernel.InputStride)}, ref gradients, {Number(kernel.GradientStride)}, ref results, {Number(kernel.TableStride)}";
        Call(writer, method, $"{kernel.Of.Text}.Gradient({rows}, {adds}, {Number(kernel.Of.Count)}, rows)");
    }

    private static void Call(SourceWriter writer, KernelMethod method, string call)
    {
        using (writer.Braces(method.Header()))
            writer.Line(call + ";");
    }

    private static string Number(int value) => Literals.Number(value);
}
