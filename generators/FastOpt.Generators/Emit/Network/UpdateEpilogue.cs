using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints the optimizer behind a gradient that stands in registers: load the weights and their state, apply the rule, store.</summary>
internal static class UpdateEpilogue
{
    public static void Emit(SourceWriter writer, VectorTarget target, MicroKernelWriter micro, Tile tile, FusedRule optimizer, int stride, int stateDistance)
    {
        writer.Line($"// {optimizer.Name}, on the gradient in the registers.");
        if (MicroKernelWriter.EpilogueFitsRegisters(tile, optimizer.Facts.Cost))
        {
            micro.ForEach(stride, (sum, offset) => Apply(writer, target, optimizer, sum, offset: Literals.Number(offset), state => Literals.Number(offset + ((state + 1L) * stateDistance)), isConstant: true));
            return;
        }

        int width = tile.Vectors * target.Lanes;
        micro.ForEach(width, (sum, offset) => writer.Line(target.Store(sum, "tile", offset)));
        using (writer.Braces($"for (int row = 0; row < {Literals.Number(tile.Rows)}; row++)"))
        using (writer.Braces($"for (int lane = 0; lane < {Literals.Number(width)}; lane += {Literals.Number(target.Lanes)})"))
        {
            writer.Line($"int offset = (row * {Literals.Number(stride)}) + lane;");
            string gradient = target.Load("tile", $"(row * {Literals.Number(width)}) + lane");
            Apply(writer, target, optimizer, gradient, "offset", state => $"offset + {Literals.Number((state + 1L) * stateDistance)}", isConstant: false);
        }
    }

    private static void Apply(SourceWriter writer, VectorTarget target, FusedRule optimizer, string gradient, string offset, Func<int, string> stateOffset, bool isConstant)
    {
        string Load(string at) => isConstant ? $"{target.Class}.LoadUnsafe(ref weights, {at})" : target.Load("weights", at);
        string Store(string value, string at) => isConstant ? $"{value}.StoreUnsafe(ref weights, {at});" : target.Store(value, "weights", at);
        using (writer.Braces())
        {
            var states = optimizer.Facts.States;
            writer.Line($"{target.Type} weight = {Load(offset)};");
            for (int i = 0; i < states.Count; i++)
                writer.Line($"{target.Type} state{i} = {Load(stateOffset(i))};");
            string references = string.Concat(states.Select((_, i) => $", ref state{i}"));
            writer.Line($"{optimizer.TypeName}.Update(ref weight, {gradient}{references}, in optimizer);");
            writer.Line(Store("weight", offset));
            for (int i = 0; i < states.Count; i++)
                writer.Line(Store($"state{i}", stateOffset(i)));
        }
    }
}
