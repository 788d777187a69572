using System.Globalization;
using System.Text;
using FastOpt.Generators.Lowering.Network.Passes;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>The text dumps of the passes behind the graph. Tests read them; nothing else does.</summary>
internal static class ProgramPrinter
{
    /// <summary>Memory plan, then phases.</summary>
    public static string Print(NetworkProgram program) => Plan(program.Plan) + Phases(program);

    /// <summary>How weights stand.</summary>
    public static string Layouts(Dictionary<ParameterSpec, ProductLayout> layouts)
    {
        var text = new StringBuilder();
        foreach (KeyValuePair<ParameterSpec, ProductLayout> item in layouts)
        {
            string blocks = item.Value.Blocks > 1 ? $", {item.Value.Blocks.ToString(CultureInfo.InvariantCulture)} blocks of columns" : "";
            text.Append($"{item.Key.Name} {(item.Value.IsTransposed ? "[out, in], and [in, out] for forward" : "[in, out]")}{blocks}\n");
        }

        return text.ToString();
    }

    /// <summary>The memory plan.</summary>
    public static string Plan(MemoryPlan plan)
    {
        var text = new StringBuilder();
        foreach (ParameterSlot slot in plan.Buffers)
            Line($"buffer {slot.Name} [{slot.Columns}] at {slot.Offset}, canonical {slot.CanonicalOffset}");
        foreach (ParameterSlot slot in plan.Parameters)
        {
            string blocks = slot.Blocks > 1 ? FormattableString.Invariant($"in {slot.Blocks} blocks ") : "";
            string transposed = slot.IsTransposed ? FormattableString.Invariant($", transposed, forward stride {slot.ForwardStride} at {slot.ForwardOffset}") : "";
            string group = slot.IsFrozen ? ", frozen" : plan.Groups.Count > 1 ? FormattableString.Invariant($", group {slot.Group}") : "";
            Line($"parameter {slot.Name} [{slot.Rows}, {slot.Columns}] {blocks}stride {slot.Stride} at {slot.Offset}, canonical {slot.CanonicalOffset}{transposed}{group}");
        }

        for (int i = 0; i < plan.Groups.Count && plan.Groups.Count > 1; i++)
            Line($"group {i}: learning rate × {plan.Groups[i].LearningRateScale}, weight decay × {plan.Groups[i].WeightDecayScale}");
        Line($"states {string.Join(" ", plan.States)} every {plan.TrainedFloats}");
        if (plan.StoresGradients)
            Line($"gradients {plan.GradientDistance} behind, {plan.Norms} norms of {plan.NormFloats} at {plan.NormOffset}");
        foreach (FixedSlot slot in plan.FixedSlots)
            Line($"batch's {slot.Name} {slot.Floats} at {plan.FixedSlotOffset + slot.Offset}");
        foreach (SectionSlot slot in plan.SectionSlots)
            Line($"sums of ∂{slot.Tensor.Name} {slot.Floats} of all sections at {plan.SectionOffset + slot.Offset}");
        Line($"panel {plan.PanelFloats} target row {plan.TargetRowFloats} tile {plan.TileFloats}; scratch {plan.ScratchFloats}; fixed {plan.FixedFloats}");
        foreach (BatchSlot slot in plan.BatchSlots)
            Line($"rows {slot.Name} [batch, {slot.Width}] stride {slot.Stride} at {slot.Offset}");
        foreach (BatchSlot slot in plan.PredictionSlots)
            Line($"rows of predictions {slot.Name} [batch, {slot.Width}] stride {slot.Stride} at {slot.Offset}");
        foreach (BatchSlot slot in plan.SensitivitySlots)
            Line($"rows of input gradients {slot.Name} [batch, {slot.Width}] stride {slot.Stride} at {slot.Offset}");
        foreach (BatchSlot slot in plan.FoldedSlots)
            Line($"rows of folded predictions {slot.Name} [batch, {slot.Width}] stride {slot.Stride} at {slot.Offset}");
        Line($"per example {plan.FloatsPerExample}");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>The phases in order.</summary>
    public static string Phases(NetworkProgram program)
    {
        var text = new StringBuilder();
        Section("forward", program.Forward);
        Section("loss", [program.LossPhase]);
        Section("backward", program.Backward);
        if (program.StoredGradients.Count > 0)
            Section("stored gradients", program.StoredGradients);
        if (program.Running.Count > 0)
            Section("running statistics", program.Running);
        foreach (NormPass norm in program.Norms)
            Section($"norm for {program.GradientRules[norm.Rule].Name}", norm.Before);
        Section("updates", program.Updates);
        Section("gradients", program.Gradients);
        Section("predict", program.Predict);
        Section("loss of predictions", [program.PredictLoss]);
        Section("input gradients", program.InputGradients);
        if (program.Folded.Count > 0)
            Section("folded predictions", program.Folded);
        return text.ToString();

        void Section(string name, IEnumerable<Phase> phases)
        {
            text.Append(name).Append(":\n");
            foreach (Phase phase in phases)
                text.Append($"  {phase.Kernel.Name}{(phase.IsByColumns ? ", by columns" : "")}: {phase.Comment}\n");
        }
    }

    /// <summary>How far the memory of weights reaches, and how the work is shared.</summary>
    public static string Tiling(NetworkProgram program)
    {
        var text = new StringBuilder();
        foreach (KernelMethod method in program.Kernels)
        {
            if (Tiles.Describe(method.Kernel) is { Length: > 0 } description)
                text.Append($"{method.Name}: {description}\n");
        }

        Sharing sharing = program.Sharing;
        return text.Append(FormattableString.Invariant($"shared from {sharing.Batch} examples of a step, {sharing.Examples} of a prediction\n")).ToString();
    }
}
