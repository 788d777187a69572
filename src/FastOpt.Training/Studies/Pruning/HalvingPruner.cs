using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// Asynchronous successive halving (ASHA; Li et al. 2018), as Optuna's SuccessiveHalvingPruner has it. A trial goes on behind the stages r, rη, rη², … only if
/// its value there is among the best 1/η of all trials that came so far; while there are fewer than η, if it is the best. Nobody waits for others.
/// </summary>
public sealed class HalvingPruner : Pruner
{
    private readonly int _firstStage = 1, _reduction = 4;

    /// <summary>r, the first stage behind which trials are ended. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int FirstStage
    {
        get => _firstStage;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _firstStage = value;
        }
    }

    /// <summary>η, of how many trials one goes on. Default: 4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 2.</exception>
    public int Reduction
    {
        get => _reduction;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2);
            _reduction = value;
        }
    }

    internal override string? Reason(TrialRecord trial, IReadOnlyList<TrialRecord> others, StudyDirection direction)
    {
        int before = trial.Reports.Count > 1 ? trial.Reports[^2].Stage : 0, now = trial.Reports[^1].Stage;
        for (long rung = _firstStage; rung <= now; rung *= _reduction)
        {
            if (rung <= before)
                continue;
            double value = trial.Reports[^1].Value;
            if (double.IsNaN(value))
                return Invariant($"The value of stage {now} is no number.");
            double[] all = [.. others.Select(other => At(other, rung)).Where(static other => !double.IsNaN(other)), value];
            Array.Sort(all);
            if (direction == StudyDirection.Maximize)
                Array.Reverse(all);
            int last = Math.Max(0, (all.Length / _reduction) - 1);
            if (IsBetter(all[last], value, direction))
                return Invariant($"At stage {now} its value is {value:G6}; the best {last + 1} of {all.Length} trials go on, up to {all[last]:G6}.");
        }

        return null;
    }

    /// <summary>A trial's value where it came to a rung; NaN where it did not.</summary>
    private static double At(TrialRecord trial, long rung)
    {
        foreach (TrialReport report in trial.Reports)
        {
            if (report.Stage >= rung)
                return report.Value;
        }

        return double.NaN;
    }
}
