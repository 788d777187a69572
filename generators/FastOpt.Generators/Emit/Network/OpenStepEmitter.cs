using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Passes;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Prints the steps that are open in the middle, between forward and backward: one that also gives the outputs, and one that takes the outputs' gradients
/// from its caller instead of from the loss.
/// What is given and taken stands in arrays of the network's, so that threads that share the step reach it.
/// </summary>
internal static class OpenStepEmitter
{
    /// <summary>Whether the step that runs has its learning rate already: a step that gives outputs is refused before they are written.</summary>
    public const string TookRate = "_keepsOutputs";

    public static void Emit(SourceWriter writer, NetworkText text)
    {
        string floats = NetworkText.Write("float"), readFloats = NetworkText.Read("float");
        writer.Line($$"""
            // Room for one batch, made by the first step that gives outputs, or takes their gradients; and whether the step that runs does.
            private float[]? _outputs;
            private float[]? _outputGradients;
            private bool _keepsOutputs;
            private bool _takesGradients;
            """);
        writer.Line();
        using (writer.Braces($"internal float TrainStep({text.BatchParameters}, {floats} outputs, int batch)"))
        {
            ScheduleEmitter.EmitBegin(writer, text);
            writer.Line("_outputs ??= new float[(long)MaxBatch * OutputSize];");
            writer.Line("_keepsOutputs = true;");
            using (writer.Braces("try"))
            {
                string step = $"TrainStep(inputs, {text.Targets}, batch);";
                if (text.Spec.IsDistributed)
                    writer.Line($"float loss = {step}").Line("_sums.GatherRows(_outputs, outputs, OutputSize);").Line("return loss;");
                else
                    writer.Line("return " + step);
            }

            using (writer.Braces("finally"))
            {
                writer.Line("_keepsOutputs = false;");
                if (!text.Spec.IsDistributed)
                    writer.Line($"new {readFloats}(_outputs, 0, outputs.Length).CopyTo(outputs);");
            }
        }

        writer.Line();
        writer.Line($$"""
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
            private void LossOrGiven({{StepEmitter.Frame}})
            {
                if (_keepsOutputs)
                    {{EngineEmitter.CopyOutputs(text.Program.Outputs.Training, $"new {floats}(_outputs, frame.First * OutputSize, frame.Count * OutputSize)")}}
                if (_takesGradients)
                    TakeGradients(in frame);
                else
                    LossOfRows(in frame);
            }
            """);
        writer.Line();
        EmitTake(writer, text);
        if (text.Spec.IsDistributed)
            return;
        writer.Line();
        EmitStep(writer, text);
    }

    /// <summary>The call of a step on one thread.</summary>
    public static string Call(NetworkText text) =>
        $"RunStep(NewFrame(inputs, {text.Targets}, batch, meanWeight){(text.Program.Plan.StoresGradients ? Adds(text) : $", in {text.Update.Name}")});";

    private static string Adds(NetworkText text) => text.Spec.AccumulatesGradients ? ", added" : "";

    private static void EmitTake(SourceWriter writer, NetworkText text)
    {
        Loss loss = text.Program.Graph.Loss;
        BatchSlot Slot(Value value) => RowPlacement.SlotOf(value, text.Program.Plan.BatchSlots, loss, loss.Output);
        BatchSlot gradient = Slot(loss.Last);
        string RowsOf(BatchSlot slot) => $"ref frame.RowsOf({OperandText.ConstantName(slot)}, {Literals.Number(slot.Stride)})";
        string stride = Literals.Number(gradient.Stride);
        writer.Line("/// <summary>The caller's gradients of the outputs, taken through the last layer's activation.</summary>");
        if (loss.Through is null)
        {
            string given = $"new {NetworkText.Read("float")}(_outputGradients, frame.First * OutputSize, frame.Count * OutputSize)";
            string rows = $"{RowsOf(gradient)}, {stride}, {given}, OutputSize";
            writer.Line($"private void TakeGradients({StepEmitter.Frame}) => engine::MatrixLayout.LoadRows({rows});");
            return;
        }

        using (writer.Braces($"private void TakeGradients({StepEmitter.Frame})"))
        {
            writer.Line($"ref float gradients = {RowsOf(gradient)};");
            Map activation = loss.Through.Of;
            writer.Line($"ref float kept = {RowsOf(Slot(activation.DerivativeFrom))};");
            writer.Line($"{activation.Rule.TypeName}.Coefficients activation = {NetworkText.Construct(activation.Reference)}.GetCoefficients();");
            using (writer.Braces("for (int row = 0; row < frame.Count; row++)"))
            {
                string span = "global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan";
                writer.Line($"{NetworkText.Write("float")} gradient = {span}(ref clr::Unsafe.Add(ref gradients, row * {stride}), {stride});");
                writer.Line($"{NetworkText.Read("float")} given = new {NetworkText.Read("float")}(_outputGradients, (frame.First + row) * OutputSize, OutputSize);");
                EmitThrough(writer, activation.Rule.TypeName, stride);
                writer.Line("gradient.Slice(OutputSize).Clear();");
            }
        }
    }

    /// <summary>The gradient may stand where what the derivative is taken from stands.</summary>
    private static void EmitThrough(SourceWriter writer, string rule, string stride)
    {
        VectorTarget target = VectorTarget.All.Single(static width => width.Bits == 256);
        string derivative = $"{rule}.Derivative({target.Load("kept", "offset")}, in activation)";
        writer.Line($$"""
            for (int offset = row * {{stride}}, end = offset + {{stride}}; offset < end; offset += {{Literals.Number(target.Lanes)}})
                {{target.Store(derivative, "gradients", "offset")}}
            for (int i = 0; i < given.Length; i++)
                gradient[i] = given[i] * gradient[i];
            """);
    }

    private static void EmitStep(SourceWriter writer, NetworkText text)
    {
        bool stores = text.Program.Plan.StoresGradients;
        string adds = text.Spec.AccumulatesGradients ? ", long added" : "";
        writer.Line($"/// <summary>A step on one thread{(stores ? ", up to the gradients of all weights" : "")}.</summary>");
        writer.Line($"private void RunStep({StepEmitter.Frame}{(stores ? adds : ", " + text.Update.Parameter)})");
        using (writer.Braces())
        {
            writer.Line("Forward(in frame);");
            writer.Line("LossOrGiven(in frame);");
            writer.Line("Backward(in frame);");
            writer.Line(stores
                ? $"WeightGradients(in frame{Adds(text)}, engine::Part.Whole);"
                : $"Update(in frame, in {text.Update.Name}, engine::Part.Whole);");
        }
    }
}
