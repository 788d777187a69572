namespace FastOpt;

/// <summary>
/// Weights from the uniform distribution over <c>±gain·√(6 / (fanIn + fanOut))</c>, biases 0 (Glorot, Bengio, 2010).
/// PyTorch's <c>xavier_uniform_</c>.
/// </summary>
/// <param name="Gain">The activation's factor, one of <see cref="Gains"/>. Default: 1.</param>
public readonly record struct GlorotUniform(double Gain = 1) : IInitializer
{
    /// <summary>Gain 1.</summary>
    public GlorotUniform()
        : this(1)
    {
    }

    /// <inheritdoc/>
    public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => (float)((2 * random.Uniform - 1) * Gain * Math.Sqrt(6.0 / ((double)fanIn + fanOut)));

    /// <inheritdoc/>
    public float SampleBias(ParameterRandom random, int fanIn, int fanOut) => 0;
}
