namespace FastOpt;

/// <summary>
/// Smaller by a factor at each milestone, as PyTorch's <c>MultiStepLR</c>: <c>α·γ^k</c>, where k milestones are at t or before.
/// </summary>
/// <param name="Milestones">Steps or epochs, in ascending order. Default: none.</param>
/// <param name="Factor">γ. Default: 0.1.</param>
[Schedule]
public readonly partial record struct MultiStep(ValueList<long> Milestones = default, double Factor = 0.1)
{
    /// <summary>The learning rate at a time.</summary>
    /// <param name="learningRate">α.</param>
    /// <param name="time">t, from 0.</param>
    public double At(double learningRate, long time)
    {
        int passed = 0;
        foreach (long milestone in Milestones.AsSpan())
            passed += milestone <= time ? 1 : 0;
        return learningRate * Math.Pow(Factor, passed);
    }
}
