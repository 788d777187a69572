namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints how the team's threads share a training step: rows of the batch forward and backward, then rows of the weights.</summary>
internal static class JobEmitter
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        string target = text.Target;
        string coefficients = text.Program.Optimizer.TypeName + ".Coefficients";
        string targetAt = text.HasLabels ? "Integer" : "Float";
        string targetOffset = text.HasLabels ? "first" : "(nint)first * OutputSize";
        writer.Line($$"""
            /// <summary>A training step as threads share it; the results are those of one thread.</summary>
            internal sealed class Job({{text.Compiled}} network) : global::FastOpt.Runtime.IStepJob
            {
                private int _batch;
                private float _meanWeight;
                private {{coefficients}} _optimizer;

                public bool TryRun({{NetworkText.Read("float")}} inputs, {{NetworkText.Read(target)}} targets, int batch, float meanWeight, in {{coefficients}} optimizer)
                {
                    _batch = batch;
                    _meanWeight = meanWeight;
                    _optimizer = optimizer;
                    return global::FastOpt.Runtime.WorkerTeam.TryRun(this, network.Threads, inputs, targets);
                }

                public void RunRows(global::FastOpt.Runtime.Part part, nint inputs, nint targets)
                {
            {{Dispatch("RunRows<{0}>(part, inputs, targets);")}}
                }

                public void RunUpdates(global::FastOpt.Runtime.Part part, nint inputs)
                {
                    ref float memory = ref network._buffer.Start;
                    ref float rows = ref clr::Unsafe.Add(ref memory, FixedFloats);
                    ref float scratch = ref Scratch(part);
                    ref float firstInput = ref global::FastOpt.Runtime.WorkerTeam.Float(inputs);
            {{Dispatch("Update<{0}>(ref memory, ref rows, ref scratch, network.MaxBatch, ref firstInput, _batch, in _optimizer, part);")}}
                }

                private void RunRows<TKernels>(global::FastOpt.Runtime.Part part, nint inputs, nint targets)
                    where TKernels : struct, IKernels
                {
                    int first = part.First(_batch, BatchGranule);
                    int count = part.End(_batch, BatchGranule) - first;
                    if (count == 0)
                        return;
                    ref float memory = ref network._buffer.Start;
                    ref float rows = ref clr::Unsafe.Add(ref memory, FixedFloats);
                    ref float scratch = ref Scratch(part);
                    ref float firstInput = ref clr::Unsafe.Add(ref global::FastOpt.Runtime.WorkerTeam.Float(inputs), (nint)first * InputSize);
                    ref {{target}} firstTarget = ref clr::Unsafe.Add(ref global::FastOpt.Runtime.WorkerTeam.{{targetAt}}(targets), {{targetOffset}});
                    ForwardAndLoss<TKernels>(ref memory, ref rows, ref scratch, network.MaxBatch, ref firstInput, ref firstTarget, first, count, _meanWeight);
                    Backward<TKernels>(ref memory, ref rows, ref scratch, network.MaxBatch, first, count);
                }

                private ref float Scratch(global::FastOpt.Runtime.Part part) => ref clr::Unsafe.Add(ref network._buffer.Start, network._scratch + ((nint)ScratchFloats * part.Index));
            }
            """);
    }

    private static string Dispatch(string statement) => WidthDispatch.Write(statement, "        ");
}
