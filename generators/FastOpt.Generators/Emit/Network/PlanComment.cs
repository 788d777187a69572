using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

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
        for (int i = 0; i < program.Spec.Layers.Count; i++)
        {
            LayerSpec layer = program.Spec.Layers[i];
            rows.Add([layer.Name + Remark(program, i), $"{layer.Inputs} → {layer.Outputs}", Literals.Grouped(ParameterCount(program, i)), Literals.Grouped(program.Spec.FlopsPerExample(i)), KeptForBackward(program, i)]);
        }

        int[] widths = [.. Enumerable.Range(0, 5).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            yield return "  " + string.Join("   ", row.Select((cell, column) =>
                column is 0 or 4 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])));
        }

        yield return "";
        long parameters = ParameterCount(program);
        long flops = program.Spec.TotalFlopsPerExample;
        yield return $"  total    {Literals.Grouped(parameters)} parameters · {Literals.Grouped(flops)} FLOPs of matrix products per example and training step";
        yield return "  memory   " + string.Join(" · ", Regions(program).Select(Describe));
        yield return "           " + Gradients(program);
        if (program.Plan.Groups.Count > 1 || program.Plan.Groups[0] != new UpdateGroup(1, 1))
            yield return "  groups   " + string.Join(" · ", program.Plan.Groups.Select((group, i) => DescribeGroup(program, group, i)));
        yield return "  kernels  " + string.Join(", ", VectorTarget.All.Select(target =>
            $"{target.Name} {Tiles.BatchRows(target.Lanes)[0]}×{Tiles.MostVectors(target.Lanes) * target.Lanes}")) + $" at most · {program.Kernels.Count} for each width";
        int exact = program.Spec.Layers.Count - program.LayersOfAnyShape.Count;
        if (program.LayersOfAnyShape.Count > 0)
            yield return $"           {Literals.Number(exact)} layers have kernels of their shape, with constants for every extent; those marked (any shape) share kernels that take theirs as arguments";
    }

    /// <summary>What sets a layer apart from the others in the table.</summary>
    private static string Remark(NetworkProgram program, int layer) =>
        (program.Spec.Layers[layer].Dense is { IsFrozen: true } ? " (frozen)" : "") + (program.LayersOfAnyShape.Contains(layer) ? " (any shape)" : "");

    /// <summary>"784 → Dense 128 → Relu → Dense 10 → SoftmaxCrossEntropy · Adam".</summary>
    public static string Outline(NetworkProgram program)
    {
        var parts = new List<string> { Literals.Number(program.Spec.Inputs) };
        foreach (LayerSpec layer in program.Spec.Layers)
        {
            if (layer.Dense is not null)
                parts.Add($"Dense {layer.Outputs}{(layer.Dense.IsFrozen ? " (frozen)" : "")}");
            if (layer.Activation is not null)
                parts.Add(WithArguments(layer.Activation));
        }

        parts.Add(WithArguments(program.Spec.Loss));
        return string.Join(" · ", new[] { string.Join(" → ", parts) }.Concat(program.Spec.GradientRules.Select(WithArguments).Append(Optimizers(program.Spec)).Concat(program.Spec.Schedules.Select(static schedule => WithArguments(schedule.Rule)))));
    }

    /// <summary>"Adam, then Sgd(LearningRate = 0.01) after 5000 steps".</summary>
    public static string Optimizers(NetworkSpec spec) =>
        string.Concat(OptimizerSequenceEmitter.All(spec).Select(static stage => stage.At == 0 ? WithArguments(stage.Rule) : $", then {WithArguments(stage.Rule)} after {Literals.Number(stage.At)} steps"));

    /// <summary>"LeakyRelu(NegativeSlope = 0.2)".</summary>
    public static string WithArguments(RuleReference rule) => rule.Arguments.Count == 0
        ? rule.Name
        : $"{rule.Name}({string.Join(", ", rule.Arguments.Select(argument => $"{argument.Name} = {argument.Literal}"))})";

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
        yield return ("activations", 0, (long)plan.FloatsPerExample * FloatBytes, 0);
        yield return ("scratch", 0, 0, (long)plan.ScratchFloats * FloatBytes);
    }

    /// <summary>What a layer's forward pass keeps: its output where the next product or a derivative needs it, its activation's input where the derivative does.</summary>
    public static string KeptForBackward(NetworkProgram program, int layer)
    {
        LayerSpec spec = program.Spec.Layers[layer];
        bool isLast = layer == program.Spec.Layers.Count - 1;
        FusedRule? activation = program.Activations[layer];
        if (activation is null)
            return isLast ? "–" : $"output [batch, {spec.Outputs}]";
        string output = $"{activation.Name.ToLowerInvariant()} output [batch, {spec.Outputs}]";
        return activation.KeepsInput ? output + ", and input" : output;
    }

    public static int ParameterCount(NetworkProgram program, int layer) => program.Plan.Parameters.Where(slot => slot.Layer == layer).Sum(slot => slot.Count);

    public static int ParameterCount(NetworkProgram program) => program.Plan.Parameters.Sum(slot => slot.Count);

    private static string Gradients(NetworkProgram program)
    {
        string rules = string.Join(", ", program.GradientRules.Append(program.Optimizer).Select(static rule => rule.Name));
        if (!program.Plan.StoresGradients)
            return $"gradients none: {rules} {(program.GradientRules.Count == 0 ? "runs" : "run")} inside the kernels that make them";
        IEnumerable<string> reasons = program.Norms.Select(norm => $"{program.GradientRules[norm.Rule].Name} takes their norm");
        if (program.Spec.AccumulatesGradients)
            reasons = reasons.Prepend("batches are accumulated");
        if (program.Spec.NonFinite != NonFiniteStep.Propagate)
            reasons = reasons.Append("steps that are not finite change nothing");
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
