using FastOpt.Generators.Emit.Kernels;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Spells a phase: its comment, and one call over places of the step's <c>frame</c>, which every method that runs phases takes; <c>part</c> is the thread's
/// own share, where the
/// method has one. The coefficients of rules are declared first.
/// </summary>
internal static class OperandText
{
    /// <summary>Declares what the phases compute with, then writes them in order.</summary>
    /// <param name="writer">Takes them.</param>
    /// <param name="text">The network.</param>
    /// <param name="phases">The phases.</param>
    /// <param name="sums">Where a distributed network's sums stand that the phases make of one granule; others go to the buffer's own.</param>
    public static void WritePhases(SourceWriter writer, NetworkText text, IReadOnlyList<Phase> phases, GranuleOperands? sums = null)
    {
        var declared = new HashSet<string>();
        int wholes = 0;
        foreach (Operand operand in phases.SelectMany(static phase => phase.Arguments))
        {
            if (Declaration(text, operand) is { } declaration && declared.Add(declaration))
                writer.Line(declaration);
        }

        writer.Line();
        foreach (Phase phase in phases)
        {
            writer.Line("// " + phase.Comment);
            // A bias is too little work to divide: whole biases fall to the threads in turn.
            if (phase.Kernel.Kernel.IsWhole)
                writer.Line($"if (part.Owns({Literals.Number(wholes++)}))");
            string indent = phase.Kernel.Kernel.IsWhole ? "    " : "";
            string call = indent + Call(text, phase, operand => Argument(text, sums, operand));
            if (phase.Blocks > 1)
                WriteBlocks(writer, phase, call);
            else
                writer.Line(call);
        }
    }

    private static string Call(NetworkText text, Phase phase, Func<Operand, string> argument) => text.StatementOf(phase.Kernel) is { } statement
        ? KernelCall.Bind(statement, phase.Bindings.ToDictionary(static binding => binding.Parameter.Name, binding => argument(binding.Operand)))
        : $"{phase.Kernel.Name}({string.Join(", ", phase.Arguments.Select(argument))});";

