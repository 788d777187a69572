using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Prints the step of a network that several processes train together. What a step sums over the batch is made granule by granule, in a slot, and added
/// by <c>GranuleSums</c>; so the stages of a step end where a sum is needed. One process takes the same way.
/// </summary>
internal static class DistributedEmitter
{
    private const string Weights = "WeightGradients";
    private const string KeyOfShare = "private engine::DrawKey KeyOfShare => new engine::DrawKey(Seed, Step + 1, _sums.First);";
    private const string ForEachGranule = "for (int granule = 0; granule < _sums.Granules; granule++)";

    /// <summary>Where sums over rows stand in the buffer.</summary>
    public const string Sums = "clr::Unsafe.Add(ref _buffer.Start, SumsOffset)";

    public static string Field(NetworkText text) => text.Spec.IsDistributed ? "\n    internal readonly engine::GranuleSums _sums;" : "";

    /// <summary>How a network is constructed whose steps always run in stages; null for any other.</summary>
    public static string? Construction(NetworkText text)
    {
        if (!text.Spec.IsDistributed)
            return null;
        string sliced = text.Program.SharesUpdate ? ", Tables.Kept, WeightGranule" : "";
        string granule = Literals.Number(text.Program.Sharing.Granule);
        return $"_job = new Job(this);\n    _sums = new engine::GranuleSums({granule}, _buffer, SumsOffset, SumsFloats{sliced});";
    }

    /// <summary>The call of the update for a thread's share, or, where processes share it, for each piece of what falls to this one.</summary>
    public static string Pieces(NetworkText text, string pieces, string call, string part) => text.Program.SharesUpdate
        ? $"foreach (engine::Part piece in {pieces})\n    {call}piece);"
        : $"{call}{part});";

    /// <summary>Behind an update, where processes share it.</summary>
    public static void EmitEndUpdate(SourceWriter writer, NetworkText text) => EmitShared(writer, text, "_sums.EndUpdate();");

    /// <summary>Before a network's own states are read, where processes share their update.</summary>
    public static void EmitTakeStates(SourceWriter writer, NetworkText text, string network = "") => EmitShared(writer, text, $"{network}_sums.TakeStates();");

    /// <summary>Before a network's own states are changed, where processes share their update.</summary>
    public static void EmitLeave(SourceWriter writer, NetworkText text) => EmitShared(writer, text, "_sums.Leave();");

    /// <summary>What random numbers of a step on this process's examples are keyed by, beside the network's own key.</summary>
    public static string Key(NetworkText text) =>
        text.Spec.IsDistributed ? "\n\n/// <summary>The same for this process's examples.</summary>\n" + KeyOfShare : "";

    /// <summary>The key of a step that threads share.</summary>
    public static string KeyOfStep(NetworkText text) => text.Spec.IsDistributed ? "KeyOfShare" : "Key";

    /// <summary>The call that runs a stage for the granule in hand.</summary>
    public static string CallOfGranule(string stage) => $"{stage}(NewGranule(part, inputs, targets), part);";

    /// <summary>The way from a batch to this process's examples.</summary>
    public static void EmitBegin(SourceWriter writer, NetworkText text)
    {
        string times = text.HasLabels ? "" : " * OutputSize";
        string share = "inputs.Slice(_sums.First * InputSize, _sums.Count * InputSize)";
        string targets = $"_takesGradients ? default : {text.Targets}.Slice(_sums.First{times}, _sums.Count{times})";
        using (writer.Braces($"private double TrainStepLoss({text.BatchParameters}, int batch)"))
        {
            writer.Line("_sums.Begin(batch);");
            writer.Line("// What belongs to this process's examples moves to the front, where these stand.");
            if (text.Spec.HasExampleWeights)
                writer.Line("global::System.Array.Copy(_weights, _sums.First, _weights, 0, _sums.Count);");
            writer.Line("if (_takesGradients)");
            writer.Line("    global::System.Array.Copy(_outputGradients!, _sums.First * OutputSize, _outputGradients!, 0, _sums.Count * OutputSize);");
            writer.Line($"return StepOfShare({share}, {targets});");
        }

        writer.Line();
        writer.Line("/// <summary>A step for which each process brings examples.</summary>");
        using (writer.Braces($"internal float TrainShare({text.BatchParameters}, int own)"))
        {
            writer.Line($"_sums.BeginShare(\"{text.Display}\", own);");
            if (text.CheckStatistics("_sums.Examples") is { } statistics)
                writer.Line(statistics);
            writer.Line($"return {text.MeanOf($"StepOfShare(inputs, {text.Targets})", "_sums.Examples", "_weight")};");
        }

        writer.Line();
        writer.Line("/// <summary>A step on this process's examples and those of the others; gives the sum of the losses of all rows.</summary>");
    }

