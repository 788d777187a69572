namespace FastOpt;

/// <summary>
/// Weights from the uniform distribution between two bounds, biases 0. PyTorch's <c>uniform_</c>.
/// </summary>
/// <param name="Low">The lower bound. Default: 0.</param>
/// <param name="High">The upper bound. Default: 1.</param>
public readonly record struct Uniform(double Low = 0, double High = 1) : IInitializer
{
    /// <summary>Between 0 and 1.</summary>
    public Uniform()
        : this(0)
    {
    }

    /// <inheritdoc/>
    public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => (float)(Low + (High - Low) * random.Uniform);

    /// <inheritdoc/>
    public float SampleBias(ParameterRandom random, int fanIn, int fanOut) => 0;
}
