using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>The register tile of a micro-kernel: rows by vectors.</summary>
internal readonly record struct Tile(int Rows, int Vectors);

/// <summary>Columns of a product that are computed by the same micro-kernels.</summary>
/// <param name="First">The first column.</param>
/// <param name="Panels">How many panels stand side by side.</param>
/// <param name="Vectors">Vectors of a panel.</param>
internal readonly record struct ColumnGroup(int First, int Panels, int Vectors);

/// <summary>
/// Chooses register tiles by vector width and exact shape. AVX-512 has 32 registers: 8 rows × up to 3 vectors leave room for the loads and the broadcast.
/// AVX2 and 128 bits on x64 have 16: 6 × 2 is the largest tile that does not spill.
/// </summary>
internal static class Tiles
{
    /// <summary>Weights and states of more bytes than a core's own cache keeps beside the batch come from further away at each step, and are asked for ahead.</summary>
    public const long CachedBytes = 1 << 20;

    /// <summary>The most floats of one panel, over all widths.</summary>
    public const int WidestPanel = 48;

    /// <summary>The most floats of one tile, over all widths.</summary>
    public const int LargestFloats = 8 * WidestPanel;

    /// <summary>Row counts for which a product over the batch has micro-kernels, largest first; the last is 1.</summary>
    public static int[] BatchRows(int lanes) => lanes switch
    {
        16 => [8, 4, 1],
        8 => [6, 3, 1],
        _ => [6, 1],
    };

    /// <summary>Rows of a weight over which a norm is summed at once, whoever sums them; a multiple of the row tiles of every width.</summary>
    public const int WeightGranule = 24;

    /// <summary>Rows of the batch that one thread takes at least.</summary>
    public const int BatchGranule = 8;

    /// <summary>Floating-point operations of a step below which threads would wait for each other longer than they work.</summary>
    public const long SharedFlops = 2_000_000;

    /// <summary>Floating-point operations of a step from which on it is worth waking threads that sleep: some 200 µs, where waking takes some 50.</summary>
    public const long LongFlops = 20_000_000;

    /// <summary>
    /// What the update of one weight takes beside its gradient's sum, as floating-point operations of a product: some 0.3 ns of Adam's divisions, or of loads and stores beyond the core's
    /// own caches. In a step of few examples it is most of the work.
    /// </summary>
    public const long UpdateFlops = 32;

    /// <summary>
    /// Pieces of a thread's share of a phase over weights, or over the columns of a large layer, which another thread may take over. A phase over rows of the batch is one piece, for each passes
    /// over the weights of several layers.
    /// </summary>
    public const int WeightPieces = 4;

    /// <summary>Floats of parameters below which a pass over stored gradients is not worth a thread's waking up.</summary>
    public const int SharedUpdateFloats = 1 << 14;

    /// <summary>
    /// The tile of a weight's gradient where the epilogue loads and stores weights and states, too. One that streams from behind the core's own caches is tall with
    /// AVX-512: a line of the batch's columns and a line of the gradient's for each term fit the first-level cache, and two lines of the gradient's do not.
    /// </summary>
    public static Tile UpdateTile(int lanes, bool isStreamed) => lanes != 16 ? new Tile(6, 2) : isStreamed ? new Tile(16, 1) : new Tile(8, 2);

    /// <summary>The tile of a weight's gradient that is only written out: not on the path of training, so the smallest code.</summary>
    public static Tile GradientTile(int lanes) => new(lanes == 16 ? 8 : 6, 1);

    /// <summary>
    /// The rows of a weight over which all panels of columns pass before the next rows come up, so that their columns of the batch stay in the cache; a multiple of the tile's.
    /// </summary>
    /// <param name="rows">Rows of the weight in full tiles.</param>
    /// <param name="tileRows">Rows of a tile.</param>
    /// <param name="panels">Panels of columns.</param>
    public static int WeightBlock(int rows, int tileRows, int panels)
    {
        const int Block = 128;
        return rows >= 2 * Block && panels > 1 ? Block / tileRows * tileRows : rows;
    }

