using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>One operand of a register tile's product: where its rows or vectors stand, and how far it moves with each term of the sum.</summary>
/// <param name="Name">The ref where the tile's operand starts.</param>
/// <param name="Distance">Floats between the tile's rows; for the vector operand, the vectors are adjacent.</param>
/// <param name="Step">Floats per term.</param>
/// <param name="TermsAhead">For the vector operand: how many terms ahead its lines are fetched, or 0.</param>
internal readonly record struct TileOperand(string Name, Extent Distance, Extent Step, int TermsAhead = 0);

/// <summary>
/// Writes the heart of every product: a tile of named accumulators, and a loop that adds one term at a time, in order, with one broadcast per row
/// and one load per vector. The order of the sum does not depend on the tile, so neither do the bits.
/// </summary>
internal sealed class MicroKernelWriter(SourceWriter writer, VectorTarget target, Tile tile)
{
    public const string Attribute = "[clr::MethodImpl(clr::MethodImplOptions.AggressiveOptimization | clr::MethodImplOptions.NoInlining)]";

    /// <summary>Floats of a cache line.</summary>
    public const int LineFloats = 16;

    /// <summary>Whether an epilogue of this many operations per vector is printed for every accumulator, or once in a loop over the stored tile.</summary>
    /// <remarks>The JIT stops inlining near 900 locals, and a kernel should fit a quarter of the instruction cache. A single row, such as a bias, fits whatever the rule costs.</remarks>
    public static bool EpilogueFitsRegisters(Tile tile, int cost) => tile.Rows == 1 || tile.Rows * tile.Vectors * (cost + 6) <= 640;

    /// <summary>Whether an activation, or its derivative, is applied to every accumulator where it stands. One that costs more has constants of its own, such as those of an exponential.</summary>
    /// <remarks>The JIT loads such constants once for all accumulators, and drives accumulators out of the registers for them, even inside the loop over the terms.</remarks>
    public static bool ActivationFitsRegisters(Tile tile, int cost) => cost <= MostCostBesideSums && EpilogueFitsRegisters(tile, cost);

    private const int MostCostBesideSums = 8;

    /// <summary>The accumulator of a row and a vector: <c>sum2x1</c>.</summary>
    public static string Sum(int row, int vector) => $"sum{row}x{vector}";

    /// <summary>Declares the accumulators, row 0 from <paramref name="start"/> and the others equal to it.</summary>
    public void Declare(Func<int, string> start)
    {
        for (int vector = 0; vector < tile.Vectors; vector++)
            writer.Line($"{target.Type} {Sum(0, vector)} = {start(vector)};");
        for (int row = 1; row < tile.Rows; row++)
        {
            for (int vector = 0; vector < tile.Vectors; vector++)
                writer.Line($"{target.Type} {Sum(row, vector)} = {Sum(0, vector)};");
        }
    }

    /// <summary>Writes the loop: sum[r, v] += broadcast(scalars[r]) · vectors[v], <paramref name="terms"/> times.</summary>
    public void Accumulate(TileOperand scalars, TileOperand vectors, string terms)
    {
        writer.Line("nint at = 0;");
        AccumulateLoop(scalars, vectors, $"for (int term = {terms}; term != 0; term--)");
    }

    /// <summary>
    /// The same in <paramref name="parts"/> parts of nearly equal length, in the same order, with what <paramref name="between"/> writes before each; it gets the part's name.
    /// </summary>
    public void AccumulateInParts(TileOperand scalars, TileOperand vectors, string terms, int parts, Action<string> between)
    {
        writer.Line("nint at = 0;");
        writer.Line("int term = 0;");
        using (writer.Braces($"for (int part = 0, done = {terms}; part < {Literals.Number(parts)}; part++, done += {terms})"))
        {
            between("part");
            AccumulateLoop(scalars, vectors, $"for (int end = (int)((uint)done / {Literals.Number(parts)}); term < end; term++)");
        }
    }

    /// <summary>Writes <paramref name="each"/> for every accumulator, given the row, the vector and its offset in a tensor of <paramref name="stride"/>.</summary>
    public void ForEach(Extent stride, Action<string, Extent> each)
    {
        for (int row = 0; row < tile.Rows; row++)
        {
            for (int vector = 0; vector < tile.Vectors; vector++)
                each(Sum(row, vector), (row * stride) + (vector * target.Lanes));
        }
    }

    /// <summary>
    /// Writes a method that passes over the vectors of a stored tile, row by row, for epilogues that do not fit the registers beside the sums. It is a method of its own because the
    /// constants of such an epilogue would otherwise drive sums out of the registers, inside the loop over the terms. <paramref name="body"/> gets the offset's name.
    /// </summary>
    public static void PassOverTile(SourceWriter writer, VectorTarget target, string name, string parameters, Extent stride, Action<string> body)
    {
        writer.Line();
        writer.Line(Attribute);
        using (writer.Braces($"private static void {name}({parameters}, int rows, int width)"))
        using (writer.Braces("for (int row = 0; row < rows; row++)"))
        using (writer.Braces($"for (int offset = row * {stride}, end = offset + width; offset < end; offset += {Literals.Number(target.Lanes)})"))
            body("offset");
    }

    /// <summary>The extents of the tile, as a pass over it takes them.</summary>
    public string Extents => $"{Literals.Number(tile.Rows)}, {Literals.Number(tile.Vectors * target.Lanes)}";

    private void AccumulateLoop(TileOperand scalars, TileOperand vectors, string loop)
    {
        using (writer.Braces(loop))
        {
            for (int line = 0; vectors.TermsAhead > 0 && line < tile.Vectors * target.Lanes; line += LineFloats)
                writer.Line($"engine::CacheHint.Fetch(ref {vectors.Name}, {(vectors.TermsAhead * vectors.Step) + line});");
            for (int vector = 0; vector < tile.Vectors; vector++)
                writer.Line($"{target.Type} vector{vector} = {target.Load(vectors.Name, vector * target.Lanes)};");
            for (int row = 0; row < tile.Rows; row++)
            {
                string at = row == 0 ? "at" : $"at + {row * scalars.Distance}";
                string scalar = $"clr::Unsafe.Add(ref {scalars.Name}, {at})";
                writer.Line($"{target.Type} scalar{row} = {target.Broadcast(scalar)};");
                for (int vector = 0; vector < tile.Vectors; vector++)
                    writer.Line($"{Sum(row, vector)} = {target.MultiplyAdd($"scalar{row}", $"vector{vector}", Sum(row, vector))};");
            }

            // By index, for a ref must not leave the caller's span, not even when it is no longer used.
            writer.Line($"at += {scalars.Step};");
            writer.Line($"{vectors.Name} = ref clr::Unsafe.Add(ref {vectors.Name}, {vectors.Step});");
        }
    }
}
