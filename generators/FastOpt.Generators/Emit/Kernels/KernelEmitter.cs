using FastOpt.Generators.Emit.Network;
using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints a network's kernels for one vector width.</summary>
internal static class KernelEmitter
{
    /// <summary>"Kernels512".</summary>
    public static string StructName(VectorTarget target) => "Kernels" + Literals.Number(target.Bits);

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
                writer.Line($"/// <summary>Every product and pass of the network over vectors of {Literals.Number(target.Lanes)} floats.</summary>");
                using (writer.Braces($"private readonly struct {StructName(target)} : IKernels"))
                {
                    writer.Line($"public static int RowGranule => {Literals.Number(Tiles.UpdateTile(target.Lanes, program.Kernels.Any(static method => method.Kernel is WeightGradientKernel { IsStreamed: true })).Rows)};");
                    foreach (KernelMethod method in program.Kernels.Where(static method => !method.Kernel.IsOfAnyWidth))
                    {
                        writer.Line();
                        writer.Line($"/// <summary>{method.Kernel.Formula}.</summary>");
                        KernelEmitters.Emit(writer, target, method);
                    }

                    UpdateEpilogue.EmitMethods(writer, target, program.Kernels.Select(method => method.Kernel));
                }
            },
            isOpenedAgain: true);
    }

    /// <summary>Prints the kernels whose text is the same for every width.</summary>
    public static void EmitShared(SourceWriter writer, NetworkText text)
    {
        foreach (KernelMethod method in text.Program.Kernels.Where(static method => method.Kernel.IsOfAnyWidth))
        {
            writer.Line($"/// <summary>{method.Kernel.Formula}.</summary>");
            KernelEmitters.Emit(writer, VectorTarget.All[0], method);
            writer.Line();
        }
    }
}
