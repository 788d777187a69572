using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints the buffer of a network and what runs over it, at the width of the machine; arguments were checked before.</summary>
internal static class EngineEmitter
{
    private const string Smallest = "engine::WorkerTeam.SmallestBatch(SharedExamples)";

    public static void Emit(SourceWriter writer, NetworkText text)
    {
        string examples = NetworkText.Read("float") + " inputs";
        string targetsPerExample = text.HasLabels ? "" : " * OutputSize";
        writer.Line($$"""
            private readonly engine::PinnedBuffer _buffer;
            private readonly nint _scratch;
            private readonly Job{{(text.Spec.IsDistributed ? "" : "?")}} _job;{{DistributedEmitter.Field(text)}}

            internal engine::CallGuard Guard;
            internal long Step;
            internal long Epoch;
            {{Optimizers(text.Spec)}}
            internal readonly int MaxBatch;
            internal readonly int Threads;

            internal {{text.Compiled}}(int maxBatch, int threads)
            {
                {{text.Check("CheckConstruction", "maxBatch, threads, FixedFloats, FloatsPerExample, ScratchFloats")}}
                MaxBatch = maxBatch;
                Threads = threads;
                _scratch = engine::PinnedBuffer.Aligned(FixedFloats + ((nint)FloatsPerExample * maxBatch));
                _buffer = new engine::PinnedBuffer(_scratch + ((nint)ScratchFloats * threads));
                {{DistributedEmitter.Construction(text) ?? "_job = threads > 1 ? new Job(this) : null;"}}{{Initial(text)}}
            }
            """);
        writer.Line();
        TrainingEngineEmitter.Emit(writer, text);
        writer.Line();
        writer.Line($$"""
            internal void Predict({{examples}}, {{NetworkText.Write("float")}} outputs, int examples)
            {
                for (int done = 0, left = examples; left > 0; done += MaxBatch, left -= MaxBatch)
                {
                    int batch = global::System.Math.Min(MaxBatch, left);
                    {{NetworkText.Read("float")}} some = inputs.Slice(done * InputSize, batch * InputSize);
                    {{NetworkText.Write("float")}} results = outputs.Slice(done * OutputSize, batch * OutputSize);
                    if (_job is not null && batch >= {{Smallest}} && _job.TryPredict(some, results, batch))
                        continue;
                    engine::Frame frame = NewFrame(some, {{NetworkText.Read(text.Target)}}.Empty, batch, 0f);
                    Predict(in frame);
                    {{CopyOutputs(text.Program.Outputs.Prediction, "results")}}
                }
            }

            {{EvaluateHead(text)}}
            {
                double loss = 0;{{(text.Spec.DividesByWeights ? "\n        double weight = 0;" : "")}}
                for (int done = 0, left = examples; left > 0; done += MaxBatch, left -= MaxBatch)
                {
                    int batch = global::System.Math.Min(MaxBatch, left);
                    {{NetworkText.Read("float")}} some = inputs.Slice(done * InputSize, batch * InputSize);
                    {{NetworkText.Read(text.Target)}} theirs = {{text.Targets}}.Slice(done{{targetsPerExample}}, batch{{targetsPerExample}});{{WeighSome(text)}}
                    if (_job is null || batch < {{Smallest}} || !_job.TryEvaluate(some, theirs, batch))
                    {
                        engine::Frame frame = NewFrame(some, theirs, batch, 1f);
                        PredictAndLoss(in frame);
                    }

                    loss += Loss(batch);{{(text.Spec.DividesByWeights ? "\n            weight += WeightOf(theirs, batch);" : "")}}
                }

                return {{text.MeanOf("loss", "examples", "weight")}};
            }

            internal void ComputeGradients({{text.BatchParameters}}, int batch, {{NetworkText.Write("float")}} gradients)
            {
                engine::Frame frame = NewFrame(inputs, {{text.Targets}}, batch, {{MeanWeight(text)}});
                ref float gradient = ref {{Reference("gradients")}};
                {{ClearFrozen(text.Program)}}Gradients(in frame, ref gradient);
            }

            {{InputGradients(text)}}
            /// <summary>All rows of a batch, on one thread.</summary>
            private engine::Frame NewFrame({{examples}}, {{NetworkText.Read(text.Target)}} targets, int batch, float meanWeight) =>
                new engine::Frame(_buffer, FixedFloats, _scratch, inputs, targets, MaxBatch, batch, meanWeight){{Optional(text)}};{{Key(text)}}
            """);
        writer.Line();
        LossMeanEmitter.Emit(writer, text);
        writer.Line();
        writer.Line($$"""
            /// <summary>The sum of the rows' losses.</summary>
            private double Loss(int batch) => engine::LossMean.Sum(ref clr::Unsafe.Add(ref _buffer.Start, FixedFloats + ((nint)RowLosses * MaxBatch)), batch);
            """);
        text.EmitInputCheck(writer);
    }

