using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints gradient rules and optimizer behind a gradient: load the weights and their state, apply the rules, store.</summary>
internal static class UpdateEpilogue
{
    /// <summary>The chain on a tile of gradients that stands in registers.</summary>
    public static void Emit(SourceWriter writer, VectorTarget target, MicroKernelWriter micro, Tile tile, UpdateChain chain, int stride, int stateDistance)
    {
        writer.Line($"// {string.Join(", then ", chain.Rules.Concat([chain.Optimizer!]).Select(static rule => rule.Name))}, on the gradient in the registers.");
        if (MicroKernelWriter.EpilogueFitsRegisters(tile, chain.Cost))
        {
            micro.ForEach(stride, (sum, offset) => Apply(writer, target, chain, sum, offset: Literals.Number(offset), state => Literals.Number(offset + ((state + 1L) * stateDistance)), isConstant: true));
            return;
        }

        int width = tile.Vectors * target.Lanes;
        micro.ForEach(width, (sum, offset) => writer.Line(target.Store(sum, "tile", offset)));
        using (writer.Braces($"for (int row = 0; row < {Literals.Number(tile.Rows)}; row++)"))
        using (writer.Braces($"for (int lane = 0; lane < {Literals.Number(width)}; lane += {Literals.Number(target.Lanes)})"))
        {
            writer.Line($"int offset = (row * {Literals.Number(stride)}) + lane;");
            string gradient = target.Load("tile", $"(row * {Literals.Number(width)}) + lane");
            Apply(writer, target, chain, gradient, "offset", state => $"offset + {Literals.Number((state + 1L) * stateDistance)}", isConstant: false);
        }
    }

    /// <summary>The chain on one vector of stored gradients; without an optimizer the gradients are stored again.</summary>
    public static void EmitStored(SourceWriter writer, VectorTarget target, StoredUpdateKernel kernel)
    {
        string gradient = target.Load("gradients", "offset") + (kernel.Scales ? " * gradientScale" : "");
        Apply(writer, target, kernel.Chain, gradient, "offset", state => $"offset + {Literals.Number((state + 1L) * kernel.StateDistance)}", isConstant: false);
    }

    private static void Apply(SourceWriter writer, VectorTarget target, UpdateChain chain, string gradient, string offset, Func<int, string> stateOffset, bool isConstant)
    {
        string Load(string at) => isConstant ? $"{target.Class}.LoadUnsafe(ref weights, {at})" : target.Load("weights", at);
        string Store(string value, string at) => isConstant ? $"{value}.StoreUnsafe(ref weights, {at});" : target.Store(value, "weights", at);
        using (writer.Braces())
        {
            var states = chain.States;
            writer.Line($"{target.Type} weight = {Load(offset)};");
            for (int i = 0; i < states.Count; i++)
                writer.Line($"{target.Type} state{i} = {Load(stateOffset(i))};");
            if (chain.Rules.Count > 0 || chain.Optimizer is null)
            {
                writer.Line($"{target.Type} slope = {gradient};");
                gradient = "slope";
            }

            for (int i = 0; i < chain.Rules.Count; i++)
                writer.Line($"{chain.Rules[i].TypeName}.Apply(ref weight, ref slope, in {KernelSignature.RuleName(i)});");
            string references = string.Concat(states.Select((_, i) => $", ref state{i}"));
            if (chain.Optimizer is { } optimizer)
                writer.Line($"{optimizer.TypeName}.Update(ref weight, {gradient}{references}, in optimizer);");
            else
                writer.Line(target.Store(gradient, "gradients", offset));
            writer.Line(Store("weight", offset));
            for (int i = 0; i < states.Count; i++)
                writer.Line(Store($"state{i}", stateOffset(i)));
        }
    }
}
