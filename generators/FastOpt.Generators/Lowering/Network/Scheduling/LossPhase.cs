using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Layers;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Scheduling;

/// <summary>The phase of the loss.</summary>
internal static class LossPhase
{
    public static Phase Of(Loss loss, RowSource rows)
    {
        PhaseBinder binder = rows.Binder;
        NetworkSpec spec = binder.Spec;
        bool hasLabels = spec.Target == TargetKind.Label;
        FusedRule rule = GraphBuilder.Fuse(spec.Loss);
        FusedRule? activation = loss.Through?.Of.Rule;
        var kernel = new LossKernel(spec.Outputs, rows.Stride(loss.Output), spec.LossUse, spec.HasExampleWeights, rule, activation);
        string name = loss.Output.Name;
        string gradient = kernel.IsOfPlainLabels ? $"softmax({name}) − onehot(label)"
            : kernel.IsOfSoftTargets ? $"softmax({name}) · Σq − q"
            : $"{rule.Name}′({name}, target)";
        return binder.Make(
            kernel,
            $"losses of the rows; {loss.Last.Name} = ({gradient}){(activation is null ? "" : $" ⊙ {activation.Name}′")} · weight in the mean",
            [
                ("outputs", rows.Rows(loss.Output)),
                ("targets", new Operand.Targets(hasLabels)),
                ("targetRow", kernel.HasTargetRow ? new Operand.Scratch(ScratchKind.TargetRow) : null),
                ("gradients", rows.Rows(loss.Last)),
                ("kept", activation is { KeepsInput: true } ? rows.Rows(loss.Through!.Of.X) : null),
                ("losses", new Operand.RowLosses()),
                ("tile", kernel.IsOfPlainLabels ? new Operand.Scratch(ScratchKind.Tile) : null),
                ("classes", kernel.IsOfSoftTargets ? new Operand.Classes() : null),
                ("weights", kernel.IsWeighted ? new Operand.ExampleWeights() : null),
                ("meanWeight", new Operand.MeanWeight()),
                ("loss", spec.LossUse.Softmax is null ? new Operand.LossCoefficients() : null),
                ("activation", activation is null ? null : new Operand.LayerCoefficients(loss.Through!.Of.Layer)),
                ("rows", new Operand.Batch()),
            ]);
    }
}
