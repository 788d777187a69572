using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Which tensors a network keeps: the one list behind its tables, its state and its copies.</summary>
internal static class NetworkTensors
{
    /// <summary>What the gradient changes, and what frozen layers keep, in canonical order.</summary>
    public static IReadOnlyList<ParameterSlot> Parameters(NetworkProgram program) => program.Plan.Parameters;

    /// <summary>What is kept of examples without a gradient, in canonical order: running statistics.</summary>
    public static IReadOnlyList<ParameterSlot> Buffers(NetworkProgram program) => program.Plan.Buffers;

    /// <summary>The parameters for which the optimizer has states and gradients are stored.</summary>
    public static IReadOnlyList<ParameterSlot> Trained(NetworkProgram program) => [.. Parameters(program).Where(static slot => !slot.IsFrozen)];

    public static int Count(IEnumerable<ParameterSlot> slots) => slots.Sum(static slot => slot.Count);
}
