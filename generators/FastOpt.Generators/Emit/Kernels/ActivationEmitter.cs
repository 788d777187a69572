using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints activations that stand on their own, and their backward pass.</summary>
internal static class ActivationEmitter
{
    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, ActivationKernel kernel)
    {
        writer.Line(MicroKernelWriter.Attribute);
        using (writer.Braces(method.Header()))
        using (writer.Braces("for (int row = 0; row < rows; row++)"))
        using (ForEachVector(writer, target, kernel.Width))
        {
            writer.Line($"int offset = (row * {kernel.Stride}) + column;");
            writer.Line(target.Store($"{kernel.Activation.TypeName}.Apply({target.Load("inputs", "offset")}, in activation)", "outputs", "offset"));
        }
    }

    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, ActivationGradientKernel kernel)
    {
        writer.Line(MicroKernelWriter.Attribute);
        using (writer.Braces(method.Header()))
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
