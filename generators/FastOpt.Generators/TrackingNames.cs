namespace FastOpt.Generators;

/// <summary>The names of the pipelines' steps, by which tests ask why a step ran.</summary>
internal static class TrackingNames
{
    public const string OptimizerParse = nameof(OptimizerParse);
    public const string OptimizerSpec = nameof(OptimizerSpec);
    public const string ActivationParse = nameof(ActivationParse);
    public const string ActivationSpec = nameof(ActivationSpec);
    public const string NormalizationParse = nameof(NormalizationParse);
    public const string NormalizationSpec = nameof(NormalizationSpec);
    public const string LossParse = nameof(LossParse);
    public const string LossSpec = nameof(LossSpec);
    public const string ScheduleParse = nameof(ScheduleParse);
    public const string ScheduleSpec = nameof(ScheduleSpec);
    public const string GradientRuleParse = nameof(GradientRuleParse);
    public const string GradientRuleSpec = nameof(GradientRuleSpec);
    public const string ObjectiveParse = nameof(ObjectiveParse);
    public const string ObjectiveSpec = nameof(ObjectiveSpec);
    public const string RecordParse = nameof(RecordParse);
    public const string RecordSpec = nameof(RecordSpec);
    public const string FunctionParse = nameof(FunctionParse);
    public const string FunctionSpec = nameof(FunctionSpec);
    public const string DerivativeParse = nameof(DerivativeParse);
    public const string DerivativeSpec = nameof(DerivativeSpec);
    public const string NetworkParse = nameof(NetworkParse);
    public const string NetworkSpec = nameof(NetworkSpec);
}
