namespace FastOpt;

/// <summary>
/// Weights from the normal distribution, biases 0. PyTorch's <c>normal_</c>.
/// </summary>
/// <param name="Mean">The mean. Default: 0.</param>
/// <param name="Deviation">The standard deviation, not negative. Default: 1.</param>
public readonly record struct Normal(double Mean = 0, double Deviation = 1) : IInitializer
{
    /// <summary>Mean 0, deviation 1.</summary>
    public Normal()
        : this(0)
    {
    }

    /// <inheritdoc/>
    public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => (float)(Mean + Deviation * random.Normal);

    /// <inheritdoc/>
    public float SampleBias(ParameterRandom random, int fanIn, int fanOut) => 0;
}
