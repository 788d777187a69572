namespace FastOpt;

/// <summary>
/// Weights from the uniform distribution over <c>±√(3 / fanIn)</c>, biases 0 (LeCun, Bottou, Orr, Müller, 1998). Keras's <c>lecun_uniform</c>.
/// </summary>
public readonly record struct LeCunUniform : IInitializer
{
    /// <inheritdoc/>
    public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => (float)((2 * random.Uniform - 1) * Math.Sqrt(3.0 / fanIn));

    /// <inheritdoc/>
    public float SampleBias(ParameterRandom random, int fanIn, int fanOut) => 0;
}
