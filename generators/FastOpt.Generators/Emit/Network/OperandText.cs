using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Spells a phase: its comment, and one call over refs that the method declares first. In every method that runs phases, <c>memory</c> is where the parameters and
/// their states stand, <c>rows</c> the rows of the batch, <c>maxBatch</c> how many they were planned for, <c>first</c> the first row that the method works on, <c>scratch</c> and <c>part</c> the thread's own.
/// </summary>
internal static class OperandText
{
    /// <summary>Declares what the phases work on, then writes them in order.</summary>
    public static void WritePhases(SourceWriter writer, NetworkText text, IReadOnlyList<Phase> phases)
    {
        var declared = new HashSet<string>();
        int biases = 0;
        foreach (Operand operand in phases.SelectMany(phase => phase.Arguments))
        {
            if (Declaration(text, operand) is { } declaration && declared.Add(declaration))
                writer.Line(declaration);
        }

        foreach (Phase phase in phases)
        {
            writer.Line();
            writer.Line("// " + phase.Comment);
            // A bias is too little work to divide: whole biases fall to the threads in turn.
            if (phase.Kernel.Kernel.IsWhole)
                writer.Line($"if (part.Owns({Literals.Number(biases++)}))");
            string indent = phase.Kernel.Kernel.IsWhole ? "    " : "";
            string call = $"{indent}TKernels.{phase.Kernel.Name}({string.Join(", ", phase.Arguments.Select(operand => Argument(text, operand)))});";
            if (phase.Blocks > 1)
                WriteBlocks(writer, phase, call);
            else
                writer.Line(call);
        }
    }

    /// <summary>A call for each block of columns. A thread's piece of the phase has some rows of one: of the batch in forward, of the weight in an update.</summary>
    private static void WriteBlocks(SourceWriter writer, Phase phase, string call)
    {
        string blocks = Literals.Number(phase.Blocks);
        using (writer.Braces($"for (int block = 0; block < {blocks}; block++)"))
        {
            writer.Line($"engine::Part share = part.OfBlock(block, {blocks});");
            if (phase.Arguments.Any(static operand => operand is Operand.RowsOfBlock))
            {
                writer.Line("int row = share.First(batch, BatchGranule);");
                writer.Line("int end = share.End(batch, BatchGranule);");
                writer.Line("if (row == end)");
                writer.Line("    continue;");
            }

            writer.Line(call);
        }
    }

    /// <summary>A parameter's offset as a constant's name: Dense1Weight.</summary>
    public static string ConstantName(ParameterSlot slot) => string.Concat(slot.Name.Split('.').Select(Capitalized));

    /// <summary>The offset of a transposed weight's copy as a constant's name: Dense1WeightForward.</summary>
    public static string ForwardName(ParameterSlot slot) => ConstantName(slot) + "Forward";

    /// <summary>The offset of rows of the batch as a constant's name: Dense1OutputRows.</summary>
    public static string ConstantName(BatchSlot slot) => Capitalized(slot.Name) + "Rows";

    private static string? Declaration(NetworkText text, Operand operand) => operand switch
    {
        Operand.OfBlock { Whole: var whole } => Declaration(text, whole),
        Operand.Parameter { Slot: var slot } => $"ref float {LocalName(slot)} = ref clr::Unsafe.Add(ref memory, {ConstantName(slot)});",
        Operand.ForwardWeight { Slot: var slot } => $"ref float {LocalName(slot)}Forward = ref clr::Unsafe.Add(ref memory, {ForwardName(slot)});",
        Operand.Rows { Slot: var slot } => $"ref float {slot.Name} = ref Rows(ref rows, {ConstantName(slot)}, maxBatch, {RowOffset(slot.Stride)});",
        Operand.RowLosses => "ref float rowLosses = ref Rows(ref rows, RowLosses, maxBatch, first);",
        Operand.Scratch { Kind: var kind } => $"ref float {LocalName(kind)} = ref clr::Unsafe.Add(ref scratch, {kind});",
        Operand.CanonicalGradient { Slot: var slot } => $"ref float {LocalName(slot)}Gradient = ref clr::Unsafe.Add(ref gradients, {Literals.Number(slot.CanonicalOffset)});",
        Operand.ActivationCoefficients { Layer: var layer } =>
            $"{text.Program.Activations[layer]!.TypeName}.Coefficients {ActivationLocal(text, layer)} = {NetworkText.Construct(text.Spec.Layers[layer].Activation!)}.GetCoefficients();",
        Operand.StoredGradient { Slot: var slot } => $"ref float {LocalName(slot)}Gradient = ref clr::Unsafe.Add(ref memory, GradientDistance + {ConstantName(slot)});",
        Operand.GradientRuleCoefficients { Rule: var rule, Group: var group } => text.Update.DeclarationOf(rule, group),
        Operand.LossCoefficients => $"{text.Program.Loss.TypeName}.Coefficients loss = {NetworkText.Construct(text.Spec.Loss)}.GetCoefficients();",
        _ => null,
    };

