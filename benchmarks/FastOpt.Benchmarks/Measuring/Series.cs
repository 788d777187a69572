namespace FastOpt.Benchmarks.Measuring;

/// <summary>Repeated measurements of one thing.</summary>
internal sealed class Series
{
    private readonly List<double> _values = [];

    public void Add(double value) => _values.Add(value);

    /// <summary>The middle one.</summary>
    public double Median
    {
        get
        {
            double[] sorted = [.. _values.Order()];
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    public double Smallest => _values.Min();

    public double Largest => _values.Max();
}
