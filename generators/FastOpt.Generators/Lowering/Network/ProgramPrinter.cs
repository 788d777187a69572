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
            Line($"parameter {slot.Name} [{slot.Rows}, {slot.Columns}] stride {slot.Stride} at {slot.Offset}, canonical {slot.CanonicalOffset}");
        Line($"states {string.Join(" ", plan.States)} every {plan.ParameterFloats}");
        Line($"panel {plan.PanelFloats} target row {plan.TargetRowFloats} tile {plan.TileFloats}; scratch {plan.ScratchFloats}; fixed {plan.FixedFloats}");
        foreach (BatchSlot slot in plan.BatchSlots)
            Line($"rows {slot.Name} [batch, {slot.Width}] stride {slot.Stride} at {slot.Offset}");
        Line($"per example {plan.FloatsPerExample}");
        Section("forward", program.Forward);
        Section("loss", [program.LossPhase]);
        Section("backward", program.Backward);
        Section("updates", program.Updates);
        Section("gradients", program.Gradients);
        return text.ToString();

        void Section(string name, IEnumerable<Phase> phases)
        {
            Line($"{name}:");
            foreach (Phase phase in phases)
                Line($"  {phase.Kernel.Name}: {phase.Comment}");
        }

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
