namespace FastOpt.Training;

/// <summary>Why a run of a study ended.</summary>
public enum StudyEnd
{
    /// <summary>All trials were begun, and those of this process are done.</summary>
    Completed,

    /// <summary>The cancellation ended it.</summary>
    Cancelled,

    /// <summary><see cref="StudyOptions.Timeout"/> ended it.</summary>
    TimedOut,

    /// <summary>Trials failed, one behind the other: <see cref="StudyOptions.MaxFailuresInARow"/>.</summary>
    Failing,
}

/// <summary>What a run of a study left in the journal.</summary>
/// <param name="End">Why it ended.</param>
/// <param name="Reason">One sentence for the person who reads it.</param>
/// <param name="Best">The complete trial with the best value, the first of equals; null where none is complete.</param>
/// <param name="Trials">All trials of the journal, by number, also those of other processes.</param>
/// <param name="Notes">What the person should know besides, such as a torn line that was dropped. Empty in most runs.</param>
public sealed record StudyResult(StudyEnd End, string Reason, TrialRecord? Best, IReadOnlyList<TrialRecord> Trials, IReadOnlyList<string> Notes);
