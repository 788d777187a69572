using FastOpt.Training;

namespace FastOpt.Playground;

/// <summary>
/// Stochastic gradient descent on ½·w² under a schedule, by the library's Sgd: the gradient is w and noise. A constant rate α keeps w within about √(α/2)·σ
/// of the minimum, and no nearer.
/// </summary>
internal sealed class ScheduleRun
{
    private const double Start = 5, Memory = 0.95;

    /// <param name="name">The schedule's name.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="rate">α.</param>
    /// <param name="steps">Steps.</param>
    /// <param name="noise">σ.</param>
    /// <param name="seed">Of the noise, which is the same for every schedule.</param>
    public ScheduleRun(string name, ISchedule schedule, double rate, int steps, double noise, ulong seed)
    {
        Name = name;
        (Rates, Costs) = (new double[steps + 1], new double[steps + 1]);
        var random = new SplitMix64(seed, 0);
        Span<float> weight = [(float)Start], gradient = [0], state = [0];
        double mean = 0.5 * Start * Start;
        for (int t = 0; t <= steps; t++)
        {
            double cost = 0.5 * weight[0] * weight[0];
            mean = t == 0 ? cost : (Memory * mean) + ((1 - Memory) * cost);
            (Rates[t], Costs[t]) = (schedule.At(rate, t), mean);
            gradient[0] = weight[0] + (float)(noise * random.NextBell());
            ((IOptimizerRule)new Sgd(Rates[t])).UpdateAll(weight, gradient, state, t + 1);
        }
    }

    public string Name { get; }

    /// <summary>α of each step, from 0.</summary>
    public double[] Rates { get; }

    /// <summary>½·w² before each step, averaged over about twenty of them.</summary>
    public double[] Costs { get; }
}