    /// <summary>The first half of a step.</summary>
    public static void EmitStep(SourceWriter writer, NetworkText text)
    {
        writer.Line("/// <summary>The first half of a step: the gradients of the whole batch; gives the sum of the losses of all rows.</summary>");
        using (writer.Braces($"private double StoreGradients({text.BatchParameters})"))
        {
            if (text.Spec.DividesByWeights)
                writer.Line($"_weight = _takesGradients ? 0 : WeightOfShares({text.Targets});");
            writer.Line($"_job.Begin(_sums.Count, MeanWeight({(text.Spec.DividesByWeights ? "_weight" : "_sums.Examples")}));");
            foreach (JobStage stage in JobStage.Of(text.Program))
                EmitStage(writer, text, stage);
            EmitLoop(writer, text, Weights, "_sums.OpenGradients();", "_sums.TakeGradients(granule, TrainedFloats);");
            writer.Line("_sums.AddGradients(TrainedFloats);");
            if (text.Program.TotalGradients.Count > 0)
                writer.Line($"TotalGradients(NewFrame({NetworkText.Read("float")}.Empty, {NetworkText.Read(text.Target)}.Empty, 0, 0f), engine::Part.Whole);");
            if (text.Program.Running.Count > 0)
                writer.Line("_unseen = _sums.Examples;");
            writer.Line("return _sums.Losses(ref clr::Unsafe.Add(ref _buffer.Start, FixedFloats + ((nint)RowLosses * MaxBatch)));");
        }

        if (!text.Spec.DividesByWeights)
            return;
        writer.Line();
        writer.Line("/// <summary>The sum of the weights of the whole batch.</summary>");
        using (writer.Braces($"private double WeightOfShares({NetworkText.Read(text.Target)} {text.Targets})"))
        {
            writer.Line("_sums.OpenNumbers();");
            using (writer.Braces(ForEachGranule))
            {
                writer.Line("int first = _sums.FirstOf(granule), count = _sums.CountOf(granule);");
                string labels = text.HasLabels ? "labels.Slice(first, count)" : "";
                writer.Line($"_sums.Number(granule) = {LossMeanEmitter.SumOf(text, labels, "first, count")};");
            }

            writer.Line("return _sums.AddNumbers();");
        }
    }

    /// <summary>The stages of a step, which threads share: those by rows at once, those that sum granule by granule.</summary>
    public static void EmitStages(SourceWriter writer, NetworkText text, IReadOnlyList<JobStage> stages)
    {
        writer.Line("private int _granule;");
        writer.Line();
        using (writer.Braces("internal void Begin(int batch, float meanWeight)"))
            writer.Line("_batch = batch;").Line("_meanWeight = meanWeight;");
        for (int stage = 0; stage <= stages.Count; stage++)
        {
            bool sums = stage == stages.Count || stages[stage].IsByColumns;
            string pace = $"_pace{Literals.Number(stage)}", phases = $"{Literals.Number(stage)}, {Literals.Number(stage + 1)}";
            writer.Line();
            writer.Line($"private engine::Pace {pace};");
            writer.Line();
            string name = Share(stage == stages.Count ? Weights : stages[stage].Name);
            using (writer.Braces($"internal void {name}({(sums ? "int granule, " : "")}{text.BatchParameters})"))
            {
                if (sums)
                    writer.Line("_granule = granule;");
                writer.Line("int threads = _batch < engine::WorkerTeam.SmallestBatch(SharedBatch) ? 1 : network.Threads;");
                writer.Line($"engine::WorkerTeam.Run(this, ref {pace}, threads, {phases}, _batch >= LongBatch, inputs, {text.Targets});");
            }
        }
    }

    /// <summary>The frame of the granule in hand.</summary>
    public static void EmitGranule(SourceWriter writer, NetworkText text)
    {
        writer.Line();
        writer.Line($$"""
            /// <summary>The rows of one of this process's granules, and its slot.</summary>
            private engine::Frame NewGranule(engine::Part part, nint inputs, nint targets)
            {
                engine::Frame granule = NewFrame(part, inputs, targets, network._sums.FirstOf(_granule), network._sums.CountOf(_granule));
                granule.Sums = ref network._sums.Slot;
                return granule;
            }
            """);
    }

    /// <summary>A stage by rows, or one that makes values of the batch, which are merged.</summary>
    private static void EmitStage(SourceWriter writer, NetworkText text, JobStage stage)
    {
        if (!stage.IsByColumns)
        {
            writer.Line($"_job.{Share(stage.Name)}(inputs, {text.Targets});");
            return;
        }

        Phase phase = text.Program.ForwardRuns.Concat(text.Program.BackwardRuns).Single(run => run.Name == stage.Name).Phases[0];
        var kernel = (IGranuleKernel)phase.Kernel.Kernel;
        // A kernel for every shape takes it as an argument.
        int stride = phase.Bindings
            .Select(static binding => binding is { Parameter.Name: "sumsStride", Operand: Operand.Number { Value: var value } } ? value : 0)
            .Append(kernel.ValueStride)
            .Max();
        string[] values = [.. kernel.GranuleValues.Select(static value => $"engine::GranuleValue.{value}")];
        string offset = OperandText.ConstantName(phase.Made.Single());
        string open = $"_sums.OpenValues({Literals.Number(values.Length * stride)});";
        EmitLoop(writer, text, stage.Name, open, $"_sums.TakeValues(granule, {offset} - SumsOffset);");
        string kinds = $"new engine::GranuleValue[] {{ {string.Join(", ", values)} }}";
        writer.Line($"_sums.MergeValues({Literals.Number(stride)}, {kinds}, ref clr::Unsafe.Add(ref _buffer.Start, {offset}));");
    }

    private static void EmitShared(SourceWriter writer, NetworkText text, string statement)
    {
        if (text.Program.SharesUpdate)
            writer.Line(statement);
    }

    private static void EmitLoop(SourceWriter writer, NetworkText text, string stage, string open, string take)
    {
        writer.Line(open);
        using (writer.Braces(ForEachGranule))
            writer.Line($"_job.{Share(stage)}(granule, inputs, {text.Targets});").Line(take);
    }

    /// <summary>The method of the job that shares a stage among threads.</summary>
    private static string Share(string stage) => "Share" + stage;
}
