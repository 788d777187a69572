using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints the calls whose examples have weights: those of the network without, and a weight for each example.</summary>
internal static class WeightedMembers
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        EmitOfBatch(writer, text, NetworkText.Inherited, "TrainStep");
        writer.Line("/// <inheritdoc cref=\"TrainStep(global::System.ReadOnlySpan{float}, global::System.ReadOnlySpan{" + text.Target + "}, global::System.ReadOnlySpan{float})\"/>");
        writer.Line($"public float TrainStep({text.BatchParameters}, float[] weights) => TrainStep(inputs, {text.Targets}, ({NetworkText.Read("float")})weights);");
        writer.Line();
        text.EmitCall(
            writer,
            NetworkText.Inherited,
            $"float Evaluate({text.WeightedParameters})",
            Checks(text, "examples", "int.MaxValue"),
            $"return {text.Field}.Evaluate(inputs, {text.Targets}, weights, examples);");
        string lengths = text.Check("CheckParameters", "gradients, ParameterCount, \"gradients\"") + "\n"
            + text.Check("CheckApart", "gradients, \"gradients\", inputs");
        text.EmitCall(
            writer,
            NetworkText.Inherited,
            $"void ComputeGradients({text.WeightedParameters}, {NetworkText.Write("float")} gradients)",
            Checks(text, "batch", "MaxBatch", trains: true) + "\n" + lengths,
            $"{text.Field}.ComputeGradients(inputs, {text.Targets}, weights, batch, gradients);");
        if (text.Spec.AccumulatesGradients)
            EmitOfBatch(writer, text, AccumulationDocumentation(text), "AccumulateGradients");
    }

    private static void EmitOfBatch(SourceWriter writer, NetworkText text, string documentation, string name) => text.EmitCall(
        writer,
        documentation,
        $"float {name}({text.WeightedParameters})",
        Checks(text, "batch", "MaxBatch", trains: true),
        $"return {text.Field}.{name}(inputs, {text.Targets}, weights, batch);");

    /// <summary>What no interface has: a network accumulates, and its examples have weights.</summary>
    private static string AccumulationDocumentation(NetworkText text) => $"""
        /// <summary>Adds a batch's gradients, weighted by its examples' weights, to those that wait. Allocates nothing.</summary>
        /// <param name="inputs">[batch × InputSize]; the batch is 1 to <see cref="MaxBatch"/> examples.</param>
        /// <param name="{text.Targets}">{text.TargetShape("batch")}.</param>
        /// <param name="weights">One for each example, finite and not negative, with a sum above 0.</param>
        /// <returns>The batch's weighted mean loss; not finite if training has diverged.</returns>
        /// <exception cref="global::System.ArgumentException">A length or a value does not fit; the network is as it was.</exception>
        /// <exception cref="global::System.InvalidOperationException">Another call is running.</exception>
        """;

    private static string Checks(NetworkText text, string count, string most, bool trains = false)
    {
        string classes = text.Spec.LossUse.WeighsLabels ? $", labels, {text.Compiled}.ClassWeights" : "";
        string checks = $"{text.CheckBatch(count, most)}\n{text.CheckTargets(count)}\n{text.Check("CheckWeights", $"weights, {count}{classes}")}";
        return trains && text.CheckStatistics(count) is { } statistics ? $"{checks}\n{statistics}" : checks;
    }
}
