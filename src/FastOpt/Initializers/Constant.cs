namespace FastOpt;

/// <summary>
/// All weights the same value, biases 0.
/// </summary>
/// <param name="Value">The weights' value. Default: 0.</param>
public readonly record struct Constant(double Value = 0) : IInitializer
{
    /// <inheritdoc/>
    public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => (float)Value;

    /// <inheritdoc/>
    public float SampleBias(ParameterRandom random, int fanIn, int fanOut) => 0;
}
