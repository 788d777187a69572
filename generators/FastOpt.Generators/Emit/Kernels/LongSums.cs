namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Which sums of generated code are added in chunks, as the runtime's <c>LongSum</c> has it.</summary>
internal static class LongSums
{
    /// <summary>Terms of a chunk.</summary>
    public const int Chunk = 256;

    /// <summary>Elements of a chunk of a row, whose terms fall to the virtual lanes in turn.</summary>
    public const int RowChunk = Chunk * Targets.VectorTarget.VirtualLanes;

    private const int Most = 65_536;

    /// <summary>Whether so many terms are too many for one float.</summary>
    public static bool Is(int terms) => terms > Most;
}
