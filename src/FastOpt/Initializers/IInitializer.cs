namespace FastOpt;

/// <summary>
/// Gives a layer's parameters their first values, one scalar at a time. A value may depend on the random number of its position and on the
/// layer's extents, and on nothing else: that is what makes the same seed give the same weights on every machine, in any order.
/// </summary>
/// <example>
/// <code>
/// public readonly record struct Small : IInitializer
/// {
///     public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => (float)(0.01 * random.Normal);
/// }
///
/// [Dense(128, Init = typeof(Small))]
/// </code>
/// </example>
public interface IInitializer
{
    /// <summary>The first value of one weight.</summary>
    /// <param name="random">The random number of the weight's position.</param>
    /// <param name="fanIn">Inputs that each output of the layer sums over.</param>
    /// <param name="fanOut">Outputs that each input of the layer reaches.</param>
    float SampleWeight(ParameterRandom random, int fanIn, int fanOut);

    /// <summary>The first value of one bias. Default: 0.</summary>
    /// <param name="random">The random number of the bias's position.</param>
    /// <param name="fanIn">Inputs that each output of the layer sums over.</param>
    /// <param name="fanOut">Outputs that each input of the layer reaches.</param>
    float SampleBias(ParameterRandom random, int fanIn, int fanOut) => 0;
}
