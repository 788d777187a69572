using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints gradient rules and optimizer behind a gradient, in registers or stored: load the weights and their state, apply the rules, store.</summary>
internal static class UpdateEpilogue
{
    /// <summary>Writes the update of a tile's weights, a call for each vector of them.</summary>
    public static void Emit(SourceWriter writer, VectorTarget target, MicroKernelWriter micro, Tile tile, UpdateChain chain, Extent stride)
    {
        writer.Line($"// {chain.InWords}, on the gradient in the registers.");
        if (MicroKernelWriter.EpilogueFitsRegisters(tile, chain.Cost))
        {
            micro.ForEach(stride, (sum, offset) => writer.Line(Call(chain, offset.IsConstant ? offset.ToString() : $"(nuint)({offset})", sum)));
            return;
        }

        int width = tile.Vectors * target.Lanes;
        micro.ForEach(width, (sum, offset) => writer.Line(target.Store(sum, "tile", offset)));
        using (writer.Braces($"for (int row = 0; row < {Literals.Number(tile.Rows)}; row++)"))
        using (writer.Braces($"for (int lane = 0; lane < {Literals.Number(width)}; lane += {Literals.Number(target.Lanes)})"))
            writer.Line(Call(chain, $"(nuint)((row * {stride}) + lane)", target.Load("tile", $"(row * {Literals.Number(width)}) + lane")));
    }

    /// <summary>The update of one vector of parameters; without an optimizer the rules' gradient goes back to where gradients are stored.</summary>
    public static string Call(UpdateChain chain, string offset, string gradient)
    {
        string stored = chain.Optimizer is null ? "ref gradients, " : "";
        return $"{MethodName(chain)}(ref weights, {stored}{offset}, {gradient}{chain.CoefficientArguments()});";
    }

    /// <summary>Writes the update of one vector of parameters, once for each chain of rules among the kernels; it is inlined into all of them.</summary>
    public static void EmitMethods(SourceWriter writer, VectorTarget target, IEnumerable<Kernel> kernels)
    {
        IEnumerable<UpdateEnd> updates = kernels.Select(static kernel => kernel switch
        {
            WeightGradientKernel weight => weight.End,
            BiasGradientKernel bias => bias.End,
            StoredUpdateKernel stored => stored.End,
            _ => null,
        }).OfType<UpdateEnd>();
        foreach (UpdateEnd end in updates.Distinct())
        {
            writer.Line();
            EmitMethod(writer, target, end.Chain, end.StateDistance);
        }
    }

    /// <summary>Prints a pass over weights and their stored gradients, element by element; padding takes part, for rows are whole vectors, and reaches nothing.</summary>
    public static void EmitStored(SourceWriter writer, VectorTarget target, KernelMethod method, StoredUpdateKernel kernel)
    {
        writer.Line(MicroKernelWriter.Attribute);
        string update = Call(kernel.End.Chain, "(nuint)offset", target.Load("gradients", "offset") + (kernel.Scales ? " * gradientScale" : ""));
        using (writer.Braces(method.Header()))
        {
            if (kernel.Rows is not var (width, stride))
            {
                writer.Line($"for (int offset = first; offset < end; offset += {Literals.Number(target.Lanes)})");
                writer.Line("    " + update);
                return;
            }

            using (writer.Braces("for (int row = first; row < end; row++)"))
            {
                writer.Line("// Behind the gradient of a row stands whether it was read.");
                writer.Line($"int start = row * {Literals.Number(stride)};");
                writer.Line($"if (clr::Unsafe.Add(ref gradients, start + {Literals.Number(width)}) == 0f)");
                writer.Line("    continue;");
                writer.Line($"for (int offset = start; offset < start + {Literals.Number(stride)}; offset += {Literals.Number(target.Lanes)})");
                writer.Line("    " + update);
                if (kernel.End.Chain.Optimizer is null)
                    writer.Line($"clr::Unsafe.Add(ref gradients, start + {Literals.Number(width)}) = 1f;");
            }
        }
    }

    /// <summary>Writes the update of one vector of parameters.</summary>
    public static void EmitMethod(SourceWriter writer, VectorTarget target, UpdateChain chain, int stateDistance)
    {
        writer.Line($"/// <summary>{chain.InWords}, on one vector of parameters{(chain.Optimizer is null ? "" : " and its state")}.</summary>");
        writer.Line(FileFrame.Inlining);
        string stored = chain.Optimizer is null ? "ref float gradients, " : "";
        using (writer.Braces($"private static void {MethodName(chain)}(ref float weights, {stored}nuint offset, {target.Type} gradient{chain.CoefficientParameters()})"))
        {
            string State(int index) => $"ref weights, offset + {Literals.Number((index + 1L) * stateDistance)}";
            var states = chain.States;
            writer.Line($"{target.Type} weight = {target.Class}.LoadUnsafe(ref weights, offset);");
            for (int i = 0; i < states.Count; i++)
                writer.Line($"{target.Type} state{i} = {target.Class}.LoadUnsafe({State(i)});");
            for (int i = 0; i < chain.Rules.Count; i++)
                writer.Line($"{chain.Rules[i].TypeName}.Apply(ref weight, ref gradient, in {UpdateChain.RuleName(i)});");
            string references = string.Concat(states.Select((_, i) => $", ref state{i}"));
            writer.Line(chain.Optimizer is { } optimizer
                ? $"{optimizer.TypeName}.Update(ref weight, gradient{references}, in optimizer);"
                : $"{target.Class}.StoreUnsafe(gradient, ref gradients, offset);");
            writer.Line($"{target.Class}.StoreUnsafe(weight, ref weights, offset);");
            for (int i = 0; i < states.Count; i++)
                writer.Line($"{target.Class}.StoreUnsafe(state{i}, {State(i)});");
        }
    }

    private static string MethodName(UpdateChain chain) => "Apply" + chain.Name;
}