    /// <summary>
    /// Splits columns into panels of nearly equal width, of as few widths as is worth it: each width is a set of micro-kernels. Every panel has a column in it;
    /// its last vector may be padding.
    /// </summary>
    /// <param name="columns">Columns, without padding.</param>
    /// <param name="lanes">Floats of a vector.</param>
    /// <param name="mostVectors">The widest panel.</param>
    public static List<ColumnGroup> Columns(int columns, int lanes, int mostVectors)
    {
        int vectors = (columns + lanes - 1) / lanes;
        if (lanes < RowPadding.Lanes && vectors > 1 && mostVectors == 2)
            vectors += vectors % 2;
        foreach (int width in Enumerable.Range(2, Math.Max(0, mostVectors - 1)).Reverse())
        {
            if (vectors % width == 0)
                return [new ColumnGroup(0, vectors / width, width)];
        }

        int panels = (vectors + mostVectors - 1) / mostVectors;
        int narrow = vectors / panels;
        int wide = vectors % panels;
        var groups = new List<ColumnGroup>();
        if (wide > 0)
            groups.Add(new ColumnGroup(0, wide, narrow + 1));
        groups.Add(new ColumnGroup(wide * (narrow + 1) * lanes, panels - wide, narrow));
        return groups;
    }

    /// <summary>
    /// The widths of panels, in vectors, that a product of so many columns needs, the widest first. Where columns are known when the kernel runs, one wide panel and one of a single
    /// vector do for all; narrow vectors come in pairs, for rows are padded to the widest vector.
    /// </summary>
    public static int[] PanelVectors(Extent columns, int lanes, int mostVectors)
    {
        if (columns.IsConstant)
            return [.. Columns(columns.Value, lanes, mostVectors).Select(static group => group.Vectors).Distinct()];
        int wide = mostVectors == 3 ? 2 : mostVectors;
        return wide == 1 || (wide == 2 && lanes < RowPadding.Lanes) ? [wide] : [wide, 1];
    }

    /// <summary>The rows of the tiles of a weight's gradient, the largest first: full tiles and one for what remains, or, where rows are known when the kernel runs, those that make up any number.</summary>
    public static int[] WeightRows(Extent rows, int lanes, Tile largest)
    {
        if (!rows.IsConstant)
            return BatchRows(lanes);
        int full = Math.Min(largest.Rows, rows.Value);
        int rest = rows.Value % full;
        return rest > 0 ? [full, rest] : [full];
    }

    /// <summary>The widest panel, in vectors, of a product over the batch.</summary>
    public static int MostVectors(int lanes) => lanes == 16 ? 3 : 2;

    /// <summary>"8×48 8×32": the largest tile of each width of panel that a product has; empty for a kernel that is none.</summary>
    public static string Describe(Kernel kernel, int lanes) => kernel switch
    {
        ForwardKernel forward => Panels(forward.Outputs, lanes, new Tile(BatchRows(lanes)[0], MostVectors(lanes))),
        InputGradientKernel gradient => Panels(gradient.Inputs, lanes, new Tile(BatchRows(lanes)[0], MostVectors(lanes))),
        WeightGradientKernel weight => Panels(weight.Outputs, lanes, TileOf(weight, lanes)),
        _ => "",
    };

    /// <summary>The largest tile of a weight's gradient.</summary>
    public static Tile TileOf(WeightGradientKernel kernel, int lanes) => kernel.End is CanonicalEnd ? GradientTile(lanes) : UpdateTile(lanes, kernel.IsStreamed);

    private static string Panels(Extent columns, int lanes, Tile largest) =>
        string.Join(" ", PanelVectors(columns, lanes, largest.Vectors).Select(vectors => $"{Literals.Number(largest.Rows)}×{Literals.Number(vectors * lanes)}"));
}
