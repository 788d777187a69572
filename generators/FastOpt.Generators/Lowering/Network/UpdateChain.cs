using FastOpt.Generators.Collections;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>What a gradient goes through on its way to the weight: gradient rules in order, then the optimizer, which an earlier pass over stored gradients does without.</summary>
/// <param name="Rules">The gradient rules.</param>
/// <param name="Optimizer">The optimizer, or null.</param>
internal sealed record UpdateChain(EquatableArray<FusedRule> Rules, FusedRule? Optimizer)
{
    private IEnumerable<FusedRule> All => Rules.Concat(Optimizer is null ? [] : [Optimizer]);

    /// <summary>"ClipValue_Adam".</summary>
    public string Name => string.Join("_", All.Select(static rule => rule.Name));

    /// <summary>The optimizer's states.</summary>
    public EquatableArray<string> States => Optimizer?.Facts.States ?? [];

    /// <summary>The coefficients that it takes, in order.</summary>
    public IEnumerable<KernelParameter> Parameters =>
        Rules.SelectMany(static (rule, i) => KernelParameter.Coefficients(RuleName(i), rule)).Concat(KernelParameter.Coefficients("optimizer", Optimizer));

    /// <summary>The name of the coefficients of the gradient rule at a position.</summary>
    public static string RuleName(int position) => "rule" + Literals.Number(position);

    /// <summary>The chain as it reads in mathematics: "Adam(ClipValue(gradient))".</summary>
    public string Of(string gradient) => All.Aggregate(gradient, static (inner, rule) => FusedRule.Of(rule, inner));
}

/// <summary>Parameters whose updates compute with the same uniform values.</summary>
/// <param name="LearningRateScale">What the learning rate is multiplied by.</param>
/// <param name="WeightDecayScale">What weight decay is multiplied by.</param>
internal sealed record UpdateGroup(double LearningRateScale, double WeightDecayScale)
{
    /// <summary>The group of a tensor. Where weight decay acts on weights alone, what a rule trains counts as a bias.</summary>
    public static UpdateGroup Of(ParameterSpec parameter, bool decaysBiases) =>
        new(parameter.LearningRateScale, parameter.Role != ParameterRole.Weight && !decaysBiases ? 0 : parameter.WeightDecayScale);
}

/// <summary>A norm that a gradient rule takes: what the stored gradients go through before, and where the norm stands.</summary>
/// <param name="Rule">The rule's number in the network.</param>
/// <param name="Before">Updates of the stored gradients by the rules in front; empty where there are none since the norm before.</param>
/// <param name="IsScaled">Whether the stored gradients are already the mean, because a pass has run over them.</param>
internal sealed record NormPass(int Rule, EquatableArray<Phase> Before, bool IsScaled);
