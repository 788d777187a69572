using FastOpt.Generators.Emit.Network;
using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints a network's kernels.</summary>
internal static class KernelEmitter
{
    /// <summary>"Kernels512".</summary>
    public static string ClassName(VectorTarget target) => "Kernels" + Literals.Number(target.Bits);

    /// <summary>Prints those that differ from width to width, for one.</summary>
    public static GeneratedFile Emit(NetworkProgram program, VectorTarget target)
    {
        DeclarationSpec declaration = program.Spec.Declaration;
        return FileFrame.Write(
            declaration,
            HintNames.For(declaration.FileStem, $"network.{target.Name}"),
            [$"{NetworkText.DisplayName(declaration)}: kernels for {target.Name} ({target.Instructions})."],
            writer =>
            {
                using SourceWriter.Block compiled = writer.Braces(CompiledEmitter.Header(program.Spec.CompiledName));
                writer.Line($"/// <summary>Passes of the network's rules over vectors of {Literals.Number(target.Lanes)} floats.</summary>");
                using (writer.Braces($"private static class {ClassName(target)}"))
                {
                    bool isFirst = true;
                    foreach (KernelMethod method in program.Kernels.Where(static method => !method.Kernel.IsOfAnyWidth))
                    {
                        if (!isFirst)
                            writer.Line();
                        isFirst = false;
                        writer.Line($"/// <summary>{method.Kernel.Formula}.</summary>");
                        KernelEmitters.Emit(writer, target, method);
                    }
                }
            },
            isOpenedAgain: true,
            isShort: true);
    }

    /// <summary>
    /// Prints kernels that are more than one statement: calls of the runtime, or of the width that runs, on conditions that the JIT and ILC fold.
    /// </summary>
    public static void EmitShared(SourceWriter writer, NetworkText text)
    {
        foreach (KernelMethod method in text.Program.Kernels.Where(method => text.StatementOf(method) is null))
        {
            writer.Line($"/// <summary>{method.Kernel.Formula}.</summary>");
            if (method.Kernel.IsOfAnyWidth)
                KernelEmitters.Emit(writer, VectorTarget.All[0], method);
            else
                EmitDispatch(writer, method);
            writer.Line();
        }
    }

    private static void EmitDispatch(SourceWriter writer, KernelMethod method)
    {
        string arguments = string.Join(", ", method.Kernel.Parameters.Select(static parameter => parameter.Argument));
        string Call(int index) => $"    {ClassName(VectorTarget.All[index])}.{method.Name}({arguments});";
        using (writer.Braces(method.Header()))
        {
            writer.Line("if (engine::VectorWidth.Is512)");
            writer.Line(Call(0));
            writer.Line("else if (engine::VectorWidth.Is256)");
            writer.Line(Call(1));
            writer.Line("else");
            writer.Line(Call(2));
        }
    }
}
