using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Kernels;

/// <summary>A loss and its gradient, one pass per row, taken through the last layer's activation.</summary>
/// <param name="Outputs">Columns, without padding.</param>
/// <param name="Stride">Of the outputs and of their gradient.</param>
/// <param name="Target">Labels or values.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Activation">The last layer's activation, or null.</param>
internal sealed record LossKernel(int Outputs, int Stride, TargetKind Target, FusedRule Loss, FusedRule? Activation) : Kernel
{
    /// <summary>Whether targets are copied into a padded row first.</summary>
    public bool CopiesTargets => Target == TargetKind.Values && Outputs % RowPadding.Lanes != 0;

    public override string Name => $"Loss_{Outputs}{Suffix(Loss)}{Suffix(Activation)}";

    public override string Formula =>
        $"losses = {Loss.Name}(outputs, targets) of each row; gradients = {Loss.Name}′ · meanWeight{(Activation is null ? "" : $" ⊙ {Activation.Name}′")}";

    protected override IEnumerable<KernelParameter> Own =>
    [
        KernelParameter.Reads("outputs"),
        new("targets", Target == TargetKind.Label ? ParameterKind.Labels : ParameterKind.Floats, Access.Reads),
        .. KernelParameter.Where(CopiesTargets, KernelParameter.Changes("targetRow")),
        KernelParameter.Writes("gradients"),
        .. KernelParameter.Where(Activation is { KeepsInput: true }, KernelParameter.Reads("kept")),
        KernelParameter.Writes("losses"),
        .. KernelParameter.Where(Target == TargetKind.Label, KernelParameter.Changes("tile")),
        new("meanWeight", ParameterKind.Scalar),
        .. KernelParameter.Coefficients("loss", Target == TargetKind.Values ? Loss : null),
        .. KernelParameter.Coefficients("activation", Activation),
        KernelParameter.Rows,
    ];
}
