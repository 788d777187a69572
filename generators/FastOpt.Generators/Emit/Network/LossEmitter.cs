using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Prints a loss: for each row its value, and the gradient of the batch's mean. Sums across a row run over 16 virtual lanes and one fixed tree, so every
/// width gives the same bits; padded lanes take no part.
/// </summary>
internal sealed class LossEmitter(SourceWriter writer, VectorTarget target, LossKernel kernel)
{
    private const int Block = VectorTarget.VirtualLanes;

    private readonly int _full = kernel.Outputs / Block * Block;
    private readonly int _rest = kernel.Outputs % Block;

    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, LossKernel kernel) =>
        new LossEmitter(writer, target, kernel).EmitMethod(method);

    private void EmitMethod(KernelMethod method)
    {
        writer.Line(MicroKernelWriter.Attribute);
        using (writer.Braces($"public static void {method.Name}({KernelSignature.Parameters(kernel)})"))
        using (writer.Braces("for (int row = 0; row < rows; row++)"))
        {
            writer.Line($"ref float output = ref clr::Unsafe.Add(ref outputs, row * {Literals.Number(kernel.Stride)});");
            writer.Line($"ref float gradient = ref clr::Unsafe.Add(ref gradients, row * {Literals.Number(kernel.Stride)});");
            if (kernel.Activation is { KeepsInput: true })
                writer.Line($"ref float entered = ref clr::Unsafe.Add(ref kept, row * {Literals.Number(kernel.Stride)});");
            if (kernel.Target == TargetKind.Label)
                EmitSoftmaxRow();
            else
                EmitElementwiseRow();
        }
    }

    private void EmitElementwiseRow()
    {
        if (_rest > 0)
        {
            writer.Line($"global::FastOpt.Runtime.MatrixLayout.CopyRow(ref clr::Unsafe.Add(ref targets, row * {Literals.Number(kernel.Outputs)}), ref targetRow, {Literals.Number(kernel.Outputs)});");
            writer.Line("ref float target = ref targetRow;");
        }
        else
        {
            writer.Line($"ref float target = ref clr::Unsafe.Add(ref targets, row * {Literals.Number(kernel.Outputs)});");
        }

        DeclareParts("sum", target.Zero);
        ForEachPart((part, offset, mask) =>
        {
            writer.Line($"{target.Type} value{part} = {kernel.Loss.TypeName}.ApplyWithDerivative({target.Load("output", offset)}, {target.Load("target", offset)}, in loss, out {target.Type} slope{part});");
            string slope = $"slope{part} * {target.Broadcast("meanWeight")}";
            writer.Line(target.Store($"({ThroughActivation(slope, offset)})", "gradient", offset));
            writer.Line($"sum{part} += {(mask is null ? $"value{part}" : $"value{part} & {mask}")};");
        });
        writer.Line($"clr::Unsafe.Add(ref losses, row) = global::FastOpt.Runtime.VirtualLanes.Sum({Parts("sum")});");
    }

    private void EmitSoftmaxRow()
    {
        writer.Line("// Checked at the door; bounded again, for the caller's memory may change meanwhile.");
        writer.Line($"int label = (int)global::System.Math.Min((uint)clr::Unsafe.Add(ref targets, row), {Literals.Number(kernel.Outputs - 1)}u);");
        writer.Line("float labelOutput = clr::Unsafe.Add(ref output, label);");
        writer.Line("// The largest logit, which is subtracted so that no exponential overflows.");
        string lowest = target.Broadcast("float.NegativeInfinity");
        DeclareParts("largest", lowest);
        ForEachPart((part, offset, mask) =>
        {
            string logit = target.Load("output", offset);
            writer.Line($"largest{part} = {target.Max($"largest{part}", mask is null ? logit : target.Select(mask, logit, lowest))};");
        });
        writer.Line($"float largest = global::FastOpt.Runtime.VirtualLanes.Max({Parts("largest")});");

        writer.Line("// exp(z − largest), kept where the gradient goes, and its sum.");
        DeclareParts("sum", target.Zero);
        ForEachPart((part, offset, mask) =>
        {
            string exponential = $"global::FastOpt.VectorMath.Exp({target.Load("output", offset)} - {target.Broadcast("largest")})";
            writer.Line($"{target.Type} exponential{part} = {(mask is null ? exponential : $"{exponential} & {mask}")};");
            writer.Line(target.Store($"exponential{part}", "gradient", offset));
            writer.Line($"sum{part} += exponential{part};");
        });
        writer.Line($"float sum = global::FastOpt.Runtime.VirtualLanes.Sum({Parts("sum")});");

        writer.Line("// (softmax − onehot) · weight in the mean.");
        ForEachPart((part, offset, _) => writer.Line(target.Store($"({target.Load("gradient", offset)} * {target.Broadcast("(meanWeight / sum)")})", "gradient", offset)));
        writer.Line("clr::Unsafe.Add(ref gradient, label) -= meanWeight;");
        if (kernel.Activation is not null)
            ForEachPart((part, offset, _) => writer.Line(target.Store($"({ThroughActivation(target.Load("gradient", offset), offset)})", "gradient", offset)));
        writer.Line("clr::Unsafe.Add(ref losses, row) = global::FastOpt.VectorMath.Log(sum) + (largest - labelOutput);");
    }

    private string ThroughActivation(string slope, string offset)
    {
        if (kernel.Activation is not { } activation)
            return slope;
        string kept = target.Load(activation.KeepsInput ? "entered" : "output", offset);
        return $"{slope} * {activation.TypeName}.Derivative({kept}, in activation)";
    }

    /// <summary>Writes a statement for each vector of the row: a loop over full blocks of 16, then the vectors of the rest, the last of them masked.</summary>
    private void ForEachPart(Action<int, string, string?> body)
    {
        if (_full == Block)
        {
            // In a block of its own, for its names are those of the rest below.
            using (writer.Braces())
            {
                for (int part = 0; part < target.Parts; part++)
                    body(part, Literals.Number(part * target.Lanes), null);
            }
        }
        else if (_full > 0)
        {
            using (writer.Braces($"for (int column = 0; column < {Literals.Number(_full)}; column += {Literals.Number(Block)})"))
            {
                for (int part = 0; part < target.Parts; part++)
                    body(part, part == 0 ? "column" : $"column + {Literals.Number(part * target.Lanes)}", null);
            }
        }

        if (_rest == 0)
            return;
        using (writer.Braces())
        {
            for (int part = 0; part < target.Parts && part * target.Lanes < _rest; part++)
            {
                int lanes = _rest - (part * target.Lanes);
                body(part, Literals.Number(_full + (part * target.Lanes)), lanes < target.Lanes ? target.FirstLanes(lanes) : null);
            }
        }
    }

    private void DeclareParts(string name, string value)
    {
        for (int part = 0; part < target.Parts; part++)
            writer.Line($"{target.Type} {name}{part} = {value};");
    }

    private string Parts(string name) => string.Join(", ", Enumerable.Range(0, target.Parts).Select(part => name + Literals.Number(part)));
}
