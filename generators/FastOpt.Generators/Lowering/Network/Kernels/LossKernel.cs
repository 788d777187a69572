using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Kernels;

/// <summary>A loss and its gradient, one pass per row, taken through the last layer's activation.</summary>
/// <param name="Outputs">Columns, without padding.</param>
/// <param name="Stride">Of the outputs and of their gradient.</param>
/// <param name="Use">What the loss is taken of.</param>
/// <param name="IsWeighted">Whether each row has a weight.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Activation">The last layer's activation, or null.</param>
internal sealed record LossKernel(int Outputs, int Stride, LossUse Use, bool IsWeighted, FusedRule Loss, FusedRule? Activation) : Kernel
{
    public override bool IsOfAnyWidth => true;

    /// <summary>Labels or values.</summary>
    public TargetKind Target => Use.Target;

    /// <summary>Whether it is the cross-entropy of softmax with labels, each row weighing the same, which works on several rows at once.</summary>
    public bool IsOfPlainLabels => Target == TargetKind.Label && Use.Softmax is { AreAsGiven: true } && !IsWeighted;

    /// <summary>Whether it is another cross-entropy of softmax, for which each row has a target for each class.</summary>
    public bool IsOfSoftTargets => Use.Softmax is not null && !IsOfPlainLabels;

    /// <summary>Whether a padded row of targets is made first.</summary>
    public bool HasTargetRow => NeedsTargetRow(Use, IsWeighted, Outputs);

    /// <summary>Floats of each half of the table of classes.</summary>
    public int ClassStride => RowPadding.RoundUp(Outputs);

    public override string Name => $"Loss_{Outputs}{Suffix(Loss)}{Suffix(Activation)}";

    public override string Formula =>
        $"losses = {Loss.Name}(outputs, targets) of each row{(IsWeighted ? " · weights" : "")}; gradients = {Loss.Name}′ · meanWeight{(IsWeighted ? " · weights" : "")}" +
        (Activation is null ? "" : $" ⊙ {Activation.Name}′");

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("outputs"),
        new("targets", Target == TargetKind.Label ? ParameterKind.Labels : ParameterKind.Floats, Access.Reads),
        .. KernelParameter.Where(HasTargetRow, KernelParameter.Changes("targetRow")),
        KernelParameter.Writes("gradients"),
        .. KernelParameter.Where(Activation is { KeepsInput: true }, KernelParameter.Reads("kept")),
        KernelParameter.Writes("losses"),
        .. KernelParameter.Where(IsOfPlainLabels, KernelParameter.Changes("tile")),
        .. KernelParameter.Where(IsOfSoftTargets, KernelParameter.Reads("classes")),
        .. KernelParameter.Where(IsWeighted, KernelParameter.Reads("weights")),
        new("meanWeight", ParameterKind.Scalar),
        .. KernelParameter.Coefficients("loss", Use.Softmax is null ? Loss : null),
        .. KernelParameter.Coefficients("activation", Activation),
        KernelParameter.Rows,
    ];

    /// <summary>Whether such a kernel makes a padded row of targets: a softmax of those that it is compared with, any other loss where a row of values ends
    /// within a vector.</summary>
    public static bool NeedsTargetRow(LossUse use, bool isWeighted, int outputs) => use.Softmax is null
        ? outputs % RowPadding.Lanes != 0
        : use.Target == TargetKind.Values || isWeighted || !use.Softmax.AreAsGiven;
}
