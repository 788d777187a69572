using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints the calls whose examples have weights: those of the network without, and a weight for each example.</summary>
internal static class WeightedMembers
{
    private const string Weights = "\n/// <param name=\"weights\">One for each example, finite and not negative, with a sum above 0.</param>";
    private const string ArgumentError = "A length or a value does not fit; the network is as it was.";

    public static void Emit(SourceWriter writer, NetworkText text)
    {
        string pending = text.Spec.AccumulatesGradients ? " Gradients that wait for <see cref=\"ApplyGradients()\"/> take part: the batch is then the last one of its step." : "";
        EmitOfBatch(
            writer,
            text,
            $"One training step on examples of which each counts as much as its weight: the loss is Σ wᵢ·lᵢ / Σ wᵢ. An array is taken as weights; outputs are given as a span. Allocates nothing.{pending}",
            "TrainStep",
            "The batch's weighted mean loss before the update");
        writer.Line("/// <inheritdoc cref=\"TrainStep(global::System.ReadOnlySpan{float}, global::System.ReadOnlySpan{" + text.Target + "}, global::System.ReadOnlySpan{float})\"/>");
        writer.Line($"public float TrainStep({text.BatchParameters}, float[] weights) => TrainStep(inputs, {text.Targets}, ({NetworkText.Read("float")})weights);");
        writer.Line();
        text.EmitCall(
            writer,
            "The weighted mean loss over any number of examples, Σ wᵢ·lᵢ / Σ wᵢ; nothing is updated and nothing allocated.",
            Documentation(text, "[examples × InputSize], at least one example", "examples") + "\n/// <returns>The weighted mean loss.</returns>",
            $"float Evaluate({text.WeightedParameters})",
            Checks(text, "examples", "int.MaxValue"),
            $"return {text.Field}.Evaluate(inputs, {text.Targets}, weights, examples);",
            ArgumentError);
        text.EmitCall(
            writer,
            "Writes the gradient of the batch's weighted mean loss, Σ wᵢ·lᵢ / Σ wᵢ; nothing is updated and nothing allocated.",
            Documentation(text, "[batch × InputSize]; the batch is 1 to <see cref=\"MaxBatch\"/> examples", "batch") + "\n/// <param name=\"gradients\">[ParameterCount], in the canonical order of <see cref=\"Parameters\"/>.</param>",
            $"void ComputeGradients({text.WeightedParameters}, {NetworkText.Write("float")} gradients)",
            Checks(text, "batch", "MaxBatch", trains: true) + $"\n{text.Check("CheckParameters", "gradients, ParameterCount, \"gradients\"")}\n{text.Check("CheckApart", "gradients, \"gradients\", inputs")}",
            $"{text.Field}.ComputeGradients(inputs, {text.Targets}, weights, batch, gradients);",
            ArgumentError);
        if (text.Spec.AccumulatesGradients)
        {
            EmitOfBatch(
                writer,
                text,
                "Adds the gradients of a batch to those that wait for <see cref=\"ApplyGradients()\"/>, whose mean is weighted by all their examples' weights; no weight of the network changes. Allocates nothing.",
                "AccumulateGradients",
                "The batch's weighted mean loss");
        }
    }

    private static void EmitOfBatch(SourceWriter writer, NetworkText text, string summary, string name, string result)
    {
        string throws = text.Spec.NonFinite == NonFiniteStep.Throw && name == "TrainStep" ? "Another call is running, or the step's loss or a gradient is not finite; the network is then as it was." : "Another call is running.";
        text.EmitCall(
            writer,
            summary,
            Documentation(text, "[batch × InputSize]; the batch is 1 to <see cref=\"MaxBatch\"/> examples", "batch") + $"\n/// <returns>{result}; not finite if training has diverged.</returns>",
            $"float {name}({text.WeightedParameters})",
            Checks(text, "batch", "MaxBatch", trains: true),
            $"return {text.Field}.{name}(inputs, {text.Targets}, weights, batch);",
            ArgumentError,
            throws);
    }

    private static string Documentation(NetworkText text, string inputs, string count) =>
        $"/// <param name=\"inputs\">{inputs}.</param>\n/// <param name=\"{text.Targets}\">{text.TargetShape(count)}.</param>{Weights}";

    private static string Checks(NetworkText text, string count, string most, bool trains = false)
    {
        string classes = text.Spec.LossUse.WeighsLabels ? $", labels, {text.Compiled}.ClassWeights" : "";
        string checks = $"{text.CheckBatch(count, most)}\n{text.CheckTargets(count)}\n{text.Check("CheckWeights", $"weights, {count}{classes}")}";
        return trains && text.CheckStatistics(count) is { } statistics ? $"{checks}\n{statistics}" : checks;
    }
}
