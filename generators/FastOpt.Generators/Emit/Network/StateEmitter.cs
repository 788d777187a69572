using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Prints a network's state: all that a run needs to go on bit for bit, written and read. Reading checks everything before the first change, so that a state
/// that is refused leaves the
/// network as it was.
/// </summary>
internal static class StateEmitter
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        IReadOnlyList<ParameterSlot> trained = NetworkTensors.Trained(text.Program);
        writer.Line("/// <summary>What random numbers are keyed by.</summary>");
        writer.Line("internal ulong Seed;");
        writer.Line();
        writer.Line("// The parameters that train, from the start of the buffer, and their scalars.");
        writer.Line($"private const int FirstTrained = {Literals.Number(text.Program.Plan.ParameterFloats - text.Program.Plan.TrainedFloats)};");
        writer.Line($"private const int TrainedFloats = {Literals.Number(text.Program.Plan.TrainedFloats)};");
        writer.Line($"private const int TrainedCount = {Literals.Number(NetworkTensors.Count(trained))};");
        writer.Line($"private const int States = {Literals.Number(text.Program.Plan.States.Count)};");
        writer.Line($"private const int StateScalars = ParameterCount + BufferCount + ((States{(text.Spec.AccumulatesGradients ? " + 1" : "")}) * TrainedCount);");
        writer.Line();
        writer.Line($$"""
            internal int StateBytes
            {
                get
                {
                    global::FastOpt.StateWriter writer = global::FastOpt.StateWriter.Measure(Tables.Identity);
                    WriteValues(ref writer);
                    return writer.LengthWith(StateScalars);
                }
            }
            """);
        writer.Line();
        EmitWrite(writer, text);
        writer.Line();
        EmitRead(writer, text);
    }

    /// <summary>
    /// The members of the engine that are values of the state: type, name, and what each is called where it is refused, if it must not be negative.
    /// </summary>
    public static IEnumerable<(string Type, string Name, string? Count)> Values(NetworkText text)
    {
        yield return ("long", "Step", "step");
        yield return ("long", "Epoch", "epoch");
        yield return ("ulong", "Seed", null);
        if (text.Spec.AccumulatesGradients)
            yield return ("long", "AccumulatedExamples", "number of accumulated examples");
        if (text.Spec.AccumulatesGradients && text.Spec.DividesByWeights)
            yield return ("double", "AccumulatedWeight", "weight of accumulated examples");
        if (text.Program.Norms.Count > 0)
            yield return ("float", "GradientNorm", null);
        if (text.Spec.NonFinite == NonFiniteStep.SkipStep)
            yield return ("long", "SkippedSteps", "number of skipped steps");
    }

    private static string Reading(string type) => type switch
    {
        "ulong" => "(ulong)reader.ReadInt64()",
        "float" => "reader.ReadSingle()",
        _ => "reader.ReadInt64()",
    };

    private static void EmitWrite(SourceWriter writer, NetworkText text)
    {
        using (writer.Braces($"internal void CopyStateTo({NetworkText.Write("byte")} state)"))
        {
            DistributedEmitter.EmitTakeStates(writer, text);
            writer.Line($$"""
                global::FastOpt.StateWriter writer = global::FastOpt.StateWriter.Begin(state, Tables.Identity);
                WriteValues(ref writer);
                Tables.Kept.Write(ref writer, ref _buffer.Start);
                """);
            if (text.Spec.AccumulatesGradients)
            {
                writer.Line($"{NetworkText.Write("float")} gradients = writer.Tensor(TrainedCount);");
                writer.Line("if (AccumulatedExamples > 0)");
                writer.Line("    Tables.Kept.CopyTrainedTo(ref clr::Unsafe.Add(ref _buffer.Start, GradientDistance + FirstTrained), gradients);");
                writer.Line("else");
                writer.Line("    gradients.Clear();");
            }

            writer.Line("writer.Finish(StateScalars);");
        }

        writer.Line();
        using (writer.Braces("private void WriteValues(ref global::FastOpt.StateWriter writer)"))
        {
            foreach (var (type, name, _) in Values(text))
                writer.Line($"writer.Write({(type == "ulong" ? "(long)" : "")}{name});");
            foreach (var (_, member, _) in OptimizerSequenceEmitter.All(text.Spec))
                writer.Line($"writer.WriteRule({member});");
            if (text.Spec.OptimizerInForce.LearningRateType is not null)
                writer.Line("writer.WriteSchedule(Tables.Identity, Schedule);");
        }
    }

    private static void EmitRead(SourceWriter writer, NetworkText text)
    {
        using (writer.Braces($"internal void LoadState({NetworkText.Read("byte")} state)"))
        {
            writer.Line("global::FastOpt.StateReader reader = global::FastOpt.StateReader.Begin(state, Tables.Identity);");
            var assignments = new List<string>();
            void Read(string type, string name, string value)
            {
                string local = Identifiers.Camel(name);
                writer.Line($"{type} {local} = {value};");
                assignments.Add($"{name} = {local};");
            }

            foreach (var (type, name, count) in Values(text))
                Read(type, name, count is null ? Reading(type) : type == "double" ? $"reader.ReadSum(\"{count}\")" : $"reader.ReadCount(\"{count}\")");
            foreach (var (rule, member, _) in OptimizerSequenceEmitter.All(text.Spec))
                Read(rule.TypeName, member, $"reader.ReadRule({member})");
            if (text.Spec.OptimizerInForce.LearningRateType is not null)
                Read("global::FastOpt.Schedule?", "Schedule", "reader.ReadSchedule(Schedule)");
            writer.Line("reader.CheckTensors(StateScalars);");
            DistributedEmitter.EmitLeave(writer, text);
            writer.Line();
            writer.Line("// From here on nothing is refused.");
            foreach (string assignment in assignments)
                writer.Line(assignment);
            writer.Line("Tables.Kept.Read(ref reader, ref _buffer.Start);");
            if (text.Spec.AccumulatesGradients)
                writer.Line("Tables.Kept.LoadTrained(ref clr::Unsafe.Add(ref _buffer.Start, GradientDistance + FirstTrained), reader.Tensor(TrainedCount));");
        }
    }
}
