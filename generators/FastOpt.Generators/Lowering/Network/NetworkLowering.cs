using FastOpt.Generators.Collections;
using FastOpt.Generators.Lowering.Rules;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>The passes that turn a network's declaration into its program: resolve rules, plan memory, then order and fuse the phases.</summary>
internal static class NetworkLowering
{
    /// <summary>Lowers a network.</summary>
    /// <param name="spec">The declaration.</param>
    /// <param name="rearrange">Moves what the plan has placed, before anything refers to it: tests leave gaps and watch them.</param>
    public static NetworkProgram Run(NetworkSpec spec, Func<MemoryPlan, MemoryPlan>? rearrange = null)
    {
        FusedRule?[] activations = [.. spec.Layers.Select(layer => layer.Activation is { } rule ? Fuse(rule) : null)];
        FusedRule optimizer = Sequence([Fuse(spec.Optimizer), .. spec.Then.Select(static stage => Fuse(stage.Rule))]);
        FusedRule loss = Fuse(spec.Loss);
        FusedRule[] gradientRules = [.. spec.GradientRules.Select(Fuse)];
        MemoryPlan plan = PlanMemory.Run(spec, activations, optimizer, loss);
        if (rearrange is not null)
            plan = rearrange(plan);
        return new SchedulePhases(spec, plan, activations, gradientRules, optimizer, loss).Run();
    }

    /// <summary>Optimizers that follow one another are one rule to the kernels, a struct that stands in the network; they share the memory of their states.</summary>
    private static FusedRule Sequence(IReadOnlyList<FusedRule> optimizers) => optimizers.Count == 1 ? optimizers[0] : new FusedRule(
        string.Join("Then", optimizers.Select(static optimizer => optimizer.Name)),
        "OptimizerSequence",
        new RuleFacts
        {
            States = optimizers.Select(static optimizer => optimizer.Facts.States).OrderByDescending(static states => states.Count).First(),
            DerivativeForm = optimizers[0].Facts.DerivativeForm,
            Cost = optimizers.Sum(static optimizer => optimizer.Facts.Cost),
        });

    private static FusedRule Fuse(RuleReference rule) =>
        new(rule.Name, rule.TypeName, rule.Compiled ?? RuleLowering.Facts(rule.Source!));
}
