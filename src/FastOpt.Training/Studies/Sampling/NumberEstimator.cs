namespace FastOpt.Training;

/// <summary>
/// A mixture of normal distributions, each cut off at the ends of the range: one around each value, as wide as the larger distance to its neighbours, and the
/// prior in the middle, as wide as the range. Logarithmic ranges are treated in logarithms; steps and whole numbers have the probability of the half step on
/// both sides. This is Optuna's estimator for one parameter, with its bounds of the widths ("magic clip").
/// </summary>
internal sealed class NumberEstimator : IParzenEstimator
{
    private const double MostKernels = 100;

    private readonly ParameterRange _range;
    private readonly double[] _centers, _widths, _weights, _heights;
    private readonly double _low, _high;

    /// <summary>Puts kernels around values.</summary>
    /// <param name="range">The range.</param>
    /// <param name="values">Values of it, the oldest first.</param>
    /// <param name="prior">The prior's weight in values.</param>
    public NumberEstimator(ParameterRange range, IReadOnlyList<double> values, double prior)
    {
        _range = range;
        double half = range.Step / 2;
        (_low, _high) = (Inside(range.Low - half), Inside(range.High + half));
        _weights = KernelWeights.Of(values.Count, prior);
        _centers = [.. values.Select(Inside), 0.5 * (_low + _high)];
        _widths = Widths(_centers.AsSpan(0, values.Count));

        // What is cut off at the ends of the range makes the rest higher.
        _heights = [.. _weights.Select((weight, i) =>
            weight / NormalDistribution.Mass((_low - _centers[i]) / _widths[i], (_high - _centers[i]) / _widths[i]))];
    }

    /// <summary>The kernels' centers, in logarithms for a logarithmic range; the prior's is last.</summary>
    public ReadOnlySpan<double> Centers => _centers;

    /// <summary>Their deviations.</summary>
    public ReadOnlySpan<double> Deviations => _widths;

    /// <summary>Their weights.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    public double Draw(ref TrialDraws draws)
    {
        int kernel = KernelWeights.Pick(_weights, draws.NextUnit());

        // Every kernel has its center in the range and is at most as wide: more than a third of its numbers fall inside.
        double x;
        do
            x = _centers[kernel] + (_widths[kernel] * draws.NextNormal());
        while (x < _low || x > _high);
        return _range.Nearest(_range.IsLog ? Math.Exp(x) : x);
    }

    public double LogDensity(double value)
    {
        double half = _range.Step / 2, center = Inside(value), from = Inside(value - half), to = Inside(value + half), sum = 0;
        for (int i = 0; i < _centers.Length; i++)
        {
            double part = half > 0
                ? NormalDistribution.Mass((from - _centers[i]) / _widths[i], (to - _centers[i]) / _widths[i])
                : NormalDistribution.Density((center - _centers[i]) / _widths[i]) / _widths[i];
            sum += _heights[i] * part;
        }

        return Math.Log(sum);
    }

    private double Inside(double value) => _range.IsLog ? Math.Log(value) : value;

    private double[] Widths(ReadOnlySpan<double> values)
    {
        double[] widths = new double[values.Length + 1], unsorted = values.ToArray();
        int[] order = [.. Enumerable.Range(0, unsorted.Length).OrderBy(i => unsorted[i])]; // equal values stay by age
        double[] sorted = [.. order.Select(i => unsorted[i])];
        double widest = _high - _low, narrowest = widest / Math.Min(MostKernels, values.Length + 2);
        for (int i = 0; i < sorted.Length; i++)
        {
            double below = sorted[i] - (i > 0 ? sorted[i - 1] : _low), above = (i + 1 < sorted.Length ? sorted[i + 1] : _high) - sorted[i];

            // The outermost values go by their one neighbour, not by the end of the range, which may be far.
            double width = sorted.Length > 1 && i == 0 ? above : sorted.Length > 1 && i == sorted.Length - 1 ? below : Math.Max(below, above);
            widths[order[i]] = Math.Clamp(width, narrowest, widest);
        }

        widths[^1] = widest;
        return widths;
    }
}
