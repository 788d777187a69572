using FastOpt.Runtime;

namespace FastOpt;

/// <summary>
/// The random number of one parameter: a pure function of the seed, the layer and the parameter's canonical position in the layer
/// (weights [out, in] row by row, then biases), read as a uniform or as a normal number.
/// </summary>
public readonly struct ParameterRandom
{
    private readonly uint _word;

    /// <summary>The random number of one parameter.</summary>
    /// <param name="seed">The model's seed.</param>
    /// <param name="layer">The layer's number.</param>
    /// <param name="index">The parameter's canonical position in the layer.</param>
    public ParameterRandom(ulong seed, int layer, long index)
        : this(Block(seed, layer, index), (int)(index & 3))
    {
    }

    internal ParameterRandom(in PhiloxBlock block, int lane) => _word = block[lane];

    /// <summary>A number from the uniform distribution over (0, 1), one of 2³² equally spaced ones; never 0 and never 1.</summary>
    public double Uniform => (_word + 0.5) * (1.0 / 4294967296.0);

    /// <summary>A number from the normal distribution with mean 0 and variance 1: the inverse distribution function of <see cref="Uniform"/>.</summary>
    public double Normal => InverseNormal.Evaluate(Uniform);

    /// <summary>The block of four numbers in which the parameter's own is number <c>index mod 4</c>.</summary>
    internal static PhiloxBlock Block(ulong seed, int layer, long index) => Philox.Generate(seed, step: 0, (uint)layer, (uint)(index >> 2));
}
