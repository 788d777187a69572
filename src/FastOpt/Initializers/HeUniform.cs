namespace FastOpt;

/// <summary>
/// Weights from the uniform distribution over <c>±√(6 / fanIn)</c>, biases 0; for layers before the ReLU family
/// (He, Zhang, Ren, Sun, 2015). PyTorch's <c>kaiming_uniform_</c> with its gain for ReLU, √2.
/// </summary>
public readonly record struct HeUniform : IInitializer
{
    /// <inheritdoc/>
    public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => (float)((2 * random.Uniform - 1) * Math.Sqrt(6.0 / fanIn));

    /// <inheritdoc/>
    public float SampleBias(ParameterRandom random, int fanIn, int fanOut) => 0;
}
