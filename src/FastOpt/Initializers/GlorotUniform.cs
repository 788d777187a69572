namespace FastOpt;

/// <summary>
/// Weights from the uniform distribution over <c>±√(6 / (fanIn + fanOut))</c>, biases 0 (Glorot, Bengio, 2010).
/// PyTorch's <c>xavier_uniform_</c> with gain 1.
/// </summary>
public readonly record struct GlorotUniform : IInitializer
{
    /// <inheritdoc/>
    public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => (float)((2 * random.Uniform - 1) * Math.Sqrt(6.0 / ((double)fanIn + fanOut)));

    /// <inheritdoc/>
    public float SampleBias(ParameterRandom random, int fanIn, int fanOut) => 0;
}
