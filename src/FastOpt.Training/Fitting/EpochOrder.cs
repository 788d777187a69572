namespace FastOpt.Training;

/// <summary>The order in which a run uses its training examples: a permutation that depends on the seed and the epoch alone, on every machine.</summary>
public static class EpochOrder
{
    /// <summary>Writes the permutation of an epoch (Fisher and Yates, from the identity, with <c>SplitMix64</c>).</summary>
    /// <param name="order">Receives the positions 0 to its length − 1, each once.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch; <c>Fit</c> counts from 1.</param>
    public static void Shuffle(Span<int> order, ulong seed, int epoch)
    {
        for (int i = 0; i < order.Length; i++)
            order[i] = i;

        var random = new SplitMix64(seed, (ulong)epoch);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = random.NextBelow(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
