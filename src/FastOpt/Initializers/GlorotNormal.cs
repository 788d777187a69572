namespace FastOpt;

/// <summary>
/// Weights from the normal distribution with mean 0 and deviation <c>gain·√(2 / (fanIn + fanOut))</c>, biases 0 (Glorot, Bengio, 2010).
/// PyTorch's <c>xavier_normal_</c>; not truncated, unlike Keras's.
/// </summary>
/// <param name="Gain">The activation's factor, one of <see cref="Gains"/>. Default: 1.</param>
public readonly record struct GlorotNormal(double Gain = 1) : IInitializer
{
    /// <summary>Gain 1.</summary>
    public GlorotNormal()
        : this(1)
    {
    }

    /// <inheritdoc/>
    public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => (float)(random.Normal * Gain * Math.Sqrt(2.0 / ((double)fanIn + fanOut)));

    /// <inheritdoc/>
    public float SampleBias(ParameterRandom random, int fanIn, int fanOut) => 0;
}
