using System.ComponentModel;
using System.Runtime.CompilerServices;
using FastOpt.Runtime;

namespace FastOpt;

/// <summary>Fills a layer's parameters. Compiled networks call it once per layer; it allocates nothing. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ParameterInitializer
{
    /// <summary>Writes the first values of one layer.</summary>
    /// <typeparam name="TInit">The initializer's type.</typeparam>
    /// <param name="canonicalWeight">The weights, [out, in] row by row.</param>
    /// <param name="canonicalBias">The biases, [out]; empty for a layer without.</param>
    /// <param name="fanIn">Inputs that each output of the layer sums over.</param>
    /// <param name="fanOut">Outputs that each input of the layer reaches.</param>
    /// <param name="seed">The model's seed.</param>
    /// <param name="layer">The layer's number.</param>
    /// <param name="initializer">The initializer.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // it runs once, over very many weights: there is no later call for the JIT to improve
    public static void Initialize<TInit>(
        Span<float> canonicalWeight, Span<float> canonicalBias, int fanIn, int fanOut, ulong seed, int layer, TInit initializer)
        where TInit : struct, IInitializer
    {
        PhiloxBlock block = default;
        if (initializer is IMatrixInitializer matrix)
            matrix.FillWeights(canonicalWeight, canonicalWeight.Length / fanIn, fanIn, seed, layer);
        for (int i = 0; i < canonicalWeight.Length && initializer is not IMatrixInitializer; i++)
        {
            if ((i & 3) == 0)
                block = ParameterRandom.Block(seed, layer, i);
            canonicalWeight[i] = initializer.SampleWeight(new ParameterRandom(block, i & 3), fanIn, fanOut);
        }

        for (int i = 0; i < canonicalBias.Length; i++)
            canonicalBias[i] = initializer.SampleBias(new ParameterRandom(seed, layer, (long)canonicalWeight.Length + i), fanIn, fanOut);
    }
}
