namespace FastOpt.Training;

/// <summary>What suggests parameters.</summary>
public abstract class Sampler
{
    private protected Sampler()
    {
    }

    /// <summary>Suggests a value.</summary>
    /// <param name="others">The study's other trials, by number.</param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="range">What to take from.</param>
    /// <param name="draws">The random numbers of the parameter in this trial.</param>
    internal abstract double Suggest(
        IReadOnlyList<TrialRecord> others, StudyDirection direction, string name, ParameterRange range, TrialDraws draws);
}
