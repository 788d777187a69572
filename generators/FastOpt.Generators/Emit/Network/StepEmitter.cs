using FastOpt.Generators.Collections;
using FastOpt.Generators.Emit.Kernels;
using FastOpt.Generators.Lowering.Network;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Prints the step: the phases in order, once for all widths.
/// </summary>
internal static class StepEmitter
{
    /// <summary>What every method over phases takes.</summary>
    public const string Frame = "in " + FrameEmitter.Type + " frame";

    public static void Emit(SourceWriter writer, NetworkText text)
    {
        NetworkProgram program = text.Program;
        OffsetEmitter.Emit(writer, program);
        writer.Line();
        text.Update.EmitStruct(writer);
        if (program.Plan.StoresGradients)
            StoredStepEmitter.EmitDriver(writer, text);
        writer.Line();
        EmitRuns(writer, text, "Forward: each layer's rows of the batch", "Forward", program.ForwardRuns);
        writer.Line();
        writer.Line("/// <summary>The rows' losses and the gradient of their mean.</summary>");
        using (Method(writer, $"void LossOfRows({Frame})"))
            OperandText.WritePhases(writer, text, [program.LossPhase]);

        writer.Line();
        writer.Line("/// <summary>Forward, then the loss.</summary>");
        using (Method(writer, $"void ForwardAndLoss({Frame})"))
        {
            writer.Line("Forward(in frame);");
            writer.Line("LossOfRows(in frame);");
        }

        writer.Line();
        EmitRuns(writer, text, "Backward: the gradient of what enters each layer, last layer first, while every weight is still the old one", "Backward", program.BackwardRuns);
        writer.Line();
        if (program.Plan.StoresGradients)
            StoredStepEmitter.EmitPhases(writer, text);
        else
            EmitUpdate(writer, text);
        writer.Line();
        writer.Line("/// <summary>A step that writes the gradients of parameters out, in canonical order, instead of updating.</summary>");
        using (Method(writer, $"void Gradients({Frame}, ref float gradients)"))
        {
            writer.Line("ForwardAndLoss(in frame);");
            writer.Line("Backward(in frame);");
            if (program.Gradients.Any(static phase => phase.IsByColumns))
                writer.Line("engine::Part part = engine::Part.Whole;");
            OperandText.WritePhases(writer, text, program.Gradients);
        }

        writer.Line();
        EmitPrediction(writer, text);
        writer.Line();
        if (program.Folded.Count > 0)
            EmitFolded(writer, text);
        if (program.InputGradients.Count > 0)
            EmitInputGradients(writer, text);
        if (program.Spec.HasCurvature)
            CurvatureEmitter.EmitPhases(writer, text);
        KernelEmitter.EmitShared(writer, text);
    }

    /// <summary>A pass: one method over its phases, or, where threads wait for each other in between, a method for each run of them, and one that calls these.</summary>
    private static void EmitRuns(SourceWriter writer, NetworkText text, string summary, string pass, EquatableArray<StepRun> runs)
    {
        writer.Line($"/// <summary>{summary}.</summary>");
        using (Method(writer, $"void {pass}({Frame})"))
        {
            if (!runs.Any(static run => run.IsByColumns))
            {
                OperandText.WritePhases(writer, text, runs[0].Phases);
                return;
            }

            foreach (StepRun run in runs)
                writer.Line($"{run.Name}(in frame{(run.IsByColumns ? ", engine::Part.Whole" : "")});");
        }

        foreach (StepRun run in runs)
        {
            writer.Line();
            writer.Line($"/// <summary>{(run.IsByColumns ? "A share of the columns that this makes, for all rows of the batch" : "Each row of the batch by itself")}.</summary>");
            using (Method(writer, $"void {run.Name}({Frame}{(run.IsByColumns ? ", engine::Part part" : "")})"))
                OperandText.WritePhases(writer, text, run.Phases, run.IsByColumns ? GranuleOperands.Of(text, run.Phases) : null);
        }
    }

    private static void EmitUpdate(SourceWriter writer, NetworkText text)
    {
        writer.Line("/// <summary>Updates, last layer first: each gradient is summed over the batch in registers, where the optimizer runs on it.</summary>");
        using (Method(writer, $"void Update({Frame}, {text.Update.Parameter}, engine::Part part)"))
            OperandText.WritePhases(writer, text, text.Program.Updates);
    }

    /// <summary>Predictions keep nothing for backward; where threads have columns while training, each has whole rows here.</summary>
    private static void EmitPrediction(SourceWriter writer, NetworkText text)
    {
        writer.Line("/// <summary>Predict: forward as it is in predictions, keeping nothing for backward.</summary>");
        using (Method(writer, $"void Predict({Frame})"))
        {
            if (text.Program.Predict.Any(static phase => phase.IsByColumns))
                writer.Line("engine::Part part = engine::Part.Whole;");
            OperandText.WritePhases(writer, text, text.Program.Predict);
        }

        writer.Line();
        writer.Line("/// <summary>Predict, then the losses of the rows.</summary>");
        using (Method(writer, $"void PredictAndLoss({Frame})"))
        {
            writer.Line("Predict(in frame);");
            OperandText.WritePhases(writer, text, [text.Program.PredictLoss]);
        }
    }

    private static void EmitFolded(SourceWriter writer, NetworkText text)
    {
        writer.Line("/// <summary>Predictions over a copy of the weights that has taken over what <c>FoldedWeights</c> says.</summary>");
        using (Method(writer, $"void PredictFolded({Frame})"))
        {
            if (text.Program.Folded.Any(static phase => phase.IsByColumns))
                writer.Line("engine::Part part = engine::Part.Whole;");
            OperandText.WritePhases(writer, text, text.Program.Folded);
        }

        writer.Line();
    }

    private static void EmitInputGradients(SourceWriter writer, NetworkText text)
    {
        writer.Line("/// <summary>The gradient of the loss of predictions in the inputs.</summary>");
        using (Method(writer, $"void InputGradients({Frame}, ref float inputGradients)"))
        {
            if (text.Program.InputGradients.Any(static phase => phase.IsByColumns))
                writer.Line("engine::Part part = engine::Part.Whole;");
            OperandText.WritePhases(writer, text, text.Program.InputGradients);
        }

        writer.Line();
    }

    /// <summary>Opens a method over the kernels of a width.</summary>
    public static SourceWriter.Block Method(SourceWriter writer, string signature)
    {
        writer.Line("[clr::MethodImpl(clr::MethodImplOptions.AggressiveOptimization)]");
        writer.Line($"private static {signature}");
        return writer.Braces();
    }
}
