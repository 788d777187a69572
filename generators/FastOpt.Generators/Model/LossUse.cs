using FastOpt.Generators.Collections;

namespace FastOpt.Generators.Model;

/// <summary>What the sum of a batch's losses is divided by.</summary>
internal enum LossDivisor
{
    /// <summary>The elements of all examples.</summary>
    Elements,

    /// <summary>The examples.</summary>
    Examples,

    /// <summary>Nothing.</summary>
    Nothing,
}

/// <summary>A network's loss as its rule and its attribute declare it. Immutable and structurally equal.</summary>
/// <param name="Target">Labels or values.</param>
/// <param name="Divisor">What the sum of a batch's losses is divided by.</param>
/// <param name="Softmax">The targets of a cross-entropy of softmax; null for a loss of single outputs.</param>
/// <param name="IsSummed">Whether the attribute asks for the sum over outputs.</param>
internal sealed record LossUse(TargetKind Target, LossDivisor Divisor, SoftmaxTargets? Softmax, bool IsSummed)
{
    /// <summary>Whether examples count in the mean as much as the class of their label.</summary>
    public bool WeighsLabels => Target == TargetKind.Label && Divisor != LossDivisor.Nothing && Softmax is { ClassWeights.Count: > 0 };
}

/// <summary>What a softmax is compared with: <c>wⱼ·((1 − s)·tⱼ + s/C)</c>.</summary>
/// <param name="ClassWeights">w; empty for 1 each.</param>
/// <param name="LabelSmoothing">s.</param>
internal sealed record SoftmaxTargets(EquatableArray<double> ClassWeights, double LabelSmoothing)
{
    /// <summary>Whether targets are taken as they are.</summary>
    public bool AreAsGiven => ClassWeights.Count == 0 && LabelSmoothing == 0;

    /// <summary>What a class has whatever the target is, wⱼ·s/C.</summary>
    public double Base(int label, int classes) => WeightOf(label) * LabelSmoothing / classes;

    /// <summary>What the target is multiplied by, wⱼ·(1 − s).</summary>
    public double Scale(int label) => WeightOf(label) * (1 - LabelSmoothing);

    private double WeightOf(int label) => ClassWeights.Count == 0 ? 1 : ClassWeights[label];
}
