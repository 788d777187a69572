namespace FastOpt;

/// <summary>
/// Weights from the normal distribution with mean 0 and deviation <c>√(1 / fanIn)</c>, biases 0 (LeCun, Bottou, Orr, Müller, 1998).
/// Not truncated, unlike Keras's <c>lecun_normal</c>.
/// </summary>
public readonly record struct LeCunNormal : IInitializer
{
    /// <inheritdoc/>
    public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => (float)(random.Normal * Math.Sqrt(1.0 / fanIn));

    /// <inheritdoc/>
    public float SampleBias(ParameterRandom random, int fanIn, int fanOut) => 0;
}
