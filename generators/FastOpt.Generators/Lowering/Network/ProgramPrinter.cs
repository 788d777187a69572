using System.Globalization;
using System.Text;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>The text dump of a lowered network: memory plan, then phases. Tests read it; nothing else does.</summary>
internal static class ProgramPrinter
{
    public static string Print(NetworkProgram program)
    {
        var text = new StringBuilder();
        MemoryPlan plan = program.Plan;
        foreach (ParameterSlot slot in plan.Parameters)
            Line($"parameter {slot.Name} [{slot.Rows}, {slot.Columns}] {(slot.Blocks > 1 ? $"in {slot.Blocks} blocks " : "")}stride {slot.Stride} at {slot.Offset}, canonical {slot.CanonicalOffset}{(slot.IsTransposed ? $", transposed, forward stride {slot.ForwardStride} at {slot.ForwardOffset}" : "")}{(slot.IsFrozen ? ", frozen" : plan.Groups.Count > 1 ? $", group {slot.Group}" : "")}");
        for (int i = 0; i < plan.Groups.Count && plan.Groups.Count > 1; i++)
            Line($"group {i}: learning rate × {plan.Groups[i].LearningRateScale}, weight decay × {plan.Groups[i].WeightDecayScale}");
        Line($"states {string.Join(" ", plan.States)} every {plan.TrainedFloats}");
        if (plan.StoresGradients)
            Line($"gradients {plan.GradientDistance} behind, {plan.Norms} norms of {plan.NormFloats} at {plan.NormOffset}");
        Line($"panel {plan.PanelFloats} target row {plan.TargetRowFloats} tile {plan.TileFloats}; scratch {plan.ScratchFloats}; fixed {plan.FixedFloats}");
        foreach (BatchSlot slot in plan.BatchSlots)
            Line($"rows {slot.Name} [batch, {slot.Width}] stride {slot.Stride} at {slot.Offset}");
        Line($"per example {plan.FloatsPerExample}");
        Section("forward", program.Forward);
        Section("loss", [program.LossPhase]);
        Section("backward", program.Backward);
        if (program.StoredGradients.Count > 0)
            Section("stored gradients", program.StoredGradients);
        foreach (NormPass norm in program.Norms)
            Section($"norm for {program.GradientRules[norm.Rule].Name}", norm.Before);
        Section("updates", program.Updates);
        Section("gradients", program.Gradients);
        return text.ToString();

        void Section(string name, IEnumerable<Phase> phases)
        {
            Line($"{name}:");
            foreach (Phase phase in phases)
                Line($"  {phase.Kernel.Name}{(phase.IsByColumns ? ", by columns" : "")}: {phase.Comment}");
        }

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
