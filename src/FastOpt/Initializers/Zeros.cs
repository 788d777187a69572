namespace FastOpt;

/// <summary>
/// All weights and biases 0. The neurons of a hidden layer then stay equal for ever; it is meant for last layers.
/// </summary>
public readonly record struct Zeros : IInitializer
{
    /// <inheritdoc/>
    public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => 0;

    /// <inheritdoc/>
    public float SampleBias(ParameterRandom random, int fanIn, int fanOut) => 0;
}
