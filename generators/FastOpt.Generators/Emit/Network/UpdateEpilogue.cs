using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints the optimizer behind a gradient that stands in registers: load the weights and their state, apply the rule, store.</summary>
internal static class UpdateEpilogue
{
    /// <summary>Writes the update of a tile's weights, a call for each vector of them.</summary>
    public static void Emit(SourceWriter writer, VectorTarget target, MicroKernelWriter micro, Tile tile, FusedRule optimizer, int stride)
    {
        writer.Line($"// {optimizer.Name}, on the gradient in the registers.");
        if (MicroKernelWriter.EpilogueFitsRegisters(tile, optimizer.Facts.Cost))
        {
            micro.ForEach(stride, (sum, offset) => writer.Line($"{MethodName(optimizer)}(ref weights, {Literals.Number(offset)}, {sum}, in optimizer);"));
            return;
        }

        int width = tile.Vectors * target.Lanes;
        micro.ForEach(width, (sum, offset) => writer.Line(target.Store(sum, "tile", offset)));
        using (writer.Braces($"for (int row = 0; row < {Literals.Number(tile.Rows)}; row++)"))
        using (writer.Braces($"for (int lane = 0; lane < {Literals.Number(width)}; lane += {Literals.Number(target.Lanes)})"))
            writer.Line($"{MethodName(optimizer)}(ref weights, (nuint)((row * {Literals.Number(stride)}) + lane), {target.Load("tile", $"(row * {Literals.Number(width)}) + lane")}, in optimizer);");
    }

    /// <summary>Writes the update of one vector of parameters, once for each optimizer among the kernels; it is inlined into all of them.</summary>
    public static void EmitMethods(SourceWriter writer, VectorTarget target, IEnumerable<Kernel> kernels)
    {
        var updates = kernels.Select(kernel => kernel switch
        {
            WeightUpdateKernel weight => (weight.Optimizer, weight.StateDistance),
            BiasUpdateKernel bias => (bias.Optimizer, bias.StateDistance),
            _ => default((FusedRule Optimizer, int StateDistance)?),
        });
        foreach (var (optimizer, stateDistance) in updates.OfType<(FusedRule, int)>().Distinct())
        {
            writer.Line();
            writer.Line($"/// <summary>{optimizer.Name} on one vector of parameters and its state.</summary>");
            writer.Line(FileFrame.Inlining);
            using (writer.Braces($"private static void {MethodName(optimizer)}(ref float weights, nuint offset, {target.Type} gradient, in {optimizer.TypeName}.Coefficients optimizer)"))
            {
                string State(int index) => $"ref weights, offset + {Literals.Number((index + 1L) * stateDistance)}";
                var states = optimizer.Facts.States;
                writer.Line($"{target.Type} weight = {target.Class}.LoadUnsafe(ref weights, offset);");
                for (int i = 0; i < states.Count; i++)
                    writer.Line($"{target.Type} state{i} = {target.Class}.LoadUnsafe({State(i)});");
                string references = string.Concat(states.Select((_, i) => $", ref state{i}"));
                writer.Line($"{optimizer.TypeName}.Update(ref weight, gradient{references}, in optimizer);");
                writer.Line($"{target.Class}.StoreUnsafe(weight, ref weights, offset);");
                for (int i = 0; i < states.Count; i++)
                    writer.Line($"{target.Class}.StoreUnsafe(state{i}, {State(i)});");
            }
        }
    }

    private static string MethodName(FusedRule optimizer) => "Apply" + optimizer.Name;
}
