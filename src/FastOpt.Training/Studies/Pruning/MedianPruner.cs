using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// Ends a trial whose best value so far is worse than the median of what the complete trials reported at the same stage: the rule of Google Vizier (Golovin
/// et al. 2017), as Optuna's MedianPruner has it. A trial whose value is no number ends, too.
/// </summary>
public sealed class MedianPruner : Pruner
{
    private readonly int _startupTrials = 5, _warmupStages;

    /// <summary>Complete trials before the first trial is ended. Default: 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int StartupTrials
    {
        get => _startupTrials;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _startupTrials = value;
        }
    }

    /// <summary>No trial is ended at stages up to this one. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int WarmupStages
    {
        get => _warmupStages;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _warmupStages = value;
        }
    }

    internal override string? Reason(TrialRecord trial, IReadOnlyList<TrialRecord> others, StudyDirection direction)
    {
        int stage = trial.Reports[^1].Stage;
        TrialRecord[] complete = [.. others.Where(static other => other.State == TrialState.Complete)];
        if (complete.Length == 0 || complete.Length < _startupTrials || stage <= _warmupStages)
            return null;
        if (double.IsNaN(trial.Reports[^1].Value))
            return Invariant($"The value of stage {stage} is no number.");
        double[] there = [.. complete.SelectMany(static other => other.Reports)
            .Where(report => report.Stage == stage && !double.IsNaN(report.Value)).Select(static report => report.Value)];
        if (there.Length == 0)
            return null;
        Array.Sort(there);
        double median = (there[(there.Length - 1) / 2] + there[there.Length / 2]) / 2;
        double best = double.NaN;
        foreach (TrialReport report in trial.Reports)
        {
            if (double.IsNaN(best) || IsBetter(report.Value, best, direction))
                best = report.Value;
        }

        return IsBetter(median, best, direction)
            ? Invariant($"Up to stage {stage} its best value is {best:G6}, and the median of {there.Length} trials there is {median:G6}.")
            : null;
    }
}
