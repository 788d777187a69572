using FastOpt.Generators.Collections;

namespace FastOpt.Generators.Model;

/// <summary>An optimizer that takes over during training.</summary>
/// <param name="Rule">The optimizer.</param>
/// <param name="At">Steps of training before it takes over.</param>
internal sealed record OptimizerStage(RuleReference Rule, long At)
{
    /// <summary>The network's member that holds the optimizer at this place: "Optimizer", "Optimizer2".</summary>
    public static string MemberName(int index) => index == 0 ? "Optimizer" : "Optimizer" + Literals.Number(index + 1);

    /// <summary>The first optimizer as schedules and groups see it: with a learning rate and weight decay where all optimizers have them.</summary>
    public static RuleReference InForce(RuleReference first, EquatableArray<OptimizerStage> then) => then.Count == 0 ? first : first with
    {
        LearningRateType = first.LearningRateType is null || then.Any(static stage => stage.Rule.LearningRateType is null) ? null : "double",
        WeightDecayType = first.WeightDecayType is null || then.Any(static stage => stage.Rule.WeightDecayType is null) ? null : "double",
    };
}
