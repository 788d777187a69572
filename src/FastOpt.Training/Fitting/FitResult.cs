namespace FastOpt.Training;

/// <summary>Why a run ended.</summary>
public enum FitEnd
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>A callback, such as <see cref="EarlyStopping"/>, ended it.</summary>
    Stopped,

    /// <summary><see cref="FitOptions.Cancellation"/> ended it.</summary>
    Cancelled,

    /// <summary>A loss was not a finite number.</summary>
    Diverged,
}

/// <summary>What came out of a run, from its first step on, also where it was resumed.</summary>
/// <param name="End">Why it ended.</param>
/// <param name="Reason">One sentence for the person who reads it: what happened, where, with which value.</param>
/// <param name="History">The finished epochs.</param>
/// <param name="BestEpoch">
/// The best epoch, from 1, whose weights the network has now unless <see cref="FitOptions.RestoreBest"/> is off; 0 where no epoch was finished, or no figure
/// was a number.
/// </param>
/// <param name="Steps">Steps taken.</param>
/// <param name="Examples">Examples learned from, each as often as it was.</param>
/// <param name="Time">Time of the steps, without validation and callbacks.</param>
public sealed record FitResult(FitEnd End, string Reason, History History, int BestEpoch, long Steps, long Examples, TimeSpan Time)
{
    /// <summary>The step behind which the run went on from a checkpoint; 0 for a run that started anew.</summary>
    public long ResumedAtStep { get; init; }

    /// <summary>What the person should know besides, such as a damaged checkpoint that was passed over. Empty in most runs.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
