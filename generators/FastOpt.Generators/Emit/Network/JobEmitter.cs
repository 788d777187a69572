namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Prints how the team's threads share what a network does: rows of the batch through forward, loss and backward; behind a barrier, rows of the weights through their updates.
/// </summary>
internal static class JobEmitter
{
    private const string Outputs =
        "global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref clr::Unsafe.Add(ref caller.Outputs, (nint)first * OutputSize), count * OutputSize)";

    public static void Emit(SourceWriter writer, NetworkText text)
    {
        string target = text.Target;
        string coefficients = text.Program.Optimizer.TypeName + ".Coefficients";
        string targets = text.HasLabels ? "Labels" : "Values";
        string targetOffset = text.HasLabels ? "first" : "(nint)first * OutputSize";
        string read = NetworkText.Read("float");
        string readTargets = NetworkText.Read(target);
        writer.Line($$"""
            /// <summary>What threads share of this network's work; the results are those of one thread.</summary>
            internal sealed class Job({{text.Compiled}} network) : global::FastOpt.Runtime.ISharedJob
            {
                private Work _work;
                private int _batch;
                private float _meanWeight;
                private {{coefficients}} _optimizer;

                private enum Work
                {
                    Train,
                    Evaluate,
                    Predict,
                }

                public bool TryTrain({{read}} inputs, {{readTargets}} targets, int batch, float meanWeight, in {{coefficients}} optimizer)
                {
                    _optimizer = optimizer;
                    return TryRun(Work.Train, 2, SharedBatch, inputs, targets, default, batch, meanWeight);
                }

                public bool TryEvaluate({{read}} inputs, {{readTargets}} targets, int batch) => TryRun(Work.Evaluate, 1, SharedExamples, inputs, targets, default, batch, 1f);

                public bool TryPredict({{read}} inputs, {{NetworkText.Write("float")}} outputs, int batch) => TryRun(Work.Predict, 1, SharedExamples, inputs, default, outputs, batch, 0);

                public void Run(int phase, global::FastOpt.Runtime.Part part, in global::FastOpt.Runtime.PinnedMemory caller)
                {
            {{Dispatch("Run<{0}>(phase, part, in caller);")}}
                }

                private bool TryRun(Work work, int phases, int least, {{read}} inputs, {{readTargets}} targets, {{NetworkText.Write("float")}} outputs, int batch, float meanWeight)
                {
                    _work = work;
                    _batch = batch;
                    _meanWeight = meanWeight;
                    return global::FastOpt.Runtime.WorkerTeam.TryRun(this, phases, network.Threads, batch >= least, inputs, targets, outputs);
                }

                private void Run<TKernels>(int phase, global::FastOpt.Runtime.Part part, in global::FastOpt.Runtime.PinnedMemory caller)
                    where TKernels : struct, IKernels
                {
                    ref float memory = ref network._buffer.Start;
                    ref float rows = ref clr::Unsafe.Add(ref memory, FixedFloats);
                    ref float scratch = ref clr::Unsafe.Add(ref memory, network._scratch + ((nint)ScratchFloats * part.Index));
                    if (phase == 1)
                    {
                        Update<TKernels>(ref memory, ref rows, ref scratch, network.MaxBatch, ref caller.Inputs, _batch, in _optimizer, part);
                        return;
                    }

                    int first = part.First(_batch, BatchGranule);
                    int count = part.End(_batch, BatchGranule) - first;
                    if (count == 0)
                        return;
                    ref float inputs = ref clr::Unsafe.Add(ref caller.Inputs, (nint)first * InputSize);
                    if (_work == Work.Predict)
                    {
                        Forward<TKernels>(ref memory, ref rows, network.MaxBatch, ref inputs, first, count);
                        {{EngineEmitter.CopyOutputs(text.Program, Outputs, "network.MaxBatch", "first")}}
                        return;
                    }

                    ref {{target}} targets = ref clr::Unsafe.Add(ref caller.{{targets}}, {{targetOffset}});
                    ForwardAndLoss<TKernels>(ref memory, ref rows, ref scratch, network.MaxBatch, ref inputs, ref targets, first, count, _meanWeight);
                    if (_work == Work.Train)
                        Backward<TKernels>(ref memory, ref rows, ref scratch, network.MaxBatch, first, count);
                }
            }
            """);
    }

    private static string Dispatch(string statement) => WidthDispatch.Write(statement, "        ");
}
