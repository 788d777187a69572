using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>
/// Prints a loss: for each row its value, and the gradient of the batch's mean. Sums across a row run over 16 virtual lanes and one fixed tree, so every
/// width gives the same bits; padded lanes take no part.
/// </summary>
internal static class LossEmitter
{
    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, LossKernel kernel)
    {
        writer.Line(KernelText.Attribute);
        using (writer.Braces(method.Header()))
        {
            if (kernel.IsOfPlainLabels)
                new SoftmaxEmitter(writer, target, kernel).EmitRows();
            else if (kernel.IsOfSoftTargets)
                new SoftTargetsEmitter(writer, target, kernel).EmitRows();
            else
                EmitElementwise(writer, target, kernel);
        }
    }

    /// <summary>The refs of a row: <c>output</c>, <c>gradient</c> and, where the activation keeps its input, <c>entered</c>.</summary>
    public static void DeclareRow(SourceWriter writer, LossKernel kernel)
    {
        string offset = $"row * {Literals.Number(kernel.Stride)}";
        writer.Line($"ref float output = ref clr::Unsafe.Add(ref outputs, {offset});");
        writer.Line($"ref float gradient = ref clr::Unsafe.Add(ref gradients, {offset});");
        if (kernel.Activation is { KeepsInput: true })
            writer.Line($"ref float entered = ref clr::Unsafe.Add(ref kept, {offset});");
    }

    /// <summary>A slope at the row's outputs, taken through the last layer's activation.</summary>
    public static string ThroughActivation(VectorTarget target, LossKernel kernel, string slope, string offset)
    {
        if (kernel.Activation is not { } activation)
            return slope;
        string kept = target.Load(activation.KeepsInput ? "entered" : "output", offset);
        return $"{slope} * {activation.TypeName}.Derivative({kept}, in activation)";
    }

    private static void EmitElementwise(SourceWriter writer, VectorTarget target, LossKernel kernel)
    {
        var parts = new RowParts(writer, target, kernel.Outputs, VectorTarget.VirtualLanes);
        using (writer.Braces("for (int row = 0; row < rows; row++)"))
        {
            DeclareRow(writer, kernel);
            if (kernel.IsWeighted)
                writer.Line("float weight = clr::Unsafe.Add(ref weights, row) * meanWeight;");
            if (kernel.HasTargetRow)
            {
                writer.Line($"engine::MatrixLayout.CopyRow(ref clr::Unsafe.Add(ref targets, row * {Literals.Number(kernel.Outputs)}), ref targetRow, {Literals.Number(kernel.Outputs)});");
                writer.Line("ref float target = ref targetRow;");
            }
            else
            {
                writer.Line($"ref float target = ref clr::Unsafe.Add(ref targets, row * {Literals.Number(kernel.Outputs)});");
            }

            parts.Declare("sum", target.Zero);
            parts.ForEach((part, offset, mask) =>
            {
                writer.Line($"{target.Type} value{part} = {kernel.Loss.TypeName}.ApplyWithDerivative({target.Load("output", offset)}, {target.Load("target", offset)}, in loss, out {target.Type} slope{part});");
                string slope = $"slope{part} * {target.Broadcast(kernel.IsWeighted ? "weight" : "meanWeight")}";
                writer.Line(target.Store($"({ThroughActivation(target, kernel, slope, offset)})", "gradient", offset));
                writer.Line($"sum{part} += {(mask is null ? $"value{part}" : $"value{part} & {mask}")};");
            });
            writer.Line($"clr::Unsafe.Add(ref losses, row) = engine::VirtualLanes.Sum({parts.List("sum")}){(kernel.IsWeighted ? " * clr::Unsafe.Add(ref weights, row)" : "")};");
        }
    }
}
