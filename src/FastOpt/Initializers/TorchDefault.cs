namespace FastOpt;

/// <summary>
/// What PyTorch's <c>Linear</c> starts with: weights and biases from the uniform distribution over <c>±1 / √fanIn</c>
/// (<c>kaiming_uniform_</c> with a = √5).
/// </summary>
public readonly record struct TorchDefault : IInitializer
{
    /// <inheritdoc/>
    public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => (float)((2 * random.Uniform - 1) / Math.Sqrt(fanIn));

    /// <inheritdoc/>
    public float SampleBias(ParameterRandom random, int fanIn, int fanOut) => (float)((2 * random.Uniform - 1) / Math.Sqrt(fanIn));
}
