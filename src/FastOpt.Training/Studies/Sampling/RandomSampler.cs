namespace FastOpt.Training;

/// <summary>
/// Random search: each value alike, of a logarithmic range each factor alike. A suggestion is a function of the study's seed, the trial's number and the
/// parameter's name alone: other trials, and how many run at once, do not change it.
/// </summary>
public sealed class RandomSampler : Sampler
{
    internal static double Draw(ParameterRange range, ref TrialDraws draws)
    {
        // Whole numbers, steps and choices have the share of the half step on both sides of them.
        double half = range.Step / 2;
        return range.Nearest(Between(range.Low - half, range.High + half, range.IsLog, draws.NextUnit()));
    }

    internal override double Suggest(
        IReadOnlyList<TrialRecord> others, StudyDirection direction, string name, ParameterRange range, TrialDraws draws) => Draw(range, ref draws);

    private static double Between(double low, double high, bool isLog, double share) =>
        isLog ? Math.Exp(Math.Log(low) + (share * (Math.Log(high) - Math.Log(low)))) : low + (share * (high - low));
}