    /// <summary>A call for each block of columns. A thread's piece of the phase has some rows of one: of the batch in forward, of the weight in an update.</summary>
    private static void WriteBlocks(SourceWriter writer, Phase phase, string call)
    {
        string blocks = Literals.Number(phase.Blocks);
        using (writer.Braces($"for (int block = 0; block < {blocks}; block++)"))
        {
            writer.Line($"engine::Part share = part.OfBlock(block, {blocks});");
            if (phase.Arguments.Any(static operand => operand is Operand.RowsOfBlock))
            {
                writer.Line("int row = share.First(frame.Count, BatchGranule);");
                writer.Line("int end = share.End(frame.Count, BatchGranule);");
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

    /// <summary>The offset of filters that predictors keep laid out as a constant's name: Conv1LaidOut.</summary>
    public static string ConstantName(LaidOutSlot slot) => Capitalized(slot.Weight.Name.Split('.')[0]) + "LaidOut";

    /// <summary>The offset of a gradient's sums over sections as a constant's name: Conv1WeightSums.</summary>
    public static string ConstantName(SectionSlot slot) => string.Concat(slot.Tensor.Name.Split('.').Select(Capitalized)) + "Sums";

    /// <summary>The offset of rows of the batch as a constant's name: Dense1OutputRows.</summary>
    public static string ConstantName(BatchSlot slot) => slot.Program + Capitalized(slot.Name) + "Rows";

    /// <summary>The offset of a value of the batch as a constant's name: Batchnorm1StatisticsOffset.</summary>
    public static string ConstantName(FixedSlot slot) => Capitalized(slot.Name) + "Offset";

    private static string? Declaration(NetworkText text, Operand operand) => operand switch
    {
        Operand.Classes => $"ref float classes = ref {EngineEmitter.Reference("Classes")};",
        Operand.GradientRuleCoefficients { Rule: var rule, Group: var group } => text.Update.DeclarationOf(rule, group),
        _ => null,
    };

    private static string Argument(NetworkText text, GranuleOperands? sums, Operand operand) => sums?.Argument(operand) ?? operand switch
    {
        Operand.OfBlock { Entire: var entire, Distance: var distance, RowStride: var stride } =>
            $"ref clr::Unsafe.Add({Argument(text, sums, entire)}, {BlockOffset(distance, stride)})",
        Operand.RowsOfBlock => "end - row",
        Operand.Share => "part",
        Operand.Inputs => "ref frame.Inputs",
        Operand.Targets { AreLabels: var areLabels } => areLabels ? "ref frame.Labels" : "ref frame.Targets",
        Operand.CanonicalGradient { Slot.CanonicalOffset: 0 } => "ref gradients",
        Operand.CanonicalGradient { Slot: var slot } => $"ref clr::Unsafe.Add(ref gradients, {Literals.Number(slot.CanonicalOffset)})",
        Operand.Parameter { Slot: var slot } => At(ConstantName(slot)),
        Operand.ForwardWeight { Slot: var slot } => At(ForwardName(slot)),
        Operand.Rows { Slot: var slot } => $"ref frame.RowsOf({ConstantName(slot)}, {Literals.Number(slot.Stride)})",
        Operand.Whole { Slot: var slot, Part: var part } => At(ConstantName(slot) + Plus(part)),
        Operand.InputGradients => "ref inputGradients",
        Operand.RowLosses => "ref frame.RowsOf(RowLosses, 1)",
        Operand.Classes => "ref classes",
        Operand.ExampleWeights => "ref frame.Weights",
        Operand.Scratch { Region: var region } => $"ref frame.ScratchAt({region})",
        Operand.LaidOut { Slot: var slot } => $"ref frame.LaidOutAt({ConstantName(slot)})",
        Operand.LayerCoefficients { Layer: var layer } => NetworkText.Construct(text.RuleOf(layer)) + ".GetCoefficients()",
        Operand.LossCoefficients => NetworkText.Construct(text.Spec.Loss) + ".GetCoefficients()",
        Operand.OptimizerCoefficients { Group: var group } => "in " + text.Update.OptimizerOf(group),
        Operand.GradientRuleCoefficients { Rule: var rule, Group: var group } => "in " + text.Update.RuleOf(rule, group),
        Operand.StoredGradient { Slot: var slot } => At("GradientDistance + " + ConstantName(slot)),
        Operand.SectionSums { Slot: var slot } => At(ConstantName(slot)),
        Operand.EntireBatch => "frame.Batch",
        Operand.Direction { Slot: var slot } => At("DirectionOffset + " + ConstantName(slot)),
        Operand.ForwardDirection { Slot: var slot } => At("DirectionOffset + " + ForwardName(slot)),
        Operand.GradientTangent { Slot: var slot } => At("GradientTangentOffset + " + ConstantName(slot)),
        Operand.AddedOne => "1",
        Operand.Added => "added",
        Operand.Key => "frame.Key",
        Operand.First => "frame.First",
        Operand.Momentum { Layer: var layer } => text.Momentum(layer),
        Operand.FirstColumn { Slot: var slot } => $"part.First({Literals.Number(slot.Columns)}, {Literals.Number(RowPadding.Lanes)})",
        Operand.EndColumn { Slot: var slot } => $"part.End({Literals.Number(slot.Columns)}, {Literals.Number(RowPadding.Lanes)})",
        Operand.GradientScale => "gradientScale",
        Operand.FirstFloat { Slot: var slot } => ShareOfFloats("part.First", slot),
        Operand.EndFloat { Slot: var slot } => ShareOfFloats("part.End", slot),
        Operand.MeanWeight => "frame.MeanWeight",
        Operand.Batch => "frame.Count",
        Operand.Number { Value: var value } => Literals.Number(value),
        Operand.FirstRow { Slot: var slot } => $"{ShareOf(slot)}.First({Literals.Number(slot.Rows)}, RowGranule)",
        Operand.EndRow { Slot: var slot } => $"{ShareOf(slot)}.End({Literals.Number(slot.Rows)}, RowGranule)",
        _ => throw new InvalidOperationException(operand.ToString()),
    };

    /// <summary>Where a share of a tensor's floats begins or ends: at a granule of rows, or of the only row's columns.</summary>
    private static string ShareOfFloats(string boundary, ParameterSlot slot) => slot.Rows == 1
        ? $"{boundary}({Literals.Number(slot.Stride)}, {Literals.Number(RowPadding.Lanes)})"
        : $"{boundary}({Literals.Number(slot.Rows)}, WeightGranule) * {Literals.Number(slot.Stride)}";

    private static string At(string offset) => $"ref frame.At({offset})";

    /// <summary>" + 32", or nothing.</summary>
    public static string Plus(int offset) => offset == 0 ? "" : " + " + Literals.Number(offset);

    /// <summary>Where a block, or the rows in it that fall to this thread, begins.</summary>
    private static string BlockOffset(int distance, int rowStride)
    {
        string columns = $"block * {Literals.Number(distance)}";
        string rows = $"(nint)row * {Literals.Number(rowStride)}";
        return rowStride == 0 ? columns : distance == 0 ? rows : $"({rows}) + ({columns})";
    }

    private static string ShareOf(ParameterSlot slot) => slot.Blocks > 1 ? "share" : "part";

    private static string Capitalized(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
