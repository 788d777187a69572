using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;

namespace FastOpt.Generators.Emit.Network;

/// <summary>The head of a network's generated source: layer table, memory plan, arithmetic. The same figures make its <c>Summary</c>.</summary>
internal static class PlanComment
{
    private const int FloatBytes = 4;

    public static IEnumerable<string> Lines(NetworkProgram program)
    {
        yield return $"{NetworkText.DisplayName(program.Spec.Declaration)}: {Outline(program)}";
        yield return "";
        var rows = new List<string[]> { new[] { "layer", "in → out", "parameters", "FLOPs/example", "kept for backward" } };
        foreach (LayerRow row in LayerRow.Of(program))
            rows.Add([row.Name + row.Remark, $"{Extents(row.InputShape)} → {Extents(row.OutputShape)}", Literals.Grouped(row.Parameters), Literals.Grouped(row.Flops), row.Kept]);

        int[] widths = [.. Enumerable.Range(0, 5).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            yield return "  " + string.Join("   ", row.Select((cell, column) =>
                column is 0 or 4 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])));
        }

        yield return "";
        long parameters = ParameterCount(program);
        long flops = program.Graph.AllProducts.Sum(program.Graph.FlopsPerExample);
        yield return $"  total    {Literals.Grouped(parameters)} parameters · {Literals.Grouped(flops)} FLOPs of matrix products per example and training step";
        yield return "  memory   " + string.Join(" · ", Regions(program).Select(Describe));
        yield return "           " + Gradients(program);
        if (program.Plan.Groups.Count > 1 || program.Plan.Groups[0] != new UpdateGroup(1, 1))
            yield return "  groups   " + string.Join(" · ", program.Plan.Groups.Select((group, i) => DescribeGroup(program, group, i)));
        int own = program.Kernels.Count(static method => !method.Kernel.IsOfAnyWidth);
        string emitted = own == 0 ? "" : $" · {Literals.Number(own)} stand here for each width of vectors";
        yield return $"  kernels  {Literals.Number(program.Kernels.Count - own)} call the runtime{emitted}";
    }

    /// <summary>"784 → Dense 128 → Relu → Dense 10 → SoftmaxCrossEntropy · Adam".</summary>
    public static string Outline(NetworkProgram program)
    {
        NetworkSpec spec = program.Spec;
        IEnumerable<string> parts =
        [
            Extents(spec.Input),
            .. spec.Layers.Where(static layer => layer is not MarkLayer { IsOfBlock: true }).Select(static layer => layer.Outline),
            spec.LossOutline,
        ];
        IEnumerable<string> rules =
        [
            .. spec.GradientRules.Select(static rule => rule.WithArguments), Optimizers(spec), .. spec.Schedules.Select(static schedule => schedule.Rule.WithArguments),
        ];
        return string.Join(" · ", rules.Prepend(string.Join(" → ", parts)));
    }

    /// <summary>"Adam, then Sgd(LearningRate = 0.01) after 5000 steps".</summary>
    public static string Optimizers(NetworkSpec spec) => string.Concat(OptimizerSequenceEmitter.All(spec).Select(
        static stage => stage.At == 0 ? stage.Rule.WithArguments : $", then {stage.Rule.WithArguments} after {Literals.Number(stage.At)} steps"));

    /// <summary>"3×32×32".</summary>
    private static string Extents(TensorShape shape) => shape.Join("×");

    /// <summary>The regions of the buffer in bytes, in order: fixed, for each example of the largest batch, for each thread.</summary>
    public static IEnumerable<(string Name, long Bytes, long BytesPerExample, long BytesPerThread)> Regions(NetworkProgram program)
    {
        MemoryPlan plan = program.Plan;
        yield return ("parameters", (long)plan.ParameterFloats * FloatBytes, 0, 0);
        foreach (string state in plan.States)
            yield return ($"{program.Optimizer.Name} {state}", (long)plan.TrainedFloats * FloatBytes, 0, 0);
        if (plan.StoresGradients)
            yield return ("gradients", (long)plan.TrainedFloats * FloatBytes, 0, 0);
        if (plan.Norms > 0)
            yield return ("sums of squares", (long)plan.Norms * plan.NormFloats * FloatBytes, 0, 0);
        if (plan.FixedSlotFloats > 0)
            yield return ("values of the batch", (long)plan.FixedSlotFloats * FloatBytes, 0, 0);
        if (plan.HasCurvature)
            yield return ("direction and product", (long)plan.CurvatureFloats * FloatBytes, 0, 0);
        if (plan.SectionFloats > 0)
            yield return ("sums of sections", (long)plan.SectionFloats * FloatBytes, 0, 0);
        yield return ("activations", 0, (long)plan.FloatsPerExample * FloatBytes, 0);
        yield return ("scratch", 0, 0, (long)plan.ScratchFloats * FloatBytes);
    }

    public static int ParameterCount(NetworkProgram program) => program.Plan.Parameters.Sum(slot => slot.Count);

    private static string Gradients(NetworkProgram program)
    {
        string rules = string.Join(", ", program.GradientRules.Append(program.Optimizer).Select(static rule => rule.Name));
        if (!program.Plan.StoresGradients)
            return $"gradients none: {rules} {(program.GradientRules.Count == 0 ? "runs" : "run")} inside the kernels that make them";
        IEnumerable<string> reasons = program.Norms.Select(norm => $"{program.GradientRules[norm.Rule].Name} takes their norm");
        if (program.Spec.AccumulatesGradients)
            reasons = reasons.Prepend("batches are accumulated");
        if (program.Spec.IsDistributed)
            reasons = reasons.Prepend($"granules of {Literals.Number(program.Sharing.Granule)} examples are summed");
        if (program.Spec.NonFinite != NonFiniteStep.Propagate)
            reasons = reasons.Append("steps that are not finite change nothing");
        if (program.Spec.Layers.Any(static layer => layer is ConvolutionLayer { IsFrozen: false }))
            reasons = reasons.Append("windows sum them in an order of their own");
        if (program.Spec.Layers.Any(static layer => layer is EmbeddingLayer { IsFrozen: false }))
            reasons = reasons.Append("examples name the rows of embeddings");
        return $"gradients stored, for {string.Join(" and ", reasons)}; {rules} {(program.GradientRules.Count == 0 ? "passes" : "pass")} over them";
    }

    /// <summary>"dense1.weight, dense1.bias: learning rate × 0.1, weight decay × 0".</summary>
    private static string DescribeGroup(NetworkProgram program, UpdateGroup group, int number)
    {
        string tensors = string.Join(", ", program.Plan.Parameters.Where(slot => slot.Group == number).Select(static slot => slot.Name));
        return $"{tensors}: learning rate × {Literals.Double(group.LearningRateScale)}, weight decay × {Literals.Double(group.WeightDecayScale)}";
    }

    private static string Describe((string Name, long Bytes, long BytesPerExample, long BytesPerThread) region) => region switch
    {
        { BytesPerExample: > 0 } => $"{region.Name} {Literals.Grouped(region.BytesPerExample)} B × batch",
        { BytesPerThread: > 0 } => $"{region.Name} {Literals.Grouped(region.BytesPerThread)} B × threads",
        _ => $"{region.Name} {Literals.Grouped(region.Bytes)} B",
    };
}
