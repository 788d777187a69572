using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints the training step over a network's buffer, at the width of the machine, on one thread or shared: whole, or in two halves where gradients are stored.</summary>
internal static class TrainingEngineEmitter
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        writer.Line($"internal float TrainStep({text.BatchParameters}, int batch) => {text.MeanOf($"TrainStepLoss(inputs, {text.Targets}, batch)", "batch", "_weight")};");
        writer.Line();
        writer.Line("/// <summary>A step; gives the sum of the rows' losses.</summary>");
        if (text.Spec.IsDistributed)
            DistributedEmitter.EmitBegin(writer, text);
        string step = text.Spec.IsDistributed ? $"StepOfShare({text.BatchParameters})" : $"TrainStepLoss({text.BatchParameters}, int batch)";
        using (writer.Braces("private double " + step))
        {
            ScheduleEmitter.EmitBegin(writer, text, unless: OpenStepEmitter.TookRate);
            if (text.Program.Plan.StoresGradients)
                EmitHalves(writer, text);
            else
                EmitStep(writer, text);
        }

        if (!text.Program.Plan.StoresGradients)
            return;
        writer.Line();
        EmitRunningMethod(writer, text);
        if (text.Spec.IsDistributed)
            DistributedEmitter.EmitStep(writer, text);
        else
            EmitStore(writer, text);
        writer.Line();
        EmitApply(writer, text);
    }

    private static void EmitStep(SourceWriter writer, NetworkText text)
    {
        writer.Line(text.Update.Declaration);
        EmitWeight(writer, text);
        writer.Line($"float meanWeight = MeanWeight({(text.Spec.DividesByWeights ? "_weight" : "batch")});");
        EmitShared(
            writer,
            text,
            $"_job.TryRun(inputs, {text.Targets}, batch, meanWeight, in {text.Update.Name})");
        writer.Line();
        writer.Line("Step++;");
        writer.Line("return Loss(batch);");
    }

    private static void EmitWeight(SourceWriter writer, NetworkText text)
    {
        if (text.Spec.DividesByWeights)
            writer.Line($"_weight = WeightOf({text.Targets}, batch);");
    }

    private static void EmitHalves(SourceWriter writer, NetworkText text)
    {
        writer.Line($"double loss = StoreGradients(inputs, {text.Targets}{(text.Spec.IsDistributed ? "" : ", batch")});");
        if (text.Spec.NonFinite == NonFiniteStep.Propagate)
            EmitRunning(writer, text);
        writer.Line(NonFiniteEmitter.Apply(text, "_takesGradients ? 0 : loss"));
        writer.Line("return loss;");
    }

    private static void EmitStore(SourceWriter writer, NetworkText text)
    {
        bool adds = text.Spec.AccumulatesGradients;
        if (adds)
        {
            writer.Line("internal long AccumulatedExamples;");
            writer.Line();
            using (writer.Braces($"internal float AccumulateGradients({text.BatchParameters}, int batch)"))
            {
                writer.Line($"double loss = StoreGradients(inputs, {text.Targets}, batch);");
                NonFiniteEmitter.EmitMark(writer, text);
                EmitRunningOfFinite(writer, text);
                writer.Line($"return {text.MeanOf("loss", "batch", "_weight")};");
            }

            writer.Line();
            writer.Line("/// <summary>No gradients wait any more.</summary>");
            using (writer.Braces("internal void ForgetGradients()"))
            {
                writer.Line("AccumulatedExamples = 0;");
                if (text.Spec.DividesByWeights)
                    writer.Line("AccumulatedWeight = 0;");
            }

            writer.Line();
        }

        string argument = adds ? ", added" : "";
        writer.Line("/// <summary>The first half of a step; gives the sum of the rows' losses.</summary>");
        using (writer.Braces($"private double StoreGradients({text.BatchParameters}, int batch)"))
        {
            if (adds)
                writer.Line("long added = AccumulatedExamples;");
            EmitWeight(writer, text);
            writer.Line($"float meanWeight = MeanWeight({(adds ? "1" : text.Spec.DividesByWeights ? "_weight" : "batch")});");
            EmitShared(
                writer,
                text,
                $"_job.TryStore(inputs, {text.Targets}, batch, meanWeight{argument})");
            writer.Line();
            if (text.Program.Running.Count > 0)
                writer.Line("_unseen = batch;");
            if (adds)
                writer.Line("AccumulatedExamples += _takesGradients ? 1 : batch;");
            if (adds && text.Spec.DividesByWeights)
                writer.Line("AccumulatedWeight = (added > 0 ? AccumulatedWeight : 0) + (_takesGradients ? 1 : _weight);");
            writer.Line("return Loss(batch);");
        }
    }

    /// <summary>Moves the running statistics towards those of the last batch, once.</summary>
    public static void EmitRunning(SourceWriter writer, NetworkText text)
    {
        if (text.Program.Running.Count > 0)
            writer.Line("RunStatistics();");
    }

    /// <summary>The same after a batch whose gradients are added; a batch that is not finite moves them neither now nor later.</summary>
    private static void EmitRunningOfFinite(SourceWriter writer, NetworkText text)
    {
        if (text.Spec.NonFinite == NonFiniteStep.Propagate)
            EmitRunning(writer, text);
        else if (text.Program.Running.Count > 0)
            writer.Line("if (double.IsFinite(loss))\n    RunStatistics();\nelse\n    _unseen = 0;");
    }

    private static void EmitRunningMethod(SourceWriter writer, NetworkText text)
    {
        if (text.Program.Running.Count == 0)
            return;
        writer.Line("// Examples of the batch whose statistics are not yet among the running ones.");
        writer.Line("private int _unseen;");
        writer.Line();
        using (writer.Braces("private void RunStatistics()"))
        {
            using (writer.Braces("if (_unseen == 0)"))
                writer.Line("return;");
            writer.Line($"engine::Frame frame = NewFrame({NetworkText.Read("float")}.Empty, {NetworkText.Read(text.Target)}.Empty, _unseen, 0f);");
            writer.Line("_unseen = 0;");
            writer.Line("RunStatistics(in frame);");
        }

        writer.Line();
    }

    private static void EmitShared(SourceWriter writer, NetworkText text, string share)
    {
        writer.Line($"if (_job is null || batch < engine::WorkerTeam.SmallestBatch(SharedBatch) || !{share})");
        writer.Line($"    {OpenStepEmitter.Call(text)}");
    }

    /// <summary>What makes the accumulated gradients those of their mean loss.</summary>
    private static string GradientScale(NetworkText text) =>
        text.Spec.LossUse.Divisor == LossDivisor.Nothing ? "1f"
        : text.Spec.DividesByWeights ? "engine::LossMean.Share(AccumulatedWeight)"
        : "(float)(1.0 / AccumulatedExamples)";

    private static void EmitApply(SourceWriter writer, NetworkText text)
    {
        bool adds = text.Spec.AccumulatesGradients;
        string scale = adds ? "gradientScale, " : "";
        string pieces = text.Program.SharesUpdate ? ", _sums.PiecesOf(engine::Part.Whole)" : "";
        string alone = $"ApplyGradients(in frame, {scale}in {text.Update.Name}{pieces});";
        writer.Line("/// <summary>The second half of a step.</summary>");
        using (writer.Braces($"{(adds ? "internal" : "private")} void ApplyGradients()"))
        {
            writer.Line(text.Update.Declaration);
            if (adds)
                writer.Line($"float gradientScale = {GradientScale(text)};");
            writer.Line($"engine::Frame frame = NewFrame({NetworkText.Read("float")}.Empty, {NetworkText.Read(text.Target)}.Empty, 0, 0f);");
            if (text.Program.Plan.TrainedFloats < Tiles.SharedUpdateFloats)
            {
                writer.Line(alone);
            }
            else
            {
                using (writer.Braces($"if (_job is null || !_job.TryApply({scale}in {text.Update.Name}))"))
                    writer.Line(alone);
            }

            writer.Line();
            DistributedEmitter.EmitEndUpdate(writer, text);
            if (text.Program.Norms.Count > 0)
                writer.Line($"GradientNorm = (float){StoredStepEmitter.FirstNorm(text)};");
            if (adds)
                writer.Line("ForgetGradients();");
            writer.Line("Step++;");
        }

        if (text.Program.Norms.Count == 0)
            return;
        writer.Line();
        writer.Line("/// <summary>The norm of the last step's gradient, as the first rule that takes it sees it.</summary>");
        writer.Line("internal float GradientNorm;");
    }
}
