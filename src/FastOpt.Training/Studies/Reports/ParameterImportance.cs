namespace FastOpt.Training;

/// <summary>
/// How much of the variance of a study's values each parameter explains alone: functional analysis of variance (fANOVA; Hutter, Hoos, Leyton-Brown 2014) on a
/// forest of 64 regression trees over the complete trials. For each tree and parameter, the values are averaged over all other parameters; the variance of
/// that average over the parameter's range, as a share of the whole variance, is the importance. What parameters explain only together is nobody's.
/// </summary>
public static class ParameterImportance
{
    /// <summary>The fewest complete trials of which importances are told.</summary>
    public const int FewestTrials = 4;

    private const int Trees = 64;

    /// <summary>The importances, the largest first; empty with too few complete trials, or where all values are equal.</summary>
    /// <param name="trials">The trials of a study.</param>
    public static IReadOnlyList<(string Parameter, double Share)> Of(IReadOnlyList<TrialRecord> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        TrialRecord[] complete = [.. trials.Where(static trial => trial.State == TrialState.Complete)];
        string[] names = [.. complete.SelectMany(static trial => trial.Parameters).Select(static parameter => parameter.Name).Distinct()];
        if (complete.Length < FewestTrials || names.Length == 0)
            return [];
        ParameterScale[] scales = [.. names.Select(name => new ParameterScale(name, complete))];
        double[][] inputs = [.. complete.Select(trial => Point(trial, scales))];
        double least = complete.Min(static trial => trial.Value), range = complete.Max(static trial => trial.Value) - least;
        if (range == 0)
            return [];

        // Shares do not depend on the unit, nor may what counts as no difference.
        double[] targets = [.. complete.Select(trial => (trial.Value - least) / range)];
        double[] shares = new double[names.Length];
        int counted = 0;
        for (int tree = 0; tree < Trees; tree++)
        {
            if (Shares(new RegressionTree(inputs, targets, Resampled(complete.Length, tree), first: tree), names.Length) is not { } ofTree)
                continue;
            counted++;
            for (int i = 0; i < shares.Length; i++)
                shares[i] += ofTree[i];
        }

        return counted == 0 ? [] : [.. names.Select((name, i) => (name, shares[i] / counted)).OrderByDescending(static pair => pair.Item2)];
    }

    // Choices fill the axis in equal parts; a parameter that a trial did not ask for stands in the middle.
    private static double[] Point(TrialRecord trial, ParameterScale[] scales) => [.. scales.Select(scale =>
    {
        double position = scale.Position(trial);
        return double.IsNaN(position) ? 0.5 : scale.Choices > 0 ? ((position * (scale.Choices - 1)) + 0.5) / scale.Choices : position;
    })];

    private static int[] Resampled(int count, int tree)
    {
        var random = new SplitMix64(0, (ulong)tree);
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++)
            chosen[i] = random.NextBelow(count);
        return chosen;
    }

    private static double[]? Shares(RegressionTree tree, int parameters)
    {
        double mean = tree.Leaves.Sum(static leaf => leaf.Volume() * leaf.Value);
        double variance = tree.Leaves.Sum(leaf => leaf.Volume() * (leaf.Value - mean) * (leaf.Value - mean));
        if (!(variance > 0))
            return null;
        double[] shares = new double[parameters];
        for (int i = 0; i < parameters; i++)
            shares[i] = MarginalVariance(tree, i, mean) / variance;
        return shares;
    }

    private static double MarginalVariance(RegressionTree tree, int parameter, double mean)
    {
        double[] cuts = [.. tree.Leaves.SelectMany(leaf => new[] { leaf.Low[parameter], leaf.High[parameter] }).Distinct().Order()];
        double[] marginal = new double[cuts.Length - 1];
        foreach (RegressionTree.Leaf leaf in tree.Leaves)
        {
            double part = leaf.Volume(parameter) * leaf.Value;
            for (int i = Array.BinarySearch(cuts, leaf.Low[parameter]); cuts[i] < leaf.High[parameter]; i++)
                marginal[i] += part;
        }

        double variance = 0;
        for (int i = 0; i < marginal.Length; i++)
            variance += (cuts[i + 1] - cuts[i]) * (marginal[i] - mean) * (marginal[i] - mean);
        return variance;
    }
}
