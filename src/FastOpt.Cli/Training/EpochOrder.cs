using FastOpt.Cli.Data;

namespace FastOpt.Cli.Training;

/// <summary>The order in which the training examples are used: a permutation that depends on the seed and the epoch alone.</summary>
internal static class EpochOrder
{
    /// <summary>Writes the permutation of <paramref name="epoch"/> (Fisher and Yates, from the identity).</summary>
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
