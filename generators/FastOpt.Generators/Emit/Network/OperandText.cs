using FastOpt.Generators.Lowering.Network;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Spells the arguments of a phase. In every method that runs phases, <c>memory</c> is the buffer and <c>maxBatch</c> the rows it was planned for.</summary>
internal static class OperandText
{
    public static string Call(NetworkProgram program, Phase phase) =>
        $"TKernels.{phase.Kernel.Name}({string.Join(", ", phase.Arguments.Select(operand => Spell(program, operand)))}); // {phase.Comment}";

    /// <summary>"weight of dense1" as a constant's name: Dense1Weight.</summary>
    public static string ConstantName(ParameterSlot slot) => string.Concat(slot.Name.Split('.').Select(Capitalized));

    /// <summary>"dense1Output" as a constant's name: Dense1OutputOffset.</summary>
    public static string ConstantName(BatchSlot slot) => Capitalized(slot.Name) + "Rows";

    /// <summary>The local that holds an activation's coefficients.</summary>
    public static string ActivationLocal(NetworkProgram program, int layer) => program.Spec.Layers[layer].Name + "Activation";

    /// <summary>Rows of the batch in the buffer.</summary>
    public static string Rows(BatchSlot slot) => $"ref Rows(ref memory, {ConstantName(slot)}, maxBatch)";

    private static string Spell(NetworkProgram program, Operand operand) => operand switch
    {
        Operand.Inputs => "ref inputs",
        Operand.Targets => "ref targets",
        Operand.CanonicalGradient gradient => $"ref Unsafe.Add(ref gradients, {Literals.Number(gradient.Slot.CanonicalOffset)})",
        Operand.Parameter parameter => $"ref Unsafe.Add(ref memory, {ConstantName(parameter.Slot)})",
        Operand.Rows rows => Rows(rows.Slot),
        Operand.RowLosses => "ref Rows(ref memory, RowLosses, maxBatch)",
        Operand.Scratch scratch => $"ref Unsafe.Add(ref memory, {scratch.Kind})",
        Operand.ActivationCoefficients activation => "in " + ActivationLocal(program, activation.Layer),
        Operand.LossCoefficients => "in loss",
        Operand.OptimizerCoefficients => "in optimizer",
        Operand.MeanWeight => "meanWeight",
        Operand.Batch => "batch",
        _ => throw new InvalidOperationException(operand.ToString()),
    };

    private static string Capitalized(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
