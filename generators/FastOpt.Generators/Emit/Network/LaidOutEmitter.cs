using FastOpt.Generators.Emit.Kernels;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints how a predictor's copy of the weights keeps filters as convolutions read them, so that a prediction need not lay them out.</summary>
internal static class LaidOutEmitter
{
    /// <summary>Whether there are filters.</summary>
    public static bool Applies(NetworkText text) => text.Program.Plan.LaidOut.Count > 0;

    /// <summary>What a copy is constructed with: floats of the parameters, and of what stands behind them.</summary>
    public static string Sizes(NetworkText text) =>
        Applies(text) ? $"ParameterFloats, {Literals.Number(text.Program.Plan.LaidOutFloats)}" : "ParameterFloats";

    public static void Emit(SourceWriter writer, NetworkText text)
    {
        if (!Applies(text))
            return;
        writer.Line();
        using (writer.Braces($"private sealed class LaidOutWeights() : engine::PublishedWeights({Sizes(text)})"))
            writer.Line("protected override void Prepare(ref float memory) => LayOut(ref memory);");
        writer.Line();
        writer.Line("/// <summary>Lays out the filters of a copy of the weights, behind it.</summary>");
        using (writer.Braces("private static void LayOut(ref float memory)"))
        {
            foreach (LaidOutSlot slot in text.Program.Plan.LaidOut)
            {
                string bias = slot.Bias is null ? RuntimeCall.None : Place(Constant(text, slot.Bias));
                writer.Line("engine::Convolution.LayOut(");
                writer.Line($"    {Place(Constant(text, slot.Weight))},");
                writer.Line($"    {bias},");
                writer.Line($"    {Place($"ParameterFloats + {OperandText.ConstantName(slot)}")},");
                writer.Line($"    {WindowEmitter.Text(slot.Window)});");
            }
        }
    }

    private static string Constant(NetworkText text, ParameterSpec tensor) =>
        OperandText.ConstantName(text.Program.Plan.Parameters.Single(slot => slot.Spec == tensor));

    private static string Place(string offset) => $"ref clr::Unsafe.Add(ref memory, {offset})";
}
