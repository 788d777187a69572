using FastOpt.Reference;

namespace FastOpt.Members.Tests;

/// <summary>Examples of the tests' networks.</summary>
internal static class Batches
{
    /// <summary>Values in ±1.</summary>
    public static float[] Floats(int count, ulong seed) => new IntegerGenerator(seed).Floats(count);

    /// <summary>Classes below <paramref name="classes"/>.</summary>
    public static int[] Labels(int count, int classes, ulong seed)
    {
        var generator = new IntegerGenerator(seed);
        return [.. Enumerable.Range(0, count).Select(_ => generator.NextInt32(classes))];
    }

    /// <summary>All parameters in canonical order.</summary>
    public static float[] ParametersOf<TNetwork, TTarget>(this INetwork<TNetwork, TTarget> network)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        var parameters = new float[TNetwork.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }
}
