using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints the public members of a network: checks at the door, then the step at the width that runs.</summary>
internal static class MembersEmitter
{
    public static void Emit(SourceWriter writer, NetworkProgram program)
    {
        NetworkSpec spec = program.Spec;
        string name = NetworkEmitter.TypeName(spec.Declaration);
        string display = NetworkEmitter.DisplayName(spec.Declaration);
        string optimizer = program.Optimizer.TypeName;
        string target = NetworkEmitter.TargetType(spec);
        string targets = NetworkEmitter.TargetName(spec);
        string CheckTargets(string count) =>
            $"global::FastOpt.Runtime.NetworkArguments.{(spec.Target == TargetKind.Label ? "CheckLabels" : "CheckTargets")}(\"{display}\", {targets}, {count}, OutputSize);";
        string meanWeight = spec.Target == TargetKind.Label ? "1f / batch" : "1f / ((float)batch * OutputSize)";
        string mean = spec.Target == TargetKind.Label ? "examples" : "((double)examples * OutputSize)";
        string targetsPerExample = spec.Target == TargetKind.Label ? "" : " * OutputSize";
        string targetShape = spec.Target == TargetKind.Label ? "one class per example, 0 to OutputSize − 1" : "[batch × OutputSize]";

        writer.Line($$"""
            private readonly global::FastOpt.Runtime.PinnedBuffer _buffer;
            private readonly nint _scratch;
            private readonly Job? _job;

            /// <summary>Floats per example.</summary>
            public const int InputSize = {{Literals.Number(spec.Inputs)}};

            /// <summary>Outputs per example.</summary>
            public const int OutputSize = {{Literals.Number(spec.Outputs)}};

            /// <summary>Trainable scalars.</summary>
            public const int ParameterCount = {{Literals.Number(PlanComment.ParameterCount(program))}};

            /// <summary>Constructs the network with freshly initialized parameters; everything it will ever need is allocated here, and nothing is to be disposed.</summary>
            /// <param name="maxBatch">The largest batch of one step, at least 1.</param>
            /// <param name="seed">The seed of the initial weights: the same seed gives the same weights on every machine.</param>
            /// <param name="threads">Threads that share a step, at least 1. The results do not depend on it.</param>
            /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBatch"/> or <paramref name="threads"/> is below 1, or the buffer would exceed the largest array.</exception>
            public {{name}}(int maxBatch = 64, ulong seed = 0, int threads = 1)
            {
                global::FastOpt.Runtime.NetworkArguments.CheckConstruction("{{display}}", maxBatch, threads, FixedFloats, FloatsPerExample, ScratchFloats);
                MaxBatch = maxBatch;
                Threads = threads;
                _scratch = global::FastOpt.Runtime.PinnedBuffer.Aligned(FixedFloats + ((nint)FloatsPerExample * maxBatch));
                _buffer = new global::FastOpt.Runtime.PinnedBuffer(_scratch + ((nint)ScratchFloats * threads));
                _job = threads > 1 ? new Job(this) : null;
                LoadParameters(InitialParameters(seed));
            }

            /// <summary>The largest batch of one step.</summary>
            public int MaxBatch { get; }

            /// <summary>Threads that share a step.</summary>
            public int Threads { get; }

            /// <summary>The update rule with its hyperparameters, read at each step.</summary>
            {{spec.Optimizer.Accessibility}} {{optimizer}} Optimizer { get; set; } = {{NetworkEmitter.Construct(spec.Optimizer)}};

            /// <summary>Training steps taken.</summary>
            public long Step { get; private set; }

            /// <summary>One training step: forward, loss, backward, update. Allocates nothing.</summary>
            /// <param name="inputs">[batch × InputSize]; the batch is 1 to <see cref="MaxBatch"/> examples.</param>
            /// <param name="{{targets}}">{{targetShape}}.</param>
            /// <returns>The batch's mean loss before the update; not finite if training has diverged.</returns>
            /// <exception cref="ArgumentException">A length or a value does not fit; the network is as it was.</exception>
            public float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<{{target}}> {{targets}})
            {
                int batch = global::FastOpt.Runtime.NetworkArguments.CheckBatch("{{display}}", inputs, InputSize, MaxBatch);
                {{CheckTargets("batch")}}
                float meanWeight = {{meanWeight}};
                {{optimizer}}.Coefficients optimizer = Optimizer.GetCoefficients(Step + 1);
                if (_job is null || batch < SharedBatch || !_job.TryRun(inputs, {{targets}}, batch, meanWeight, in optimizer))
                {
                    ref float memory = ref _buffer.Start;
                    ref float scratch = ref Unsafe.Add(ref memory, _scratch);
                    ref float first = ref MemoryMarshal.GetReference(inputs);
                    ref {{target}} firstTarget = ref MemoryMarshal.GetReference({{targets}});
            {{Dispatch("TrainStep<{0}>(ref memory, ref scratch, MaxBatch, ref first, ref firstTarget, batch, meanWeight, in optimizer);", "        ")}}
                }

                Step++;
                return (float)(Loss(batch) / {{mean.Replace("examples", "batch")}});
            }

            /// <summary>Writes the last layer's output (logits for softmax cross-entropy) for any number of examples. Allocates nothing.</summary>
            /// <param name="inputs">[examples × InputSize], at least one example.</param>
            /// <param name="outputs">[examples × OutputSize].</param>
            /// <exception cref="ArgumentException">A length does not fit.</exception>
            public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs)
            {
                int examples = global::FastOpt.Runtime.NetworkArguments.CheckBatch("{{display}}", inputs, InputSize, int.MaxValue);
                global::FastOpt.Runtime.NetworkArguments.CheckOutputs("{{display}}", outputs, examples, OutputSize, inputs);
                ref float memory = ref _buffer.Start;
                for (int done = 0, left = examples; left > 0; done += MaxBatch, left -= MaxBatch)
                {
                    int batch = global::System.Math.Min(MaxBatch, left);
                    ref float first = ref MemoryMarshal.GetReference(inputs.Slice(done * InputSize));
            {{Dispatch("Forward<{0}>(ref memory, MaxBatch, ref first, 0, batch);", "        ")}}
                    global::FastOpt.Runtime.MatrixLayout.CopyRows(ref Rows(ref memory, {{OperandText.ConstantName(OutputSlot(program))}}, MaxBatch, 0), {{OutputSlot(program).Stride}}, outputs.Slice(done * OutputSize, batch * OutputSize), OutputSize);
                }
            }

            /// <summary>The mean loss over any number of examples; nothing is updated and nothing allocated.</summary>
            /// <param name="inputs">[examples × InputSize], at least one example.</param>
            /// <param name="{{targets}}">{{targetShape.Replace("batch", "examples")}}.</param>
            /// <returns>The mean loss.</returns>
            /// <exception cref="ArgumentException">A length or a value does not fit.</exception>
            public float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<{{target}}> {{targets}})
            {
                int examples = global::FastOpt.Runtime.NetworkArguments.CheckBatch("{{display}}", inputs, InputSize, int.MaxValue);
                {{CheckTargets("examples")}}
                ref float memory = ref _buffer.Start;
                ref float scratch = ref Unsafe.Add(ref memory, _scratch);
                double loss = 0;
                for (int done = 0, left = examples; left > 0; done += MaxBatch, left -= MaxBatch)
                {
                    int batch = global::System.Math.Min(MaxBatch, left);
                    ref float first = ref MemoryMarshal.GetReference(inputs.Slice(done * InputSize));
                    ref {{target}} firstTarget = ref MemoryMarshal.GetReference({{targets}}.Slice(done{{targetsPerExample}}));
            {{Dispatch("ForwardAndLoss<{0}>(ref memory, ref scratch, MaxBatch, ref first, ref firstTarget, 0, batch, 1f);", "        ")}}
                    loss += Loss(batch);
                }

                return (float)(loss / {{mean}});
            }

            /// <summary>Writes the gradient of the batch's mean loss; nothing is updated and nothing allocated.</summary>
            /// <param name="inputs">[batch × InputSize]; the batch is 1 to <see cref="MaxBatch"/> examples.</param>
            /// <param name="{{targets}}">{{targetShape}}.</param>
            /// <param name="gradients">[ParameterCount], in the canonical order of <see cref="Parameters"/>.</param>
            /// <exception cref="ArgumentException">A length or a value does not fit.</exception>
            public void ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<{{target}}> {{targets}}, Span<float> gradients)
            {
                int batch = global::FastOpt.Runtime.NetworkArguments.CheckBatch("{{display}}", inputs, InputSize, MaxBatch);
                {{CheckTargets("batch")}}
                global::FastOpt.Runtime.NetworkArguments.CheckParameters("{{display}}", gradients, ParameterCount, nameof(gradients));
                global::FastOpt.Runtime.NetworkArguments.CheckApart("{{display}}", gradients, nameof(gradients), inputs);
                float meanWeight = {{meanWeight}};
                ref float memory = ref _buffer.Start;
                ref float scratch = ref Unsafe.Add(ref memory, _scratch);
                ref float first = ref MemoryMarshal.GetReference(inputs);
                ref {{target}} firstTarget = ref MemoryMarshal.GetReference({{targets}});
                ref float gradient = ref MemoryMarshal.GetReference(gradients);
            {{Dispatch("Gradients<{0}>(ref memory, ref scratch, MaxBatch, ref first, ref firstTarget, batch, meanWeight, ref gradient);")}}
            }

            /// <summary>The sum of the rows' losses.</summary>
            private double Loss(int batch) => global::FastOpt.Runtime.LossMean.Sum(ref Rows(ref _buffer.Start, RowLosses, MaxBatch, 0), batch);
            """);
        writer.Line();
        EmitParameterCopies(writer, program, display);
    }

