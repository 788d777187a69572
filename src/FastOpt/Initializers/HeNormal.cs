namespace FastOpt;

/// <summary>
/// Weights from the normal distribution with mean 0 and deviation <c>√(2 / fanIn)</c>, biases 0; for layers before the ReLU family
/// (He, Zhang, Ren, Sun, 2015). PyTorch's <c>kaiming_normal_</c> with its gain for ReLU, √2; not truncated.
/// </summary>
public readonly record struct HeNormal : IInitializer
{
    /// <inheritdoc/>
    public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => (float)(random.Normal * Math.Sqrt(2.0 / fanIn));

    /// <inheritdoc/>
    public float SampleBias(ParameterRandom random, int fanIn, int fanOut) => 0;
}
