namespace FastOpt.Training;

/// <summary>A density made of one kernel around each observed value and one for what is not known yet.</summary>
internal interface IParzenEstimator
{
    /// <summary>Draws a value of the range.</summary>
    double Draw(ref TrialDraws draws);

    /// <summary>The logarithm of the density, or of the probability, of a value of the range.</summary>
    double LogDensity(double value);
}

/// <summary>The weights of kernels, as Optuna has them: the last 25 values count in full, older ones less, and the prior as much as one value.</summary>
internal static class KernelWeights
{
    private const int Full = 25;

    /// <summary>The weights of values by age, the oldest first, and of the prior behind them; their sum is 1.</summary>
    public static double[] Of(int values, double prior)
    {
        double[] weights = new double[values + 1];
        Array.Fill(weights, 1.0);
        int ramp = values - Full;
        for (int i = 0; i < ramp; i++)
            weights[i] = ramp == 1 ? 1.0 / values : (1.0 / values) + ((1 - (1.0 / values)) * i / (ramp - 1));
        weights[values] = values == 0 ? 1 : prior;
        double sum = weights.Sum();
        for (int i = 0; i < weights.Length; i++)
            weights[i] /= sum;
        return weights;
    }

    /// <summary>The kernel that a uniform number in [0, 1) falls on.</summary>
    public static int Pick(double[] weights, double share)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length - 1; i++)
        {
            sum += weights[i];
            if (share < sum)
                return i;
        }

        return weights.Length - 1;
    }
}
