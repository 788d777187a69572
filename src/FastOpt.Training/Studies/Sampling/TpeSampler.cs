namespace FastOpt.Training;

/// <summary>
/// The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio, Kégl 2011), one parameter at a time, with the defaults of Optuna's TPESampler. The trials
/// are divided into the best ⌈n/10⌉, at most 25, and the others. Of 24 values that are drawn from a density l around the best trials' values, the one with
/// the largest l/g is suggested, where g is the density of the others'. The first ten trials are random.
/// </summary>
/// <remarks>
/// Pruned trials are behind complete ones: those that came further before those that did not. Running trials of other processes count as bad ones, so that
/// processes that work at once do not try the same ("constant liar"). Failed trials count as bad ones, too: where a training diverged, the next one does not
/// go. A trial's value speaks for a parameter if the range now has it; a choice, if the list is the same.
/// </remarks>
public sealed class TpeSampler : Sampler
{
    private const int MostBest = 25;

    private readonly int _startup = 10, _candidates = 24;
    private readonly double _priorWeight = 1;

    /// <summary>Finished trials before the first that is not random. Default: 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int StartupTrials
    {
        get => _startup;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _startup = value;
        }
    }

    /// <summary>Values that are drawn for each suggestion. Default: 24.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int Candidates
    {
        get => _candidates;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _candidates = value;
        }
    }

    /// <summary>The weight of the prior, in observed values. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a finite number above 0.</exception>
    public double PriorWeight
    {
        get => _priorWeight;
        init
        {
            if (!(value > 0 && double.IsFinite(value)))
                throw new ArgumentOutOfRangeException(nameof(value), value, "The prior's weight is a finite number above 0.");
            _priorWeight = value;
        }
    }

    /// <summary>The numbers of the finished trials that count as good.</summary>
    internal static HashSet<int> Best(IReadOnlyList<TrialRecord> finished, StudyDirection direction) =>
        [.. Ordered(finished, direction).Take(Math.Min((finished.Count + 9) / 10, MostBest)).Select(static trial => trial.Number)];

    internal override double Suggest(
        IReadOnlyList<TrialRecord> others, StudyDirection direction, string name, ParameterRange range, TrialDraws draws)
    {
        TrialRecord[] finished = [.. others.Where(static trial => trial.IsFinished)];
        if (finished.Length < _startup)
            return RandomSampler.Draw(range, ref draws);
        HashSet<int> best = Best(finished, direction);
        IParzenEstimator good = Estimator(range, Values(others, name, range, trial => best.Contains(trial.Number)));
        IParzenEstimator bad = Estimator(range, Values(others, name, range, trial => !best.Contains(trial.Number)));
        (double value, double advantage) = (double.NaN, double.NegativeInfinity);
        for (int i = 0; i < _candidates; i++)
        {
            double candidate = good.Draw(ref draws), ratio = good.LogDensity(candidate) - bad.LogDensity(candidate);
            if (ratio > advantage || double.IsNaN(value))
                (value, advantage) = (candidate, ratio);
        }

        return value;
    }

    /// <summary>Complete trials by value, then pruned ones by how far they came and their value there; failed ones are never good.</summary>
    private static IEnumerable<TrialRecord> Ordered(IReadOnlyList<TrialRecord> finished, StudyDirection direction)
    {
        double sign = direction == StudyDirection.Minimize ? 1 : -1;
        IEnumerable<TrialRecord> complete = finished.Where(static trial => trial.State == TrialState.Complete).OrderBy(trial => sign * trial.Value);
        IEnumerable<TrialRecord> pruned = finished.Where(static trial => trial.State == TrialState.Pruned)
            .OrderByDescending(static trial => trial.Reports.Count == 0 ? int.MinValue : trial.Reports[^1].Stage)
            .ThenBy(trial => double.IsNaN(trial.Value) ? double.PositiveInfinity : sign * trial.Value);
        return complete.Concat(pruned);
    }

    private static List<double> Values(IReadOnlyList<TrialRecord> trials, string name, ParameterRange range, Func<TrialRecord, bool> isOne)
    {
        var values = new List<double>();
        foreach (TrialRecord trial in trials)
        {
            if (isOne(trial) && trial[name] is { } parameter && range.Takes(parameter))
                values.Add(parameter.Value);
        }

        return values;
    }

    private IParzenEstimator Estimator(ParameterRange range, List<double> values) =>
        range.Kind == ParameterKind.Choice ? new ChoiceEstimator(range, values, _priorWeight) : new NumberEstimator(range, values, _priorWeight);
}
