namespace FastOpt;

/// <summary>
/// An initializer whose weights depend on each other, so that it gives a layer all of them at once. What it gives must depend on the seed, the layer and the
/// extents only, through <see cref="ParameterRandom"/>.
/// </summary>
public interface IMatrixInitializer : IInitializer
{
    /// <summary>Writes the first values of a layer's weights.</summary>
    /// <param name="weights">The weights, [rows, columns] row by row; a row makes one output.</param>
    /// <param name="rows">Outputs.</param>
    /// <param name="columns">Inputs that each output sums over.</param>
    /// <param name="seed">The model's seed.</param>
    /// <param name="layer">The layer's number.</param>
    void FillWeights(Span<float> weights, int rows, int columns, ulong seed, int layer);

    /// <summary>Not for weights that depend on each other.</summary>
    /// <param name="random">Unused.</param>
    /// <param name="fanIn">Unused.</param>
    /// <param name="fanOut">Unused.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    float IInitializer.SampleWeight(ParameterRandom random, int fanIn, int fanOut) =>
        throw new NotSupportedException($"{GetType().Name} gives a layer all weights at once, by FillWeights.");
}
