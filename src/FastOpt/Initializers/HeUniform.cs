namespace FastOpt;

/// <summary>
/// Weights from the uniform distribution over <c>±gain·√(3 / fan)</c>, biases 0; for layers before the ReLU family
/// (He, Zhang, Ren, Sun, 2015). PyTorch's <c>kaiming_uniform_</c>.
/// </summary>
/// <param name="Gain">The activation's factor, one of <see cref="Gains"/>. Default: √2, that of Relu.</param>
/// <param name="Mode">The fan. Default: the inputs.</param>
public readonly record struct HeUniform(double Gain = Gains.Relu, Fan Mode = Fan.In) : IInitializer
{
    /// <summary>Gain √2 and the inputs' fan.</summary>
    public HeUniform()
        : this(Gains.Relu)
    {
    }

    /// <inheritdoc/>
    public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => (float)((2 * random.Uniform - 1) * Gain * Math.Sqrt(3.0 / (Mode == Fan.In ? fanIn : fanOut)));

    /// <inheritdoc/>
    public float SampleBias(ParameterRandom random, int fanIn, int fanOut) => 0;
}