    private static string Optional(NetworkText text) =>
        FrameEmitter.Initializer(text, "Key", "ref _weights[0]", "ref " + DistributedEmitter.Sums, "batch");

    /// <summary>The factor of a batch's losses in their mean.</summary>
    public static string MeanWeight(NetworkText text) => text.Spec.DividesByWeights ? $"MeanWeight(WeightOf({text.Targets}, batch))" : "MeanWeight(batch)";

    private static string EvaluateHead(NetworkText text) => !text.Spec.HasExampleWeights
        ? $"internal float Evaluate({text.BatchParameters}, int examples)"
        : $"internal float Evaluate({text.BatchParameters}, int examples) => EvaluateWeighted(inputs, {text.Targets}, default, examples);\n\n"
            + "/// <summary>The mean loss; no weights are 1 for each.</summary>\n"
            + $"private float EvaluateWeighted({text.BatchParameters}, {NetworkText.Read("float")} weights, int examples)";

    private static string WeighSome(NetworkText text) => text.Spec.HasExampleWeights
        ? "\n            if (!weights.IsEmpty)\n                weights.Slice(done, batch).CopyTo(_weights);"
        : "";

    private static string Initial(NetworkText text) => InitialBuffers(text.Program) + InitialWeights(text);

    private static string InitialWeights(NetworkText text) => text.Spec.HasExampleWeights
        ? "\n        _weights = new float[maxBatch];\n        global::System.Array.Fill(_weights, 1f);"
        : "";

    private static string Optimizers(NetworkSpec spec) => string.Join("\n", OptimizerSequenceEmitter.All(spec)
        .Select(static item => $"internal {item.Rule.TypeName} {item.Member} = {NetworkText.Construct(item.Rule)};"));

    private static string InputGradients(NetworkText text) => text.Program.InputGradients.Count == 0 ? "" :
        $"internal void ComputeInputGradients({text.BatchParameters}, int batch, {NetworkText.Write("float")} gradients)\n" +
        $"{{\n    engine::Frame frame = NewFrame(inputs, {text.Targets}, batch, {MeanWeight(text)});\n" +
        $"    ref float gradient = ref {Reference("gradients")};\n" +
        $"    InputGradients(in frame, ref gradient);\n}}\n";

    /// <summary>What random numbers are keyed by: accumulated batches go on where the ones before ended.</summary>
    private static string Key(NetworkText text)
    {
        if (!text.Draws)
            return "";
        string example = text.Spec.AccumulatesGradients ? "AccumulatedExamples" : "0";
        return "\n\n/// <summary>What random numbers of the next step are keyed by.</summary>\n" +
            $"private engine::DrawKey Key => new engine::DrawKey(Seed, Step + 1, {example});{DistributedEmitter.Key(text)}";
    }

    /// <summary>Running statistics begin at what leaves values as they are.</summary>
    private static string InitialBuffers(NetworkProgram program) => string.Concat(program.Plan.Buffers.Where(static slot => slot.Spec.Initial != 0).Select(static slot =>
        $"\n        global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref clr::Unsafe.Add(ref _buffer.Start, {OperandText.ConstantName(slot)}), {Literals.Number(slot.Columns)})" +
        $".Fill({Literals.Float((float)slot.Spec.Initial)});"));

    /// <summary>Copies the last layer's rows out.</summary>
    public static string CopyOutputs(BatchSlot slot, string outputs)
    {
        (string stride, string width) = (Literals.Number(slot.Stride), Literals.Number(slot.Width));
        return $"engine::MatrixLayout.CopyRows(ref frame.RowsOf({OperandText.ConstantName(slot)}, {stride}), {stride}, {outputs}, {width});";
    }

    /// <summary>The gradients of frozen layers are zero, and nothing writes them.</summary>
    private static string ClearFrozen(NetworkProgram program) => string.Concat(program.Plan.Parameters.Where(static slot => slot.IsFrozen)
        .Select(static slot => $"gradients.Slice({Literals.Number(slot.CanonicalOffset)}, {Literals.Number(slot.Count)}).Clear();\n    "));

    /// <summary>The first element of a span.</summary>
    public static string Reference(string span) => $"global::System.Runtime.InteropServices.MemoryMarshal.GetReference({span})";
}
