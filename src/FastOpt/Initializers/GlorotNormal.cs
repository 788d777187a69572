namespace FastOpt;

/// <summary>
/// Weights from the normal distribution with mean 0 and deviation <c>√(2 / (fanIn + fanOut))</c>, biases 0 (Glorot, Bengio, 2010).
/// PyTorch's <c>xavier_normal_</c> with gain 1; not truncated, unlike Keras's.
/// </summary>
public readonly record struct GlorotNormal : IInitializer
{
    /// <inheritdoc/>
    public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => (float)(random.Normal * Math.Sqrt(2.0 / ((double)fanIn + fanOut)));

    /// <inheritdoc/>
    public float SampleBias(ParameterRandom random, int fanIn, int fanOut) => 0;
}
