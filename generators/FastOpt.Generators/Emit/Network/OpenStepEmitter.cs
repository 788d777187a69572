using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Prints the steps that are open in the middle, between forward and backward: one that also gives the outputs, and one that takes the outputs' gradients
/// from its caller instead of from the loss.
/// What is given and taken stands in arrays of the network's, so that threads that share the step reach it.
/// </summary>
internal static class OpenStepEmitter
{
    /// <summary>Whether the step that runs is one of these.</summary>
    public const string IsOpen = "_keepsOutputs || _takesGradients";

    public static void Emit(SourceWriter writer, NetworkText text)
    {
        string floats = NetworkText.Write("float"), readFloats = NetworkText.Read("float");
        writer.Line($$"""
            // Room for one batch, made by the first step that gives outputs, or takes their gradients; and whether the step that runs does.
            private float[]? _outputs;
            private float[]? _outputGradients;
            private bool _keepsOutputs;
            private bool _takesGradients;

            internal float TrainStep({{text.BatchParameters}}, {{floats}} outputs, int batch)
            {
                _outputs ??= new float[(long)MaxBatch * OutputSize];
                _keepsOutputs = true;
                try
                {
                    return TrainStep(inputs, {{text.Targets}}, batch);
                }
                finally
                {
                    _keepsOutputs = false;
                    new {{readFloats}}(_outputs, 0, outputs.Length).CopyTo(outputs);
                }
            }

            internal void TrainStepWithOutputGradients({{readFloats}} inputs, {{readFloats}} gradients, int batch)
            {
                _outputGradients ??= new float[(long)MaxBatch * OutputSize];
                gradients.CopyTo(_outputGradients);
                _takesGradients = true;
                try
                {
                    TrainStepLoss(inputs, default, batch);
                }
                finally
                {
                    _takesGradients = false;
                }
            }

            /// <summary>
            /// The middle of a step, for some rows of the batch: outputs are kept where they are asked for, and the loss gives their gradients, or the caller
            /// has.
            /// </summary>
            private void LossOrGiven<TKernels>(ref float rows, ref float scratch, ref {{text.Target}} targets, int first, int batch, float meanWeight)
                where TKernels : struct, IKernels
            {
                if (_keepsOutputs)
                    {{EngineEmitter.CopyOutputs(text.Program, $"new {floats}(_outputs, first * OutputSize, batch * OutputSize)", "MaxBatch", "first")}}
                if (_takesGradients)
                    TakeGradients(ref rows, first, batch);
                else
                    LossOfRows<TKernels>(ref rows, ref scratch, MaxBatch, ref targets, first, batch, meanWeight);
            }
            """);
        writer.Line();
        EmitTake(writer, text);
        writer.Line();
        EmitStep(writer, text);
    }

    /// <summary>The call of such a step on one thread.</summary>
    public static string Call(NetworkText text) =>
        $"OpenStep<{{0}}>(ref memory, ref rows, ref scratch, ref first, ref firstTarget, batch, meanWeight{(text.Program.Plan.StoresGradients ? Adds(text) : $", in {text.Update.Name}")});";

    private static string Adds(NetworkText text) => text.Spec.AccumulatesGradients ? ", adds" : "";

    private static void EmitTake(SourceWriter writer, NetworkText text)
    {
        NetworkProgram program = text.Program;
        LayerSpec last = program.Spec.Layers[program.Spec.Layers.Count - 1];
        FusedRule? activation = program.Activations[program.Spec.Layers.Count - 1];
        bool inPlace = PlanMemory.LossInPlace(program.Spec, [.. program.Activations], program.Loss);
        BatchSlot gradient = Slot(inPlace ? PlanMemory.Output(last) : PlanMemory.Gradient(last));
        BatchSlot Slot(string name) => program.Plan.BatchSlots.First(slot => slot.Name == name);
        string RowsOf(BatchSlot slot) => $"ref Rows(ref rows, {OperandText.ConstantName(slot)}, MaxBatch, (nint)first * {Literals.Number(slot.Stride)})";
        string stride = Literals.Number(gradient.Stride);
        writer.Line("/// <summary>The caller's gradients of the outputs, taken through the last layer's activation.</summary>");
        using (writer.Braces("private void TakeGradients(ref float rows, int first, int batch)"))
        {
            writer.Line($"ref float gradients = {RowsOf(gradient)};");
            if (activation is not null)
            {
                writer.Line($"ref float kept = {RowsOf(Slot(activation.KeepsInput ? PlanMemory.Kept(last) : PlanMemory.Output(last)))};");
                writer.Line($"{activation.TypeName}.Coefficients activation = {NetworkText.Construct(last.Activation!)}.GetCoefficients();");
            }

            using (writer.Braces("for (int row = 0; row < batch; row++)"))
            {
                writer.Line($"{NetworkText.Write("float")} gradient = global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref clr::Unsafe.Add(ref gradients, row * {stride}), {stride});");
                writer.Line($"{NetworkText.Read("float")} given = new {NetworkText.Read("float")}(_outputGradients, (first + row) * OutputSize, OutputSize);");
                if (activation is null)
                {
                    writer.Line("given.CopyTo(gradient);");
                }
                else
                {
                    // The gradient may stand where what the derivative is taken from stands.
                    writer.Line($$"""
                        for (int lane = 0; lane < {{stride}}; lane += 8)
                            simd::Vector256.StoreUnsafe({{activation.TypeName}}.Derivative(simd::Vector256.LoadUnsafe(ref kept, (nuint)((row * {{stride}}) + lane)), in activation), ref gradients, (nuint)((row * {{stride}}) + lane));
                        for (int i = 0; i < given.Length; i++)
                            gradient[i] = given[i] * gradient[i];
                        """);
                }

                writer.Line("gradient.Slice(OutputSize).Clear();");
            }
        }
    }

    private static void EmitStep(SourceWriter writer, NetworkText text)
    {
        bool stores = text.Program.Plan.StoresGradients;
        string adds = text.Spec.AccumulatesGradients ? ", bool adds" : "";
        writer.Line($"/// <summary>Such a step on one thread{(stores ? ", up to the gradients of all weights" : "")}.</summary>");
        writer.Line($"private void OpenStep<TKernels>(ref float memory, ref float rows, ref float scratch, ref float inputs, ref {text.Target} targets, int batch, float meanWeight{(stores ? adds : ", " + text.Update.Parameter)})");
        writer.Line("    where TKernels : struct, IKernels");
        using (writer.Braces())
        {
            writer.Line("Forward<TKernels>(ref memory, ref rows, MaxBatch, ref inputs, 0, batch);");
            writer.Line("LossOrGiven<TKernels>(ref rows, ref scratch, ref targets, 0, batch, meanWeight);");
            writer.Line("Backward<TKernels>(ref memory, ref rows, ref scratch, MaxBatch, 0, batch);");
            writer.Line(stores
                ? $"WeightGradients<TKernels>(ref memory, ref rows, MaxBatch, ref inputs, batch{Adds(text)}, engine::Part.Whole);"
                : $"Update<TKernels>(ref memory, ref rows, ref scratch, MaxBatch, ref inputs, batch, in {text.Update.Name}, engine::Part.Whole);");
        }
    }
}
