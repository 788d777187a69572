using FastOpt.Generators.Lowering.Network.Kernels;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Which sums of generated code are added in chunks, as the runtime's <c>LongSum</c> has it.</summary>
internal static class LongSums
{
    /// <summary>Terms of a chunk.</summary>
    public const int Chunk = RowForm.LongestRow;

    /// <summary>Elements of a chunk of a row, whose terms fall to the virtual lanes in turn.</summary>
    public const int RowChunk = Chunk * Targets.VectorTarget.VirtualLanes;

    private const int Most = 65_536;

    /// <summary>Whether so many terms are too many for one float.</summary>
    public static bool Is(int terms) => terms > Most;

    /// <summary>Writes the loop over chunks of rows, of which the runtime's method says how many make one.</summary>
    public static SourceWriter.Block ForEachChunkOfRows(SourceWriter writer, string method, RuleKernel kernel)
    {
        writer.Line($"int chunk = engine::LongSum.{method}(rows, {kernel.Positions()});");
        SourceWriter.Block block = writer.Braces("for (int start = 0; start < rows; start += chunk)");
        writer.Line("int stop = global::System.Math.Min(start + chunk, rows);");
        return block;
    }

    /// <summary>Writes whether the sums of a channel are long.</summary>
    public static void DeclareIsLong(SourceWriter writer, RuleKernel kernel) =>
        writer.Line($"bool isLong = engine::LongSum.Is((long)rows * {kernel.Positions()});");
}
