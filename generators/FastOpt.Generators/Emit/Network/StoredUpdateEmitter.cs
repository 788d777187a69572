using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints a pass over weights and their stored gradients, element by element; padding takes part, for rows are whole vectors, and reaches nothing.</summary>
internal static class StoredUpdateEmitter
{
    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, StoredUpdateKernel kernel)
    {
        writer.Line(MicroKernelWriter.Attribute);
        using (writer.Braces($"public static void {method.Name}({KernelSignature.Parameters(kernel)})"))
        using (writer.Braces($"for (int offset = first; offset < end; offset += {Literals.Number(target.Lanes)})"))
            writer.Line(UpdateEpilogue.Call(kernel.Chain, "(nuint)offset", target.Load("gradients", "offset") + (kernel.Scales ? " * gradientScale" : "")));
    }
}
