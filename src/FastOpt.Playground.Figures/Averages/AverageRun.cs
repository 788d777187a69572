using FastOpt.Training;

namespace FastOpt.Playground;

/// <summary>
/// A noisy series and its exponentially weighted average, by the library: Sgd's momentum in the paper's form is b = β·b + (1 − β)·g, which is that average
/// of what it is given as gradients.
/// </summary>
internal sealed class AverageRun
{
    public AverageRun(double beta, int count, double noise, ulong seed)
    {
        (Truth, Series, Average, Corrected) = (new double[count], new double[count], new double[count], new double[count]);
        var random = new SplitMix64(seed, 0);
        IOptimizerRule rule = new Sgd(1, beta, Convention: Convention.Paper);
        Span<float> weight = [0], state = [0], value = [0];
        for (int t = 0; t < count; t++)
        {
            Truth[t] = 10 + (6 * Math.Sin(2 * Math.PI * t / 120));
            value[0] = (float)(Truth[t] + (noise * random.NextBell()));
            rule.UpdateAll(weight, value, state, t + 1);
            Series[t] = value[0];
            Average[t] = beta == 0 ? value[0] : state[0];
            Corrected[t] = Average[t] / (1 - Math.Pow(beta, t + 1));
        }
    }

    /// <summary>The series without its noise.</summary>
    public double[] Truth { get; }

    /// <summary>The series.</summary>
    public double[] Series { get; }

    /// <summary>v.</summary>
    public double[] Average { get; }

    /// <summary>v / (1 − βᵗ).</summary>
    public double[] Corrected { get; }
}
