using FastOpt.Runtime;

namespace FastOpt.Training;

/// <summary>
/// Permutations for splits: Fisher and Yates from the identity, where the i-th exchange takes the i-th block of Philox4x32-10 under the seed. A permutation
/// depends on seed, stream and length alone, on every machine and in every release. <see cref="System.Random"/> does not promise that.
/// </summary>
internal static class SplitOrder
{
    // A word of the counter that no layer of a network has, so that a split shares no number with a run of the same seed.
    private const uint Purpose = 0x53504C54;

    /// <summary>A permutation of 0 … count − 1.</summary>
    /// <param name="count">Its length.</param>
    /// <param name="seed">The split's seed.</param>
    /// <param name="stream">Which one of the split, such as a class.</param>
    public static int[] Permutation(int count, ulong seed, int stream = 0)
    {
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
            order[i] = i;
        for (int i = count - 1; i > 0; i--)
        {
            PhiloxBlock block = Philox.Generate(seed, (ulong)stream, Purpose, (uint)i);

            // 64 random bits times i + 1, the upper half: uniform but for a bias below 2^-32.
            int j = (int)Math.BigMul((ulong)block.Word0 << 32 | block.Word1, (ulong)i + 1, out _);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
