namespace FastOpt.Generators.Model;

/// <summary>
/// A window that slides over an image; a signal is an image of height 1. Immutable and structurally equal. <c>FastOpt.Runtime.Window</c> is the same for
/// generated code.
/// </summary>
internal sealed record WindowSpec
{
    /// <summary>Channels of the image.</summary>
    public required int Channels { get; init; }

    public required int Height { get; init; }

    public required int Width { get; init; }

    /// <summary>Channels of the result.</summary>
    public required int Filters { get; init; }

    public required int ResultHeight { get; init; }

    public required int ResultWidth { get; init; }

    public required int KernelHeight { get; init; }

    public required int KernelWidth { get; init; }

    /// <summary>Rows from one place of the window to the next.</summary>
    public required int StrideDown { get; init; }

    /// <summary>Pixels from one place of the window to the next.</summary>
    public required int StrideRight { get; init; }

    /// <summary>Rows from one element of the window to the next.</summary>
    public int DilationDown { get; init; } = 1;

    /// <summary>Pixels from one element of the window to the next.</summary>
    public int DilationRight { get; init; } = 1;

    /// <summary>Rows above the image that the first window sees.</summary>
    public required int Top { get; init; }

    /// <summary>Columns to the left of the image that the first window sees.</summary>
    public required int Left { get; init; }

    /// <summary>Groups of channels that do not see one another.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Elements of the window in one channel.</summary>
    public int Area => KernelHeight * KernelWidth;

    /// <summary>Terms of a filter's sum.</summary>
    public int Terms => Area * (Channels / Groups);

    /// <summary>Floating-point operations of one convolution of one example.</summary>
    public long Flops => 2L * Terms * Filters * ResultHeight * ResultWidth;

    /// <summary>Whether what a row of the window sees is one run of pixels and channels.</summary>
    public bool HasRuns => Groups == 1 && DilationRight == 1;

    /// <summary>Images of fewer channels take their gradients as <c>PlacedConvolution</c> gives them: their pixels fill no vector.</summary>
    private const int FewChannels = 8;

    /// <summary>Terms that one float sums up, as the runtime's <c>LongSum</c> has it.</summary>
    private const int MostTerms = 65_536;

    /// <summary>Positions of the result.</summary>
    public int ResultPositions => ResultHeight * ResultWidth;

    /// <summary>
    /// Floats of scratch for the gradients of such a convolution that have places of their own: runs, three sums or panels of each weight, two of each
    /// gradient and of each place, an image.
    /// </summary>
    /// <param name="positions">Positions of the gradients.</param>
    /// <param name="places">Elements of the pool's window, or 1.</param>
    public int PlacedScratch(int positions, int places)
    {
        int run = KernelHeight * RowPadding.RoundUp(KernelWidth * Channels);
        return checked(run + (3 * PlacedSumFloats) + (2 * positions * Filters) + (positions * places) + places + Seen + (16 * RowPadding.Lanes));
    }

    /// <summary>Floats of filters and biases that are laid out for a convolution, whatever the width of vectors.</summary>
    public int LaidOutFloats => RowPadding.RoundUp(checked((Padded(Filters) + (TakesPairs ? RowPadding.Lanes : 0)) * (1 + Terms)));

    /// <summary>Floats of scratch that a convolution of an example takes.</summary>
    public int ForwardScratch => checked(LaidOutFloats + (TakesPairs ? (3 * Seen) + (3 * RowPadding.Lanes) : Seen));

    /// <summary>Whether the gradient in the image has sums too long for one float, which are gathered in chunks.</summary>
    public bool HasLongInputSums => (long)Area * (Filters / Groups) > MostTerms;

    /// <summary>The same for the gradient in the image.</summary>
    public int InputGradientScratch => HasRuns && Channels < FewChannels && !HasLongInputSums ? PlacedScratch(ResultPositions, 1) : checked(
        (Padded(Channels) * (1 + (Area * (Filters / Groups))))
        + ((Height + ((KernelHeight - 1) * DilationDown)) * (Width + ((KernelWidth - 1) * DilationRight)) * Filters));

    /// <summary>The same for the gradient in the filters: three sums of each.</summary>
    public int WeightGradientScratch => checked((3 * SumFloats) + Seen);

    /// <summary>Floats of the sums of the gradient in the filters, whatever the width of vectors.</summary>
    public int SumFloats => checked(Padded(Filters) * Terms);

    /// <summary>The same where gradients have places of their own.</summary>
    public int PlacedSumFloats => checked(Filters * KernelHeight * RowPadding.RoundUp(KernelWidth * Channels));

    /// <summary>"3x32x32_64of3x3": what is in the name of a kernel.</summary>
    public string Name => FormattableString.Invariant($"{Channels}x{Height}x{Width}_{Filters}of{KernelHeight}x{KernelWidth}");

    /// <summary>Whether two images are taken at once: where the filters fill half of a vector at most.</summary>
    private bool TakesPairs => Groups == 1 && Filters <= RowPadding.Lanes / 2;

    /// <summary>Floats of what the windows see of an image.</summary>
    private int Seen => checked(
        (((ResultHeight - 1) * StrideDown) + ((KernelHeight - 1) * DilationDown) + 1)
        * (((ResultWidth - 1) * StrideRight) + ((KernelWidth - 1) * DilationRight) + 1) * Channels);

    /// <summary>Channels in panels of two vectors of the widest kind.</summary>
    private int Padded(int channels) => Groups * ((((channels / Groups) + 31) / 32) * 32);
}
