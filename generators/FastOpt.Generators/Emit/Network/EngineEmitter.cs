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
            private readonly Job? _job;

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
                _job = threads > 1 ? new Job(this) : null;
            }
            """);
        writer.Line();
        TrainingEngineEmitter.Emit(writer, text);
        writer.Line();
        writer.Line($$"""
            internal void Predict({{examples}}, {{NetworkText.Write("float")}} outputs, int examples)
            {
                ref float memory = ref _buffer.Start;
                ref float rows = ref clr::Unsafe.Add(ref memory, FixedFloats);
                for (int done = 0, left = examples; left > 0; done += MaxBatch, left -= MaxBatch)
                {
                    int batch = global::System.Math.Min(MaxBatch, left);
                    {{NetworkText.Read("float")}} some = inputs.Slice(done * InputSize, batch * InputSize);
                    {{NetworkText.Write("float")}} results = outputs.Slice(done * OutputSize, batch * OutputSize);
                    if (_job is not null && batch >= {{Smallest}} && _job.TryPredict(some, results, batch))
                        continue;
                    ref float first = ref {{Reference("some")}};
            {{Dispatch("Forward<{0}>(ref memory, ref rows, MaxBatch, ref first, 0, batch);", "        ")}}
                    {{CopyOutputs(text.Program, "results")}}
                }
            }

            internal float Evaluate({{text.BatchParameters}}, int examples)
            {
                ref float memory = ref _buffer.Start;
                ref float rows = ref clr::Unsafe.Add(ref memory, FixedFloats);
                ref float scratch = ref clr::Unsafe.Add(ref memory, _scratch);
                double loss = 0;
                for (int done = 0, left = examples; left > 0; done += MaxBatch, left -= MaxBatch)
                {
                    int batch = global::System.Math.Min(MaxBatch, left);
                    {{NetworkText.Read("float")}} some = inputs.Slice(done * InputSize, batch * InputSize);
                    {{NetworkText.Read(text.Target)}} theirs = {{text.Targets}}.Slice(done{{targetsPerExample}}, batch{{targetsPerExample}});
                    if (_job is null || batch < {{Smallest}} || !_job.TryEvaluate(some, theirs, batch))
                    {
                        ref float first = ref {{Reference("some")}};
                        ref {{text.Target}} firstTarget = ref {{Reference("theirs")}};
            {{Dispatch("ForwardAndLoss<{0}>(ref memory, ref rows, ref scratch, MaxBatch, ref first, ref firstTarget, 0, batch, 1f);", "            ")}}
                    }

                    loss += Loss(batch);
                }

                return (float)(loss / {{text.ElementsOf("examples")}});
            }

            internal void ComputeGradients({{text.BatchParameters}}, int batch, {{NetworkText.Write("float")}} gradients)
            {
                float meanWeight = MeanWeight(batch);
                ref float memory = ref _buffer.Start;
                ref float rows = ref clr::Unsafe.Add(ref memory, FixedFloats);
                ref float scratch = ref clr::Unsafe.Add(ref memory, _scratch);
                ref float first = ref {{Reference("inputs")}};
                ref {{text.Target}} firstTarget = ref {{Reference(text.Targets)}};
                ref float gradient = ref {{Reference("gradients")}};
            {{ClearFrozen(text.Program)}}{{Dispatch("Gradients<{0}>(ref memory, ref rows, ref scratch, MaxBatch, ref first, ref firstTarget, batch, meanWeight, ref gradient);", "    ")}}
            }

            /// <summary>What each element's loss is weighted with in the mean.</summary>
            private static float MeanWeight(int batch) => {{(text.HasLabels ? "1f / batch" : "1f / ((float)batch * OutputSize)")}};

            /// <summary>The sum of the rows' losses.</summary>
            private double Loss(int batch) => engine::LossMean.Sum(ref Rows(ref clr::Unsafe.Add(ref _buffer.Start, FixedFloats), RowLosses, MaxBatch, 0), batch);
            """);
    }

    private static string Optimizers(NetworkSpec spec) => string.Join("\n", OptimizerSequenceEmitter.All(spec)
        .Select(static item => $"internal {item.Rule.TypeName} {item.Member} = {NetworkText.Construct(item.Rule)};"));

    /// <summary>Copies the last layer's rows out, from a row on.</summary>
    public static string CopyOutputs(NetworkProgram program, string outputs, string maxBatch = "MaxBatch", string first = "0")
    {
        string name = PlanMemory.Output(program.Spec.Layers[program.Spec.Layers.Count - 1]);
        BatchSlot slot = program.Plan.BatchSlots.First(candidate => candidate.Name == name);
        return $"engine::MatrixLayout.CopyRows(ref Rows(ref rows, {OperandText.ConstantName(slot)}, {maxBatch}, (nint){first} * {Literals.Number(slot.Stride)}), {Literals.Number(slot.Stride)}, {outputs}, {Literals.Number(slot.Width)});";
    }

    /// <summary>The gradients of frozen layers are zero, and nothing writes them.</summary>
    private static string ClearFrozen(NetworkProgram program) => string.Concat(program.Plan.Parameters.Where(static slot => slot.IsFrozen)
        .Select(static slot => $"    gradients.Slice({Literals.Number(slot.CanonicalOffset)}, {Literals.Number(slot.Count)}).Clear();\n"));

    /// <summary>The first element of a span.</summary>
    public static string Reference(string span) => $"global::System.Runtime.InteropServices.MemoryMarshal.GetReference({span})";

    private static string Dispatch(string statement, string indent) => WidthDispatch.Write(statement, indent);
}
