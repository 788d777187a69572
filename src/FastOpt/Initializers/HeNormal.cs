namespace FastOpt;

/// <summary>
/// Weights from the normal distribution with mean 0 and deviation <c>gain / √fan</c>, biases 0; for layers before the ReLU family
/// (He, Zhang, Ren, Sun, 2015). PyTorch's <c>kaiming_normal_</c>; not truncated.
/// </summary>
/// <param name="Gain">The activation's factor, one of <see cref="Gains"/>. Default: √2, that of Relu.</param>
/// <param name="Mode">The fan. Default: the inputs.</param>
public readonly record struct HeNormal(double Gain = Gains.Relu, Fan Mode = Fan.In) : IInitializer
{
    /// <summary>Gain √2 and the inputs' fan.</summary>
    public HeNormal()
        : this(Gains.Relu)
    {
    }

    /// <inheritdoc/>
    public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => (float)(random.Normal * Gain / Math.Sqrt(Mode == Fan.In ? fanIn : fanOut));

    /// <inheritdoc/>
    public float SampleBias(ParameterRandom random, int fanIn, int fanOut) => 0;
}
