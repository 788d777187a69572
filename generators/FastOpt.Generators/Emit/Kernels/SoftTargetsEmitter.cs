using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>
/// Prints the cross-entropy of softmax with targets q for each class, <c>qⱼ = wⱼ·((1 − s)·tⱼ + s/C)</c>, row by row: where q stands alone in the targets' row,
/// the loss is
/// <c>Σq · log Σ e^(z − largest) + Σ qⱼ·(largest − zⱼ)</c>, whose terms are all positive. Class weights and smoothing are constants of the network: a table of
/// <c>wⱼ·s/C</c>, then of <c>wⱼ·(1 − s)</c>.
/// </summary>
internal sealed class SoftTargetsEmitter(SourceWriter writer, VectorTarget target, LossKernel kernel)
{
    private readonly RowParts _parts = new(writer, target, kernel.Outputs, VectorTarget.VirtualLanes);

    public void EmitRows()
    {
        writer.Line($"ref float scales = ref clr::Unsafe.Add(ref classes, {Literals.Number(kernel.ClassStride)});");
        using (writer.Braces("for (int row = 0; row < rows; row++)"))
        {
            LossEmitter.DeclareRow(writer, kernel);
            writer.Line("float weight = " + (kernel.IsWeighted ? "clr::Unsafe.Add(ref weights, row) * meanWeight;" : "meanWeight;"));
            EmitTargets();
            EmitLargest();
            EmitExponentials();
            EmitGradient();
        }
    }

    private void EmitTargets()
    {
        string outputs = Literals.Number(kernel.Outputs);
        if (kernel.Target == TargetKind.Label)
        {
            writer.Line("// What the row is compared with. Labels were checked at the door; bounded again, for the caller's memory may change meanwhile.");
            writer.Line($"engine::MatrixLayout.CopyRow(ref classes, ref targetRow, {outputs});");
            writer.Line($"int label = (int)global::System.Math.Min((uint)clr::Unsafe.Add(ref targets, row), {Literals.Number(kernel.Outputs - 1)}u);");
            writer.Line("clr::Unsafe.Add(ref targetRow, label) += clr::Unsafe.Add(ref scales, label);");
            return;
        }

        writer.Line("// What the row is compared with.");
        writer.Line($"engine::MatrixLayout.CopyRow(ref clr::Unsafe.Add(ref targets, row * {outputs}), ref targetRow, {outputs});");
        _parts.ForEach((_, offset, _) =>
            writer.Line(target.Store($"(({target.Load("targetRow", offset)} * {target.Load("scales", offset)}) + {target.Load("classes", offset)})", "targetRow", offset)));
    }

    private void EmitLargest()
    {
        writer.Line("// The largest logit, which is subtracted so that no exponential overflows.");
        string lowest = target.Broadcast("float.NegativeInfinity");
        _parts.Declare("largest", lowest);
        _parts.ForEach((part, offset, mask) =>
        {
            string logit = target.Load("output", offset);
            writer.Line($"largest{part} = {target.Max($"largest{part}", mask is null ? logit : target.Select(mask, logit, lowest))};");
        });
        writer.Line($"float largest = engine::VirtualLanes.Max({_parts.List("largest")});");
    }

    private void EmitExponentials()
    {
        writer.Line("// e^(z − largest), kept where the gradient goes; its sum, and the sums of q and of q · (largest − z).");
        foreach (string sum in new[] { "sum", "mass", "cross" })
            _parts.Declare(sum, target.Zero);
        _parts.ForEach((part, offset, mask) =>
        {
            string masked = mask is null ? "" : $" & {mask}";
            writer.Line($"{target.Type} logits{part} = {target.Load("output", offset)} - {target.Broadcast("largest")};");
            writer.Line($"{target.Type} wanted{part} = {target.Load("targetRow", offset)};");
            writer.Line($"{target.Type} exponential{part} = global::FastOpt.VectorMath.Exp(logits{part}){masked};");
            writer.Line(target.Store($"exponential{part}", "gradient", offset));
            writer.Line($"sum{part} += exponential{part};");
            writer.Line($"mass{part} += wanted{part}{masked};");
            writer.Line($"cross{part} -= wanted{part} * logits{part}{masked};");
        });
        writer.Line($"float sum = engine::VirtualLanes.Sum({_parts.List("sum")});");
        writer.Line($"float mass = engine::VirtualLanes.Sum({_parts.List("mass")});");
        string loss = $"(mass * global::FastOpt.VectorMath.Log(sum)) + engine::VirtualLanes.Sum({_parts.List("cross")})";
        writer.Line($"clr::Unsafe.Add(ref losses, row) = {(kernel.IsWeighted ? $"({loss}) * clr::Unsafe.Add(ref weights, row)" : loss)};");
    }

    private void EmitGradient()
    {
        writer.Line("// (softmax · Σq − q) · weight in the mean.");
        writer.Line("float scale = mass / sum;");
        _parts.ForEach((_, offset, mask) =>
        {
            string gradient = $"(({target.Load("gradient", offset)} * {target.Broadcast("scale")}) - {target.Load("targetRow", offset)}) * {target.Broadcast("weight")}";
            writer.Line(target.Store($"({LossEmitter.ThroughActivation(target, kernel, gradient, offset)})", "gradient", offset));
        });
    }
}
