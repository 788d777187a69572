using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// What must be the same in a network that reads a state: a line for each layer with all that is constant about it, for the loss, each gradient rule and each
/// optimizer; the tensors follow, of which <c>TensorTable</c> knows. What a
/// program sets, such as hyperparameters of the optimizer, is part of the state instead.
/// </summary>
internal static class StateIdentityText
{
    public static IEnumerable<string> Details(NetworkProgram program)
    {
        NetworkSpec spec = program.Spec;
        yield return $"input {spec.Input.Join(", ")}";
        foreach (LayerSpec layer in spec.Layers)
            yield return $"{layer.Name}: {string.Join(", ", Parts(layer))}";
        yield return $"loss {Describe(spec.Loss)}{(spec.LossUse.IsSummed ? ", summed over outputs" : "")}";
        foreach (RuleReference rule in spec.GradientRules)
            yield return $"gradient rule {Describe(rule)}";
        foreach (var (rule, _, at) in OptimizerSequenceEmitter.All(spec))
            yield return $"optimizer {FullName(rule)}{(at == 0 ? "" : $" after {Literals.Number(at)} steps")}";
        if (!spec.DecaysBiases)
            yield return "biases without weight decay";
        if (spec.HasExampleWeights)
            yield return "examples weighted";
        if (spec.AccumulatesGradients)
            yield return "gradients accumulated";
        if (spec.IsDistributed)
            yield return $"sums of granules of {Literals.Number(program.Sharing.Granule)} examples";
        if (spec.NonFinite != NonFiniteStep.Propagate)
            yield return $"steps that are not finite: {spec.NonFinite}";
    }

    private static IEnumerable<string> Parts(LayerSpec layer) => layer switch
    {
        WeightedLayer weighted => Parts(weighted),
        RuleLayer rule => [Describe(rule.Rule)],
        _ => [layer.Outline],
    };

    private static IEnumerable<string> Parts(WeightedLayer layer)
    {
        yield return layer.Kind;
        if (!layer.HasBias && layer is not EmbeddingLayer)
            yield return "without bias";
        if (layer.IsFrozen)
            yield return "frozen";
        if (layer.LearningRateScale != 1)
            yield return "learning rate × " + Literals.Double(layer.LearningRateScale);
        if (layer.WeightDecayScale != 1)
            yield return "weight decay × " + Literals.Double(layer.WeightDecayScale);
    }

    /// <summary>A rule whose hyperparameters are constants of the network.</summary>
    private static string Describe(RuleReference rule) =>
        rule.Arguments.Count == 0 ? FullName(rule) : $"{FullName(rule)}({string.Join(", ", rule.Arguments.Select(static argument => $"{argument.Name} = {argument.Literal}"))})";

    private static string FullName(RuleReference rule) => rule.TypeName.Replace("global::", "").Replace("@", "");
}
