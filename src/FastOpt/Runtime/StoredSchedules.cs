namespace FastOpt.Runtime;

/// <summary>
/// Finds the rule that a state's schedule names: among the rules of the network's own schedule, then among the library's. Nothing is looked up by reflection,
/// so nothing is trimmed away.
/// </summary>
internal static class StoredSchedules
{
    /// <summary>The library's, a test holds the list to them.</summary>
    private static readonly IStoredRule[] Library =
    [
        new ConstantFactor(), new CosineAnnealing(), new CosineWarmRestarts(), new Cyclic(), new Exponential(), new HoldThenExponential(), new InverseTime(),
        new LinearRamp(), new MultiStep(), new Noam(), new OneCycle(), new Polynomial(), new StepDecay(), new Warmup(),
    ];

    /// <summary>A rule of that signature, or null.</summary>
    public static IStoredRule? Find(string signature, Schedule? current)
    {
        IEnumerable<IStoredRule> own = current is null ? [] : current.Parts.Select(static part => part.Rule).OfType<IStoredRule>();
        return own.Concat(Library).FirstOrDefault(rule => rule.Signature == signature);
    }
}
