namespace FastOpt.Training;

/// <summary>What ends trials that are not worth going on, by the values that they and others reported on their way.</summary>
public abstract class Pruner
{
    private protected Pruner()
    {
    }

    /// <summary>No trial is ended.</summary>
    public static Pruner None { get; } = new Never();

    /// <summary>Whether a trial ends behind its last report.</summary>
    /// <param name="trial">The trial, with at least one report.</param>
    /// <param name="others">The study's other trials, by number.</param>
    /// <param name="direction">Which values are better.</param>
    /// <returns>Why it ends, in a sentence; null if it goes on.</returns>
    internal abstract string? Reason(TrialRecord trial, IReadOnlyList<TrialRecord> others, StudyDirection direction);

    /// <summary>Whether one value is better than another; one that is no number never is.</summary>
    private protected static bool IsBetter(double value, double other, StudyDirection direction) =>
        direction == StudyDirection.Minimize ? value < other : value > other;

    private sealed class Never : Pruner
    {
        internal override string? Reason(TrialRecord trial, IReadOnlyList<TrialRecord> others, StudyDirection direction) => null;
    }
}
