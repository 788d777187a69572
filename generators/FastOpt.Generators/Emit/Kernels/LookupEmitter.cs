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
        Call(writer, method, $"{Text(kernel.Of)}.Forward({rows}, rows)");
    }

    public static void Passed(SourceWriter writer, KernelMethod method, LookupPassedKernel kernel) => Call(
        writer,
        method,
        $"{Text(kernel.Of)}.InputGradient(ref gradients, {Number(kernel.GradientStride)}, ref results, {Number(kernel.ResultStride)}, rows)");

    public static void Gradient(SourceWriter writer, KernelMethod method, LookupGradientKernel kernel)
    {
        string rows = $"ref inputs, {Number(kernel.InputStride)}, ref gradients, {Number(kernel.GradientStride)}, ref results, {Number(kernel.TableStride)}";
        Call(writer, method, $"{Text(kernel.Of)}.Gradient({rows}, {RuntimeCall.Added(kernel.End)}, rows)");
    }

    /// <summary>The lookup in generated code.</summary>
    public static string Text(LookupSpec lookup)
    {
        string columns = string.Join(", ", lookup.Columns.Select(static column => Number(column)));
        string selected = lookup.IsOfFirst ? Number(lookup.Columns.Count) : $"0, new int[] {{ {columns} }}";
        return $"new engine::Lookup({Number(lookup.Inputs)}, {Number(lookup.Count)}, {Number(lookup.Size)}, {selected})";
    }

    private static void Call(SourceWriter writer, KernelMethod method, string call)
    {
        using (writer.Braces(method.Header()))
            writer.Line(call + ";");
    }

    private static string Number(int value) => Literals.Number(value);
}
