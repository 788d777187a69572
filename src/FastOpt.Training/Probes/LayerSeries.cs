namespace FastOpt.Training;

/// <summary>What a <see cref="GradientProbe"/> measured of one layer, sample by sample.</summary>
public sealed class LayerSeries
{
    private readonly GradientProbe _probe;

    internal LayerSeries(GradientProbe probe, string name, int capacity)
    {
        (_probe, Name) = (probe, name);
        (Gradients, Weights, Updates) = (new double[capacity], new double[capacity], new double[capacity]);
    }

    /// <summary>The layer, such as "dense1".</summary>
    public string Name { get; }

    /// <summary>The Euclidean norm of its gradient, before gradient rules and optimizer.</summary>
    public ReadOnlySpan<double> GradientNorms => Gradients.AsSpan(0, _probe.Count);

    /// <summary>The Euclidean norm of its parameters before the step.</summary>
    public ReadOnlySpan<double> WeightNorms => Weights.AsSpan(0, _probe.Count);

    /// <summary>‖Δw‖ / ‖w‖ of the step; NaN where all parameters were 0.</summary>
    public ReadOnlySpan<double> UpdateRatios => Updates.AsSpan(0, _probe.Count);

    internal double[] Gradients { get; }

    internal double[] Weights { get; }

    internal double[] Updates { get; }

    internal List<(int Offset, int Count)> Parts { get; } = [];

    internal double Norm(ReadOnlySpan<float> values, ReadOnlySpan<float> subtracted = default)
    {
        double sum = 0;
        foreach ((int offset, int count) in Parts)
        {
            for (int i = offset; i < offset + count; i++)
            {
                double value = subtracted.IsEmpty ? values[i] : (double)values[i] - subtracted[i];
                sum += value * value;
            }
        }

        return Math.Sqrt(sum);
    }

    internal void KeepEverySecond()
    {
        GradientProbe.KeepEverySecond(Gradients);
        GradientProbe.KeepEverySecond(Weights);
        GradientProbe.KeepEverySecond(Updates);
    }
}
