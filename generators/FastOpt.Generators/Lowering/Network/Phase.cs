using FastOpt.Generators.Collections;
using FastOpt.Generators.Lowering.Network.Kernels;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>A kernel under the name by which it is emitted.</summary>
internal sealed record KernelMethod(string Name, Kernel Kernel);

/// <summary>A parameter of a kernel and what is bound to it.</summary>
internal sealed record Binding(KernelParameter Parameter, Operand Operand);

/// <summary>One line of a compiled step: a kernel and what it works on.</summary>
/// <param name="Kernel">The kernel's method.</param>
/// <param name="Bindings">What it is called with, in the order of its parameters.</param>
/// <param name="Comment">The line in mathematics.</param>
internal sealed record Phase(KernelMethod Kernel, EquatableArray<Binding> Bindings, string Comment)
{
    /// <summary>The calls of the kernel, one for each block of columns in which the weight stands.</summary>
    public int Blocks { get; init; } = 1;

    /// <summary>What the kernel is called with.</summary>
    public IEnumerable<Operand> Arguments => Bindings.Select(static binding => binding.Operand);

    /// <summary>Whether threads share the phase by columns of what it makes, not by rows of the batch.</summary>
    public bool IsByColumns => Arguments.Any(static operand => operand is Operand.RowsOfBlock or Operand.Share);

    /// <summary>The values of the batch that it makes.</summary>
    public IEnumerable<FixedSlot> Made =>
        from binding in Bindings
        where binding is { Parameter.Access: Access.Writes or Access.Both, Operand: Operand.Whole }
        select ((Operand.Whole)binding.Operand).Slot;

    /// <summary>The rows of the batch that it reads or writes.</summary>
    public IEnumerable<BatchSlot> Rows => RowBindings.Select(static item => item.Slot);

    /// <summary>The same, and what it does with them.</summary>
    public IEnumerable<(BatchSlot Slot, Access Access)> RowBindings =>
        from binding in Bindings
        let entire = binding.Operand is Operand.OfBlock { Entire: var whole } ? whole : binding.Operand
        where entire is Operand.Rows
        select (((Operand.Rows)entire).Slot, binding.Parameter.Access);
}
