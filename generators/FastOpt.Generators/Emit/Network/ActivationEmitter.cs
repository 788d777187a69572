using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints activations that stand on their own, and their backward pass.</summary>
internal static class ActivationEmitter
{
    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, ActivationKernel kernel)
    {
        writer.Line(MicroKernelWriter.Attribute);
        using (writer.Braces($"public static void {method.Name}({KernelSignature.Parameters(kernel)})"))
        using (writer.Braces("for (int row = 0; row < rows; row++)"))
        {
            writer.Line($"ref float input = ref clr::Unsafe.Add(ref inputs, row * {kernel.InputStride});");
            writer.Line($"ref float output = ref clr::Unsafe.Add(ref outputs, row * {kernel.OutputStride});");
            if (!kernel.IsPadded)
            {
                writer.Line("// The caller's row has no padding to read: it is copied, then worked on in place.");
                writer.Line($"engine::MatrixLayout.CopyRow(ref input, ref output, {kernel.Width});");
                writer.Line("input = ref output;");
            }

            using (ForEachVector(writer, target, kernel.Width))
            {
                writer.Line($"{target.Type} x = {target.Load("input", "column")};");
                if (kernel.Keeps)
                    writer.Line(target.Store("x", "kept", $"(row * {kernel.OutputStride}) + column"));
                writer.Line(target.Store($"{kernel.Activation.TypeName}.Apply(x, in activation)", "output", "column"));
            }
        }
    }

    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, ActivationGradientKernel kernel)
    {
        writer.Line(MicroKernelWriter.Attribute);
        using (writer.Braces($"public static void {method.Name}({KernelSignature.Parameters(kernel)})"))
        using (writer.Braces("for (int row = 0; row < rows; row++)"))
        using (ForEachVector(writer, target, kernel.Width))
        {
            writer.Line($"int offset = (row * {kernel.Stride}) + column;");
            writer.Line($"{target.Type} slope = {kernel.Activation.TypeName}.Derivative({target.Load("kept", "offset")}, in activation);");
            writer.Line(target.Store($"({target.Load("gradients", "offset")} * slope)", "results", "offset"));
        }
    }

    private static SourceWriter.Block ForEachVector(SourceWriter writer, VectorTarget target, Extent width) =>
        writer.Braces($"for (int column = 0; column < {width}; column += {Literals.Number(target.Lanes)})");
}