    private static string Argument(NetworkText text, Operand operand) => operand switch
    {
        Operand.OfBlock { Whole: var whole, Distance: var distance, RowStride: var stride } =>
            $"ref clr::Unsafe.Add({Argument(text, whole)}, {BlockOffset(distance, stride)})",
        Operand.RowsOfBlock => "end - row",
        Operand.Share => "part",
        Operand.Inputs => "ref inputs",
        Operand.Targets => "ref targets",
        Operand.CanonicalGradient { Slot: var slot } => $"ref {LocalName(slot)}Gradient",
        Operand.Parameter { Slot: var slot } => $"ref {LocalName(slot)}",
        Operand.ForwardWeight { Slot: var slot } => $"ref {LocalName(slot)}Forward",
        Operand.Rows { Slot: var slot } => $"ref {slot.Name}",
        Operand.RowLosses => "ref rowLosses",
        Operand.Scratch { Kind: var kind } => $"ref {LocalName(kind)}",
        Operand.ActivationCoefficients { Layer: var layer } => "in " + ActivationLocal(text, layer),
        Operand.LossCoefficients => "in loss",
        Operand.OptimizerCoefficients { Group: var group } => "in " + text.Update.OptimizerOf(group),
        Operand.GradientRuleCoefficients { Rule: var rule, Group: var group } => "in " + text.Update.RuleOf(rule, group),
        Operand.StoredGradient { Slot: var slot } => $"ref {LocalName(slot)}Gradient",
        Operand.Adds => "adds",
        Operand.GradientScale => "gradientScale",
        Operand.FirstFloat { Slot: var slot } => $"part.First({Literals.Number(slot.Rows)}, WeightGranule) * {Literals.Number(slot.Stride)}",
        Operand.EndFloat { Slot: var slot } => $"part.End({Literals.Number(slot.Rows)}, WeightGranule) * {Literals.Number(slot.Stride)}",
        Operand.MeanWeight => "meanWeight",
        Operand.Batch => "batch",
        Operand.Number { Value: var value } => Literals.Number(value),
        Operand.FirstRow { Slot: var slot } => $"{ShareOf(slot)}.First({Literals.Number(slot.Rows)}, TKernels.RowGranule)",
        Operand.EndRow { Slot: var slot } => $"{ShareOf(slot)}.End({Literals.Number(slot.Rows)}, TKernels.RowGranule)",
        _ => throw new InvalidOperationException(operand.ToString()),
    };

    /// <summary>Where a block, or the rows in it that fall to this thread, begins.</summary>
    private static string BlockOffset(int distance, int rowStride)
    {
        string columns = $"block * {Literals.Number(distance)}";
        string rows = $"(nint)row * {Literals.Number(rowStride)}";
        return rowStride == 0 ? columns : distance == 0 ? rows : $"({rows}) + ({columns})";
    }

    private static string ShareOf(ParameterSlot slot) => slot.Blocks > 1 ? "share" : "part";

    private static string RowOffset(int stride) => $"(nint)first * {Literals.Number(stride)}";

    private static string ActivationLocal(NetworkText text, int layer) => text.Spec.Layers[layer].Name + "Activation";

    private static string LocalName(ParameterSlot slot) => Uncapitalized(ConstantName(slot));

    private static string LocalName(ScratchKind kind) => Uncapitalized(kind.ToString());

    private static string Capitalized(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static string Uncapitalized(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
