using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Prints the step of a network that several processes train together. What a step sums over the batch is made granule by granule, each in a slot of its own, and added by <c>GranuleSums</c>; so the
/// stages of a step end where a sum is needed. One process takes the same way.
/// </summary>
internal static class DistributedEmitter
{
    private const string Weights = "WeightGradients";

    /// <summary>Where sums over rows stand in the buffer.</summary>
    public const string Sums = "clr::Unsafe.Add(ref memory, SumsOffset)";

    public static string Field(NetworkText text) => text.Spec.IsDistributed ? "\n    internal readonly engine::GranuleSums _sums;" : "";

    public static string Construction(NetworkText text) =>
        text.Spec.IsDistributed ? $"\n        _sums = new engine::GranuleSums({Literals.Number(text.Program.Sharing.Granule)}, SumsFloats, maxBatch);" : "";

    /// <summary>The call that runs a stage for each granule.</summary>
    public static string CallOfGranules(string stage) => $"{stage}OfGranules(part, inputs, targets);";

    /// <summary>The way from a batch to this process's examples.</summary>
    public static void EmitBegin(SourceWriter writer, NetworkText text)
    {
        string times = text.HasLabels ? "" : " * OutputSize";
        string share = $"inputs.Slice(_sums.First * InputSize, _sums.Count * InputSize)";
        string targets = $"_takesGradients ? default : {text.Targets}.Slice(_sums.First{times}, _sums.Count{times})";
        using (writer.Braces($"private double TrainStepLoss({text.BatchParameters}, int batch)"))
        {
            writer.Line("_sums.Begin(batch);");
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
        writer.Line("/// <summary>The first half of a step: the gradients of the whole batch, on every process; gives the sum of the losses of all rows.</summary>");
        using (writer.Braces($"private double StoreGradients({text.BatchParameters})"))
        {
            if (text.Spec.DividesByWeights)
                writer.Line($"_weight = _takesGradients ? 0 : WeightOfShares({text.Targets});");
            writer.Line($"_job.Begin(_sums.Count, MeanWeight({(text.Spec.DividesByWeights ? "_weight" : "_sums.Examples")}));");
            writer.Line("ref float memory = ref _buffer.Start;");
            foreach (Stretch stretch in Stretches(text, JobStage.Of(text.Program)))
            {
                writer.Line($"_job.{stretch.Name}(inputs, {text.Targets});");
                writer.Line(stretch.Run is null ? $"_sums.AddGradients(TrainedFloats, ref {Sums});" : Merge(text, stretch.Run));
            }

            if (text.Program.StoredGradients.Any(phase => GranuleOperands.TakesTotal(phase, text.Program.StoredGradients)))
                writer.Line($"TotalGradients(NewFrame({NetworkText.Read("float")}.Empty, {NetworkText.Read(text.Target)}.Empty, 0, 0f), engine::Part.Whole);");
            if (text.Program.Running.Count > 0)
                writer.Line("_unseen = _sums.Examples;");
            writer.Line("return _sums.Losses(ref clr::Unsafe.Add(ref memory, FixedFloats + ((nint)RowLosses * MaxBatch)));");
        }

        if (!text.Spec.DividesByWeights)
            return;
        writer.Line();
        writer.Line("/// <summary>The sum of the weights of the whole batch.</summary>");
        using (writer.Braces($"private double WeightOfShares({NetworkText.Read(text.Target)} {text.Targets})"))
        {
            using (writer.Braces("for (int granule = 0; granule < _sums.Granules; granule++)"))
            {
                writer.Line("int first = _sums.FirstOf(granule), count = _sums.CountOf(granule);");
                writer.Line($"_sums.Scalar(granule) = {LossMeanEmitter.SumOf(text, text.HasLabels ? "labels.Slice(first, count)" : "", "_sums.Offset + first, count")};");
            }

            writer.Line("return _sums.AddScalars();");
        }
    }

    /// <summary>The stretches of a step, which threads share, up to where a sum of the batch is needed.</summary>
    public static void EmitStages(SourceWriter writer, NetworkText text, IReadOnlyList<JobStage> stages)
    {
        writer.Line();
        using (writer.Braces("internal void Begin(int batch, float meanWeight)"))
            writer.Line("_batch = batch;").Line("_meanWeight = meanWeight;");
        foreach (Stretch stretch in Stretches(text, stages))
        {
            string pace = $"_pace{Literals.Number(stretch.First)}";
            writer.Line();
            writer.Line($"private engine::Pace {pace};");
            writer.Line();
            writer.Line($"internal void {stretch.Name}({text.BatchParameters}) => engine::WorkerTeam.Run(");
            writer.Line($"    this, ref {pace}, _batch < engine::WorkerTeam.SmallestBatch(SharedBatch) ? 1 : network.Threads, {Literals.Number(stretch.First)}, {Literals.Number(stretch.End)}, " +
                $"_batch >= LongBatch, inputs, {text.Targets});");
        }
    }

    /// <summary>The stages that run granule by granule.</summary>
    public static void EmitGranules(SourceWriter writer, NetworkText text, IReadOnlyList<JobStage> stages)
    {
        string key = text.Draws ? ", all.Key" : "";
        string weights = text.Spec.HasExampleWeights ? ", ref all.Weights" : "";
        writer.Line();
        writer.Line($$"""
            /// <summary>The rows of one of this process's granules, and its slot.</summary>
            private Frame NewGranule(engine::Part part, nint inputs, nint targets, int granule)
            {
                Frame all = NewFrame(part, inputs, targets, network._sums.FirstOf(granule), network._sums.CountOf(granule), _meanWeight);
                return new Frame(
                    ref all.Memory, ref all.Rows, ref all.Scratch, ref all.Inputs, ref all.Targets, all.MaxBatch, all.First, all.Count, all.MeanWeight{{key}}{{weights}}, ref network._sums.Slot(granule));
            }
            """);
        foreach (string stage in stages.Where(static stage => stage.IsByColumns).Select(static stage => stage.Name).Append(Weights))
        {
            writer.Line();
            using (writer.Braces($"private void {stage}OfGranules(engine::Part part, nint inputs, nint targets)"))
            {
                writer.Line("for (int granule = 0; granule < network._sums.Granules; granule++)");
                writer.Line($"    {stage}(NewGranule(part, inputs, targets, granule), part);");
            }
        }
    }

    /// <summary>Phases up to a sum: those of a run by columns, or, last, all gradients.</summary>
    private static IEnumerable<Stretch> Stretches(NetworkText text, IReadOnlyList<JobStage> stages)
    {
        StepRun[] runs = [.. text.Program.ForwardRuns, .. text.Program.BackwardRuns];
        int first = 0;
        for (int stage = 0; stage < stages.Count; stage++)
        {
            if (!stages[stage].IsByColumns)
                continue;
            yield return new Stretch($"RunTo{stages[stage].Name}", first, stage + 1, runs.Single(run => run.Name == stages[stage].Name));
            first = stage + 1;
        }

        yield return new Stretch($"RunTo{Weights}", first, stages.Count + 1, null);
    }

    /// <summary>What becomes of what a run by columns has made of each granule.</summary>
    private static string Merge(NetworkText text, StepRun run)
    {
        Phase phase = run.Phases[0];
        (IEnumerable<string> values, int stride) = phase.Kernel.Kernel switch
        {
            BatchStatisticsKernel statistics => (statistics.Statistics.Select(Value), statistics.ResultStride),
            MapSumsKernel sums => (sums.Summed.Select(static operand => operand.IsOfBatch && operand.Operand.Statistic is Statistic.Mean or Statistic.Variance or Statistic.MeanSquare ? "Mean" : "Sum"), sums.SumsStride),
            var kernel => throw new InvalidOperationException($"Nothing is known of sums by {kernel.Name}."),
        };
        Operand.Whole made = phase.Bindings.Where(static binding => binding.Parameter.Access != Access.Reads).Select(static binding => binding.Operand).OfType<Operand.Whole>().Single();
        string offset = OperandText.ConstantName(made.Slot);
        string kinds = string.Join(", ", values.Select(static value => "engine::GranuleValue." + value));
        return $"_sums.Merge({offset} - SumsOffset, {Literals.Number(stride)}, new engine::GranuleValue[] {{ {kinds} }}, ref clr::Unsafe.Add(ref memory, {offset}));";
    }

    /// <summary>How a statistic of granules becomes that of the batch.</summary>
    private static string Value(string statistic) => statistic switch
    {
        "mean" or "meanSquare" => "Mean",
        "variance" => "Variance",
        "norm" => "Norm",
        _ => throw new InvalidOperationException($"Nothing is known of the {statistic} of granules."),
    };

    private sealed record Stretch(string Name, int First, int End, StepRun? Run);
}