    private static BatchSlot OutputSlot(NetworkProgram program) =>
        program.Plan.BatchSlots.First(slot => slot.Name == PlanMemory.Output(program.Spec.Layers[program.Spec.Layers.Count - 1]));

    private static string Dispatch(string statement, string indent = "    ") => WidthDispatch.Write(statement, indent);

    private static void EmitParameterCopies(SourceWriter writer, NetworkProgram program, string display)
    {
        writer.Line("/// <summary>Writes all parameters in canonical order: layer by layer, weight [out, in] row-major, then bias [out].</summary>");
        writer.Line("/// <param name=\"parameters\">[ParameterCount].</param>");
        writer.Line("/// <exception cref=\"ArgumentException\">The length does not fit.</exception>");
        using (writer.Braces("public void CopyParametersTo(Span<float> parameters)"))
            EmitCopies("ToCanonical", "parameters.Slice");
        writer.Line();
        writer.Line("/// <summary>Reads all parameters in canonical order; the optimizer's state and the step count stay as they are.</summary>");
        writer.Line("/// <param name=\"parameters\">[ParameterCount].</param>");
        writer.Line("/// <exception cref=\"ArgumentException\">The length does not fit.</exception>");
        using (writer.Braces("public void LoadParameters(ReadOnlySpan<float> parameters)"))
            EmitCopies("FromCanonical", "parameters.Slice");

        void EmitCopies(string copy, string slice)
        {
            writer.Line($"global::FastOpt.Runtime.NetworkArguments.CheckParameters(\"{display}\", parameters, ParameterCount, nameof(parameters));");
            writer.Line("ref float memory = ref _buffer.Start;");
            foreach (ParameterSlot slot in program.Plan.Parameters)
            {
                writer.Line($"global::FastOpt.Runtime.MatrixLayout.{copy}(ref Unsafe.Add(ref memory, {OperandText.ConstantName(slot)}), " +
                    $"{Literals.Number(slot.Stride)}, {Literals.Number(slot.Rows)}, {Literals.Number(slot.Columns)}, {slice}({Literals.Number(slot.CanonicalOffset)}, {Literals.Number(slot.Count)}));");
            }
        }
    }
}
