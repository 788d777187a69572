using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>A tensor that a network keeps, as its table and its state have it.</summary>
/// <param name="Name">"optimizer.momentum.dense1.weight".</param>
/// <param name="Shape">"10, 128".</param>
/// <param name="Role">A member of <c>TensorRole</c>.</param>
/// <param name="Offset">The place of its first scalar among those of its role.</param>
/// <param name="Count">Its scalars.</param>
internal sealed record NetworkTensor(string Name, string Shape, string Role, int Offset, int Count);

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

    /// <summary>All tensors: parameters, buffers, then each state of the optimizer.</summary>
    public static IEnumerable<NetworkTensor> All(NetworkProgram program) =>
    [
        .. Describe(Parameters(program), "Parameter", "", 0),
        .. Describe(Buffers(program), "Buffer", "", 0),
        .. program.Plan.States.SelectMany((state, i) => Describe(Trained(program), "OptimizerState", $"optimizer.{state}.", i * Count(Trained(program)))),
    ];

    /// <summary>Tensors one behind the other.</summary>
    private static IEnumerable<NetworkTensor> Describe(IEnumerable<ParameterSlot> slots, string role, string prefix, int offset)
    {
        foreach (ParameterSlot slot in slots)
        {
            yield return new NetworkTensor(prefix + slot.Name, slot.Spec.Shape.Join(", "), role, offset, slot.Count);
            offset += slot.Count;
        }
    }
}
