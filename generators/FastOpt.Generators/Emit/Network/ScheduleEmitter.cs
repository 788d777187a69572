using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Prints the optimizer with the learning rate that the schedule gives, which is held to the optimizer's range before anything of a step has happened.
/// </summary>
internal static class ScheduleEmitter
{
    private const string LearningRate = "LearningRate";

    /// <summary>Prints the statement with which whatever updates begins; an optimizer without a learning rate has none.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="text">The network.</param>
    /// <param name="engine">"_fastOpt." outside of the engine.</param>
    /// <param name="unless">The condition under which the rate is taken already, or null.</param>
    public static void EmitBegin(SourceWriter writer, NetworkText text, string engine = "", string? unless = null)
    {
        if (text.Spec.OptimizerInForce.LearningRateType is null)
            return;
        if (unless is not null)
            writer.Line($"if (!{unless})");
        writer.Line((unless is null ? "" : "    ") + engine + "TakeRate();");
    }

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

            // The learning rate of the step that runs.
            private {{type}} _rate;

            private {{optimizer}} OptimizerInForce => {{declared}} with { LearningRate = _rate };

            /// <summary>Asks for the learning rate of the next step, once, and holds it to the optimizer's range: nothing has changed yet.</summary>
            internal void TakeRate()
            {
                {{type}} rate = {{(type == "float" ? "(float)" : "")}}LearningRate;
            """);
        foreach (string check in Checks(text))
            writer.Line("    " + check);
        writer.Line("    _rate = rate;");
        writer.Line("}");
    }

    /// <summary>The rate of each group of parameters, for the optimizer in force.</summary>
    private static IEnumerable<string> Checks(NetworkText text)
    {
        double[] scales = [.. text.Program.Plan.Groups.Select(static group => group.LearningRateScale).Distinct()];
        foreach ((RuleReference rule, string when) in Stages(text.Spec))
        {
            HyperparameterBounds? bounds = rule.Bounds.FirstOrDefault(static bounds => bounds.Name == LearningRate);
            foreach (double scale in scales)
            {
                string cast = text.Spec.OptimizerInForce.LearningRateType == "float" && scale != 1 ? "(float)" : "";
                string rate = scale == 1 ? "rate" : $"{cast}(rate * {Literals.Double(scale)})";
                string isInRange = bounds is null ? $"double.IsFinite({rate})" : BoundsText.Contains(bounds, rate);
                yield return text.Check("CheckRate", $"\"{rule.Name}\", {rate}, {when}{Parenthesized(isInRange, when)}, \"{bounds?.Text ?? "a finite number"}\", Step, Epoch, {Literals.Double(scale)}");
            }
        }
    }

    private static string Parenthesized(string condition, string when) => when.Length > 0 && condition.Contains("&&") ? $"({condition})" : condition;

    /// <summary>The optimizers, and when each is not the one in force.</summary>
    private static IEnumerable<(RuleReference Rule, string When)> Stages(NetworkSpec spec)
    {
        (RuleReference Rule, string Member, long At)[] stages = [.. OptimizerSequenceEmitter.All(spec)];
        for (int i = 0; i < stages.Length; i++)
        {
            string before = stages[i].At == 0 ? "" : $"Step < {Literals.Number(stages[i].At)} || ";
            string after = i + 1 == stages.Length ? "" : $"Step >= {Literals.Number(stages[i + 1].At)} || ";
            yield return (stages[i].Rule, before + after);
        }
    }

    private static string Declared(NetworkSpec spec) => spec.Schedules.Count == 0
        ? ""
        : $" = new global::FastOpt.Schedule({string.Join(", ", spec.Schedules.Select(Part))})";

    private static string Part(ScheduleSpec schedule) =>
        $"new global::FastOpt.SchedulePart({NetworkText.Construct(schedule.Rule)}, global::FastOpt.ScheduleUnit.{(schedule.CountsEpochs ? "Epoch" : "Step")}, {Literals.Number(schedule.Until)})";
}
