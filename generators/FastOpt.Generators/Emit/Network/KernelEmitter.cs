using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

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
                    writer.Line($"public static int RowGranule => {Literals.Number(Tiles.UpdateTile(target.Lanes, program.Kernels.Any(method => method.Kernel is WeightUpdateKernel { IsStreamed: true })).Rows)};");
                    foreach (KernelMethod method in program.Kernels)
                    {
                        writer.Line();
                        writer.Line($"/// <summary>{method.Kernel.Formula}.</summary>");
                        EmitKernel(writer, target, method);
                    }

                    UpdateEpilogue.EmitMethods(writer, target, program.Kernels.Select(method => method.Kernel));
                }
            });
    }

    private static void EmitKernel(SourceWriter writer, VectorTarget target, KernelMethod method)
    {
        switch (method.Kernel)
        {
            case ForwardKernel kernel:
                ForwardEmitter.Emit(writer, target, method, kernel);
                break;
            case ActivationKernel kernel:
                ActivationEmitter.Emit(writer, target, method, kernel);
                break;
            case ActivationGradientKernel kernel:
                ActivationEmitter.Emit(writer, target, method, kernel);
                break;
            case InputGradientKernel kernel:
                InputGradientEmitter.Emit(writer, target, method, kernel);
                break;
            case WeightUpdateKernel kernel:
                WeightEmitter.Emit(writer, target, method, kernel);
                break;
            case StoredWeightGradientKernel kernel:
                WeightEmitter.Emit(writer, target, method, kernel);
                break;
            case StoredBiasGradientKernel kernel:
                BiasEmitter.Emit(writer, target, method, kernel);
                break;
            case StoredUpdateKernel kernel:
                StoredUpdateEmitter.Emit(writer, target, method, kernel);
                break;
            case WeightGradientKernel kernel:
                WeightEmitter.Emit(writer, target, method, kernel);
                break;
            case BiasUpdateKernel kernel:
                BiasEmitter.Emit(writer, target, method, kernel);
                break;
            case BiasGradientKernel kernel:
                BiasEmitter.Emit(writer, target, method, kernel);
                break;
            case LossKernel kernel:
                LossEmitter.Emit(writer, target, method, kernel);
                break;
            default:
                throw new InvalidOperationException(method.Name);
        }
    }
}
