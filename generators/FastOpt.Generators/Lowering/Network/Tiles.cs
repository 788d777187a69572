using FastOpt.Generators.Lowering.Network.Kernels;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>
/// What the plan knows of the kernels of products: room for their tiles, and how their work is shared. The runtime chooses the tiles, by the width that runs.
/// </summary>
internal static class Tiles
{
    /// <summary>Weights and states of more bytes than a core's own cache keeps beside the batch come from further away at each step, and are asked for ahead.</summary>
    public const long CachedBytes = 1 << 20;

    /// <summary>The most floats of one panel, over all widths.</summary>
    public const int WidestPanel = 48;

    /// <summary>The most floats of one tile, over all widths. The losses of narrow rows need as many.</summary>
    public const int LargestFloats = 8 * WidestPanel;

    /// <summary>Rows of a weight over which a norm is summed at once, whoever sums them; a multiple of the row tiles of every width.</summary>
    public const int WeightGranule = 24;

    /// <summary>Rows of the batch that one thread takes at least.</summary>
    public const int BatchGranule = 8;

    /// <summary>Sections of a batch, as the runtime has it: rows whose sums one thread makes.</summary>
    public const int MostSections = 16;

    /// <summary>Floats up to which the sums of a gradient are made of each section of the batch; threads share the filters of a larger one.</summary>
    public const int MostSectionFloats = 1 << 18;

    /// <summary>Positions of a result from which on sums of a section have so many terms that adding them up is little work beside.</summary>
    public const int LeastSectionPositions = 16;

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

    /// <summary>What a product's kernels do about memory beyond a core's own caches; empty for others.</summary>
    public static string Describe(Kernel kernel) => kernel switch
    {
        ForwardKernel { FetchesAhead: true } => "weights fetched ahead",
        WeightGradientKernel { Reach: CacheReach.Beyond } => "weights and states fetched ahead",
        WeightGradientKernel { Reach: CacheReach.FarBeyond } => "weights and states streamed",
        _ => "",
    };
}
