using System.Globalization;
using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Prints optimizers that follow one another as one rule: a struct with the members that a compiled optimizer has, in which the one in force does the work. The branch is the same for
/// all weights of a step, so a processor foresees it.
/// </summary>
internal static class OptimizerSequenceEmitter
{
    /// <summary>The optimizers of a network with the names of their members: "Optimizer", "Optimizer2".</summary>
    public static IEnumerable<(RuleReference Rule, string Member, long At)> All(NetworkSpec spec) =>
        spec.Then.Prepend(new OptimizerStage(spec.Optimizer, 0)).Select(static (stage, i) => (stage.Rule, OptimizerStage.MemberName(i), stage.At));

    /// <summary>What the engine needs of a sequence; nothing for one optimizer.</summary>
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        if (text.Spec.Then.Count == 0)
            return;
        var stages = All(text.Spec).ToArray();
        string members = string.Join(", ", stages.Select(static stage => stage.Member));
        writer.Line($"private OptimizerSequence Sequence => new OptimizerSequence({members}, Step);");
        writer.Line();
        writer.Line("/// <summary>An optimizer that takes over begins with states of zero.</summary>");
        using (writer.Braces("private void ClearStatesAtSwitch()"))
        {
            writer.Line($"if (Step is {string.Join(" or ", stages.Skip(1).Select(static stage => Literals.Number(stage.At)))})");
            writer.Line($"    global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref clr::Unsafe.Add(ref _buffer.Start, ParameterFloats), {Literals.Number((long)text.Program.Plan.TrainedFloats * text.Program.Plan.States.Count)}).Clear();");
        }

        writer.Line();
        string words = string.Join(", then ", stages.Select(static stage => stage.At == 0 ? stage.Rule.Name : $"{stage.Rule.Name} after {Literals.Number(stage.At)} steps"));
        writer.Line($"/// <summary>{words}: the optimizer in force updates, and the properties are its.</summary>");
        using (writer.Braces("internal readonly struct OptimizerSequence"))
            EmitStruct(writer, text, stages);
    }

    private static void EmitStruct(SourceWriter writer, NetworkText text, (RuleReference Rule, string Member, long At)[] stages)
    {
        writer.Line("private readonly int _stage;");
        for (int i = 0; i < stages.Length; i++)
            writer.Line($"private readonly {stages[i].Rule.TypeName} {Field(i)};");
        writer.Line();
        using (writer.Braces($"internal OptimizerSequence({string.Join(", ", stages.Select(static stage => $"{stage.Rule.TypeName} {Identifiers.Camel(stage.Member)}"))}, long step)"))
        {
            string stage = "0";
            for (int i = 1; i < stages.Length; i++)
                stage = $"step >= {Literals.Number(stages[i].At)} ? {Literals.Number(i)} : {stage}";
            writer.Line($"_stage = {stage};");
            for (int i = 0; i < stages.Length; i++)
                writer.Line($"{Field(i)} = {Identifiers.Camel(stages[i].Member)};");
        }

        RuleReference inForce = text.Spec.OptimizerInForce;
        if (inForce.LearningRateType is not null)
            EmitProperty(writer, stages, "LearningRate", static rule => rule.LearningRateType);
        if (inForce.WeightDecayType is not null)
            EmitProperty(writer, stages, "WeightDecay", static rule => rule.WeightDecayType);
        writer.Line();
        writer.Line("internal Coefficients GetCoefficients(long step) => new Coefficients(in this, step);");
        writer.Line();
        using (writer.Braces("internal readonly struct Coefficients : engine::IUpdateLanes"))
        {
            writer.Line("internal readonly int Stage;");
            for (int i = 0; i < stages.Length; i++)
                writer.Line($"internal readonly {stages[i].Rule.TypeName}.Coefficients {stages[i].Member};");
            writer.Line();
            using (writer.Braces("internal Coefficients(in OptimizerSequence sequence, long step)"))
            {
                writer.Line("Stage = sequence._stage;");
                for (int i = 0; i < stages.Length; i++)
                    writer.Line($"{stages[i].Member} = Stage == {Literals.Number(i)} ? sequence.{Field(i)}.GetCoefficients(step{(stages[i].At == 0 ? "" : $" - {Literals.Number(stages[i].At)}")}) : default;");
            }

            writer.Line();
            writer.Line($"static int engine::IUpdateLanes.Cost => {Literals.Number(text.Program.Optimizer.Facts.Cost)};").Line();
            writer.Line($"static int engine::IUpdateLanes.States => {Literals.Number(text.Program.Plan.States.Count)};");
            foreach (VectorTarget target in VectorTarget.All)
            {
                writer.Line();
                EmitUpdate(writer, target, stages);
            }
        }
    }

    private static void EmitProperty(SourceWriter writer, (RuleReference Rule, string Member, long At)[] stages, string name, Func<RuleReference, string?> type)
    {
        writer.Line();
        using (writer.Braces($"internal double {name}"))
        {
            string value = $"{Field(0)}.{name}";
            for (int i = 1; i < stages.Length; i++)
                value = $"_stage == {Literals.Number(i)} ? {Field(i)}.{name} : {value}";
            writer.Line($"get => {value};");
            using (writer.Braces("init"))
            {
                for (int i = 0; i < stages.Length; i++)
                {
                    writer.Line($"if (_stage == {Literals.Number(i)})");
                    writer.Line($"    {Field(i)} = {Field(i)} with {{ {name} = {(type(stages[i].Rule) == "float" ? "(float)" : "")}value }};");
                }
            }
        }
    }

    private static void EmitUpdate(SourceWriter writer, VectorTarget target, (RuleReference Rule, string Member, long At)[] stages)
    {
        writer.Line(FileFrame.Inlining);
        using (writer.Braces($"void engine::IUpdateLanes.Update(ref {target.Type} weight, {target.Type} gradient, ref float state, nint distance)"))
        {
            for (int i = stages.Length - 1; i >= 0; i--)
            {
                writer.Line(i == stages.Length - 1 ? $"if (Stage == {Literals.Number(i)})" : i > 0 ? $"else if (Stage == {Literals.Number(i)})" : "else");
                writer.Line($"    engine::UpdateStage.Update(in {stages[i].Member}, ref weight, gradient, ref state, distance);");
            }
        }
    }

    private static string Field(int stage) => "_optimizer" + (stage + 1).ToString(CultureInfo.InvariantCulture);
}
