namespace FastOpt.Training;

/// <summary>
/// Probabilities of choices: each value that was taken adds a kernel that prefers it, and the prior holds all alike. Optuna's estimator of categorical
/// parameters.
/// </summary>
internal sealed class ChoiceEstimator : IParzenEstimator
{
    private readonly double[] _probabilities;

    /// <summary>Adds a kernel for each value.</summary>
    /// <param name="range">The choices.</param>
    /// <param name="values">Places of choices, the oldest first.</param>
    /// <param name="prior">The prior's weight in values.</param>
    public ChoiceEstimator(ParameterRange range, IReadOnlyList<double> values, double prior)
    {
        int choices = range.Choices.Count;
        double[] weights = KernelWeights.Of(values.Count, prior);
        double each = prior / (values.Count + 1), sum = 1 + (choices * each);
        _probabilities = new double[choices];
        for (int choice = 0; choice < choices; choice++)
        {
            double probability = weights[^1] / choices;
            for (int i = 0; i < values.Count; i++)
                probability += weights[i] * ((values[i] == choice ? 1 : 0) + each) / sum;
            _probabilities[choice] = probability;
        }
    }

    public double Draw(ref TrialDraws draws) => KernelWeights.Pick(_probabilities, draws.NextUnit());

    public double LogDensity(double value) => Math.Log(_probabilities[(int)value]);
}
