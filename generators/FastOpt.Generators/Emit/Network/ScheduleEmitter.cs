using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints the optimizer with the learning rate that the schedule gives.</summary>
internal static class ScheduleEmitter
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        string optimizer = text.Program.Optimizer.TypeName;
        string declared = text.Spec.Then.Count == 0 ? "Optimizer" : "Sequence";
        if (text.Spec.OptimizerInForce.LearningRateType is not { } type)
        {
            writer.Line($"private {optimizer} OptimizerInForce => {declared};");
            return;
        }

        writer.Line($$"""
            internal global::FastOpt.Schedule? Schedule{{Declared(text.Spec)}};

            internal double LearningRate => Schedule is { } schedule ? schedule.At({{declared}}.LearningRate, Step, Epoch) : {{declared}}.LearningRate;

            private {{optimizer}} OptimizerInForce => Schedule is null ? {{declared}} : {{declared}} with { LearningRate = {{(type == "float" ? "(float)" : "")}}LearningRate };
            """);
    }

    private static string Declared(NetworkSpec spec) => spec.Schedules.Count == 0
        ? ""
        : $" = new global::FastOpt.Schedule({string.Join(", ", spec.Schedules.Select(Part))})";

    private static string Part(ScheduleSpec schedule) =>
        $"new global::FastOpt.SchedulePart({NetworkText.Construct(schedule.Rule)}, global::FastOpt.ScheduleUnit.{(schedule.CountsEpochs ? "Epoch" : "Step")}, {Literals.Number(schedule.Until)})";
}
